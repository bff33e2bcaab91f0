namespace SsdClr.Payload.Scrambling;

/// <summary>How the values of a key are scrambled.</summary>
internal sealed class ScramblingRule
{
    private ScramblingRule(FieldScrambling scrambling, CodeScrambling? codes = null)
    {
        Scrambling = scrambling;
        Codes = codes;
    }

    internal FieldScrambling Scrambling { get; }

    /// <summary>For codes: how; null for all else.</summary>
    internal CodeScrambling? Codes { get; }

    internal static ScramblingRule Of(FieldScrambling scrambling) => new(scrambling);

    internal static ScramblingRule Code(CodeScrambling codes) => new(FieldScrambling.Code, codes);
}

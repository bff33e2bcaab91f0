namespace SsdClr.Payload.Refreshing;

/// <summary>What a guard counted, and the most it lets pass unasked.</summary>
internal readonly struct GuardFinding(string name, int amount, int most, string words)
{
    /// <summary>What was counted, as csc.run_figure names it.</summary>
    internal string Name { get; } = name;

    internal int Amount { get; } = amount;

    internal int Most { get; } = most;

    /// <summary>What is odd, as a clause with its numbers and without a child; told where the guard holds.</summary>
    internal string Words { get; } = words;

    /// <summary>True where somebody has to look first.</summary>
    internal bool Holds => Amount > Most;
}

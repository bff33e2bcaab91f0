namespace SsdClr.Payload.Refreshing;

/// <summary>What a guard counted, and the most it lets pass unasked.</summary>
internal readonly struct GuardFinding
{
    internal GuardFinding(string name, int amount, int most, string words)
    {
        Name = name;
        Amount = amount;
        Most = most;
        Words = words;
    }

    /// <summary>What was counted, as csc.run_figure names it.</summary>
    internal string Name { get; }

    internal int Amount { get; }

    internal int Most { get; }

    /// <summary>What is odd, as a clause with its numbers and without a child; told where the guard holds.</summary>
    internal string Words { get; }

    /// <summary>True where somebody has to look first.</summary>
    internal bool Holds => Amount > Most;
}

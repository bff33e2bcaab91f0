using System;

namespace SsdClr.Payload.Refreshing;

/// <summary>What a guard counted, and the most it lets pass unasked.</summary>
internal readonly struct GuardFinding(string name, int amount, int most, string words = "")
{
    /// <summary>What was counted, as csc.run_figure names it.</summary>
    internal string Name { get; } = name;

    internal int Amount { get; } = amount;

    internal int Most { get; } = most;

    /// <summary>What is odd, as a clause with its numbers and without a child; told where the guard holds.</summary>
    internal string Words { get; } = words;

    /// <summary>True where somebody has to look first.</summary>
    internal bool Holds => Amount > Most;

    /// <summary>The most that pass a guard unasked: a share of all there are, and a few however small that share is.</summary>
    /// <param name="always">So many pass, whatever the share.</param>
    /// <param name="all">All there are.</param>
    /// <param name="percent">The share that passes.</param>
    internal static int Limit(int always, int all, int percent) => (int)Math.Max(always, Math.Min(int.MaxValue, (long)all * percent / 100));
}

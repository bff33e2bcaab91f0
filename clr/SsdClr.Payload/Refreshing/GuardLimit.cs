using System;

namespace SsdClr.Payload.Refreshing;

/// <summary>How many of a kind pass a guard unasked: a share of all there are, and a few however small that share is.</summary>
internal static class GuardLimit
{
    /// <summary>The most that pass.</summary>
    /// <param name="always">So many pass, whatever the share.</param>
    /// <param name="all">All there are.</param>
    /// <param name="percent">The share that passes.</param>
    internal static int Most(int always, int all, int percent) => (int)Math.Max(always, Math.Min(int.MaxValue, (long)all * percent / 100));
}

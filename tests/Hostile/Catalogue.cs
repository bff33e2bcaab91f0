using SsdClr.Hostile.Behaviours;

namespace SsdClr.Hostile;

/// <summary>Every behaviour there is.</summary>
internal static class Catalogue
{
    /// <summary>All of them, those of one kind together.</summary>
    internal static IReadOnlyList<Behaviour> All { get; } =
        [.. Statuses.All(), .. Bodies.All(), .. Framing.All(), .. Headers.All(), .. Connections.All(), .. Slowness.All(), .. Tokens.All()];
}

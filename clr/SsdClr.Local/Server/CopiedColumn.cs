using SsdClr.Local.Database;

namespace SsdClr.Local.Server;

/// <summary>A column whose values are copied to a server.</summary>
/// <param name="Declared">The column in SQLite.</param>
/// <param name="Name">What it is called on the server.</param>
/// <param name="HoldsGuids">Whether it is a uniqueidentifier there.</param>
internal readonly record struct CopiedColumn(SsdColumn Declared, string Name, bool HoldsGuids);

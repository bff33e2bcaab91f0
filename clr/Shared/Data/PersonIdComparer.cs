using System;
using System.Collections.Generic;

namespace SsdClr.Data;

/// <summary>
/// Compares person ids exactly, but for trailing blanks: SQL Server compares texts so under every collation, and the key of
/// csc.staging could not hold both of two ids that differ by those alone.
/// </summary>
internal sealed class PersonIdComparer : IEqualityComparer<string>
{
    /// <inheritdoc/>
    public bool Equals(string? x, string? y) => string.Equals(x?.TrimEnd(' '), y?.TrimEnd(' '), StringComparison.Ordinal);

    /// <inheritdoc/>
    public int GetHashCode(string obj) => StringComparer.Ordinal.GetHashCode(obj.TrimEnd(' '));
}

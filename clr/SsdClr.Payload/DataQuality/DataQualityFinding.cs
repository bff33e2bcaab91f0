using System.Collections.Generic;

namespace SsdClr.Payload.DataQuality;

/// <summary>What a data quality check found in a table. Rows are named by their keys; no other value is in it.</summary>
internal sealed class DataQualityFinding(string table, string? column, string check, string severity, string detail)
{
    /// <summary>Severity: rows cannot be read, found or told apart.</summary>
    internal const string Error = "error";

    /// <summary>Severity: a value is doubtful, or something the payload does not need is missing.</summary>
    internal const string Warning = "warning";

    /// <summary>Severity: every check of the table was passed.</summary>
    internal const string Passed = "ok";

    /// <summary>The table.</summary>
    internal string Table { get; } = table;

    /// <summary>The column; null for the table as a whole.</summary>
    internal string? Column { get; } = column;

    /// <summary>Name of the check.</summary>
    internal string Check { get; } = check;

    /// <summary>error, warning or ok.</summary>
    internal string Severity { get; } = severity;

    /// <summary>What is wrong, in words.</summary>
    internal string Detail { get; } = detail;

    /// <summary>Rows of the table; null where it could not be read.</summary>
    internal long? Rows { get; set; }

    /// <summary>Rows at fault; null where rows are not what is counted.</summary>
    internal long? Found { get; set; }

    /// <summary>Keys of up to five of them, the first in ordinal order; none where the table has no key.</summary>
    internal IReadOnlyList<string> Examples { get; set; } = [];

    /// <summary>The same in one line; null where there are none.</summary>
    internal string? ExampleKeys => Examples.Count == 0 ? null : string.Join(", ", Examples);
}

using System.Text.RegularExpressions;

namespace SsdClr.Build.Extraction;

/// <summary>Forms that values of mappings and overrides have.</summary>
internal static partial class CmsForms
{
    /// <summary>Name of a table or column that needs no quoting rules of its own.</summary>
    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,127}$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Name();

    /// <summary>Name of a table, with schema and database where they differ.</summary>
    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_ -]{0,127}(\.[A-Za-z_][A-Za-z0-9_ -]{0,127}){0,2}$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex TableName();

    /// <summary>Name of a column in an authority's database.</summary>
    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_ -]{0,127}$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex ColumnName();

    /// <summary>Name of a schema, with its database where that differs.</summary>
    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_ -]{0,127}(\.[A-Za-z_][A-Za-z0-9_ -]{0,127})?$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex SchemaName();

    /// <summary>Name of a list, a code map or an alias.</summary>
    [GeneratedRegex("^[a-z][a-z0-9_]*$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Term();

    /// <summary>A column with its alias.</summary>
    [GeneratedRegex("^[a-z][a-z0-9_]*\\.[A-Za-z_][A-Za-z0-9_]{0,127}$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Column();

    /// <summary>Two columns that are equal.</summary>
    [GeneratedRegex("^[a-z][a-z0-9_]*\\.[A-Za-z_][A-Za-z0-9_]{0,127} = [a-z][a-z0-9_]*\\.[A-Za-z_][A-Za-z0-9_]{0,127}$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Match();

    /// <summary>A key of a JSON object.</summary>
    [GeneratedRegex("^[A-Z][A-Z0-9_]*$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex JsonKey();

    /// <summary>A value on one line.</summary>
    [GeneratedRegex("^[^\\r\\n]+$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Line();

    /// <summary>Name of a table of the SSD.</summary>
    [GeneratedRegex("^ssd_[a-z0-9_]+$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex ObjectName();

    /// <summary>Name of a field, of the rows or of a join.</summary>
    [GeneratedRegex("^(joins\\.)?[a-z][a-z0-9_]*$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex ConfirmedLine();

    /// <summary>A day.</summary>
    [GeneratedRegex("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Day();
}

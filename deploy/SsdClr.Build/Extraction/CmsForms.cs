using System.Text.RegularExpressions;

namespace SsdClr.Build.Extraction;

/// <summary>Forms that values of mappings and overrides have.</summary>
internal static partial class CmsForms
{
    /// <summary>Name of a table or column of a mapping.</summary>
    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,127}$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Name();

    /// <summary>Name of a table in an authority's database, with schema and database where they differ.</summary>
    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_ -]{0,127}(\.[A-Za-z_][A-Za-z0-9_ -]{0,127}){0,2}$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex TableName();

    /// <summary>Name of a column or schema in an authority's database.</summary>
    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_ -]{0,127}$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex ColumnName();

    /// <summary>Name of a schema, with its database where that differs.</summary>
    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_ -]{0,127}(\.[A-Za-z_][A-Za-z0-9_ -]{0,127})?$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex SchemaName();

    /// <summary>A table or step with its alias.</summary>
    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,127} [a-z][a-z0-9_]*$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Source();

    /// <summary>A join.</summary>
    [GeneratedRegex("^(?<kind>inner|left) (?<table>[A-Za-z_][A-Za-z0-9_]{0,127}) (?<alias>[a-z][a-z0-9_]*) on (?<on>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    public static partial Regex Join();

    /// <summary>A value on one line.</summary>
    [GeneratedRegex("^[^\\r\\n]+$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Line();

    /// <summary>A day.</summary>
    [GeneratedRegex("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Day();
}

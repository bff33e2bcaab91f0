namespace SsdClr.Build.Extraction;

/// <summary>An expression of the mapping language, or a part of one.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Name of the column, function, operator, list or key, or the value itself.</param>
/// <param name="Parts">Arguments or operands.</param>
internal sealed record SqlTerm(SqlTermKind Kind, string Text, params IReadOnlyList<SqlTerm> Parts)
{
    /// <summary>Alias of the table of a column.</summary>
    public string Alias { get; init; } = string.Empty;

    /// <summary>Table or step of a column.</summary>
    public string Table { get; init; } = string.Empty;

    /// <summary>The rows of a look-up.</summary>
    public SqlRows? Rows { get; init; }

    /// <summary>This part and all inside it.</summary>
    public IEnumerable<SqlTerm> All => new[] { this }
        .Concat(Parts.SelectMany(part => part.All))
        .Concat(Rows is null ? [] : Rows.Where.All.Concat(Rows.Order.SelectMany(order => order.By.All)));

    /// <summary>Columns of a table that a condition compares with = in every case: its rows are found by them.</summary>
    /// <param name="alias">Alias of the table.</param>
    public IEnumerable<string> Equated(string alias) => Kind != SqlTermKind.Binary ? []
        : Text == "and" ? Parts.SelectMany(part => part.Equated(alias))
        : Text == "=" ? Parts.Where(part => part.Kind == SqlTermKind.Column && part.Alias == alias).Select(part => part.Text) : [];

    /// <summary>Names of the lists it needs.</summary>
    public IEnumerable<string> Lists => All.Where(part => part.Kind == SqlTermKind.InList).Select(part => part.Text);
}

using SsdClr.Payload.DataQuality;

namespace SsdClr.Local.SampleData;

/// <summary>A row of a declared table while it is made. Whatever is put in a column may get a fault of the column's kind.</summary>
/// <param name="Declaration">How rows of the table come about.</param>
/// <param name="Span">What it hangs on.</param>
/// <param name="Day">The day on which it is made.</param>
/// <param name="Until">Its last day; null where there is none yet.</param>
/// <param name="Number">How many rows hang on the same before it.</param>
internal sealed record SampleRecord(SampleDeclaration Declaration, SampleSpan Span, DateTime Day, DateTime? Until, int Number)
{
    /// <summary>The child.</summary>
    public SampleChild Child => Span.Child;

    /// <summary>Chance.</summary>
    public SampleRandom Random => Span.Child.Random;

    /// <summary>The cells so far.</summary>
    public SampleRow Row { get; } = Span.Child.Output.NewRow(Declaration.Table);

    /// <summary>The codes of a column.</summary>
    public IReadOnlyList<string> Codes(string column) => Declaration.Column(column).Codes!.Codes;

    /// <summary>Y so many times in a hundred, else N.</summary>
    public string Yes(double percent) => Random.Chance(percent) ? "Y" : "N";

    /// <summary>A day so long after the row's own; null where it is still to come.</summary>
    public DateTime? Later(int least, int most) => Day.AddDays(Random.Between(least, most)) is var later && later <= Span.LastOfLife ? later : null;

    /// <summary>Fills in what the model knows.</summary>
    public void Fill()
    {
        foreach (var column in Declaration.Columns)
        {
            if (Known(column) is { } value)
            {
                Row.Set(column.Name, Messy(column, value));
            }
        }
    }

    /// <summary>Puts values in columns: string, DateTime, int, byte[] or null.</summary>
    public void Set(params ReadOnlySpan<(string Column, object? Value)> cells)
    {
        foreach (var (name, value) in cells)
        {
            Row.Set(name, Messy(Declaration.Column(name), value));
        }
    }

    /// <summary>Leaves columns blank if a condition holds.</summary>
    public void Blank(bool holds, params ReadOnlySpan<string> columns)
    {
        foreach (var column in holds ? columns : [])
        {
            Row.Set(column, value: null);
        }
    }

    private object? Known(ColumnRules column) => column switch
    {
        { IsKey: true } => column.ParentTable is null ? Child.RecordId(Declaration.Prefix, Span.History.Rows(Declaration.Table).Count + 1) : Child.PersonId,
        { ParentTable: "ssd_person" } => Child.Owner(),
        { ParentTable: "ssd_professionals" } => Child.Professionals.Pick(Random),
        { ParentTable: { } parent } => (parent == Span.Row.Table.Name ? Span.Row : Span.History.Rows(parent)[^1]).Text(column.ParentColumn!),
        { NotBefore: not null } => Until,
        { Family: ColumnFamily.Date } => column == Declaration.DayColumn ? Child.Moment(Day) : null,
        { PublishedType: "nchar(1)" } => Yes(85),
        { Codes: { } codes } => Random.Pick(codes.Codes),
        { Least: { } least } => Random.Between(least, least + 3),
        _ => null,
    };

    private object? Messy(ColumnRules column, object? value) => value switch
    {
        _ when column.IsKey => value,
        string key when column.ParentTable is not null => Child.Mess.Reference(key),
        DateTime end when column.NotBefore is { } start && Row.Day(start) is { } begun => Child.Mess.End(begun, end),
        DateTime date => Child.Mess.Date(date),
        string and ['{', .. var rest] => Child.Mess.Strikes() ? rest : value,
        string text => Child.Mess.Code(text, Row.LongestOf(column.Name)),
        int when column.Greatest is { } greatest && Child.Mess.Strikes() => greatest + 1,
        _ => value,
    };
}

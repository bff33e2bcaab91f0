using SsdClr.Payload.DataQuality;

namespace SsdClr.Local.SampleData;

/// <summary>A row while it is made.</summary>
/// <param name="Declaration">How rows of the table come about.</param>
/// <param name="Span">What it hangs on.</param>
/// <param name="Day">The day on which it is made. It may be recorded wrongly.</param>
/// <param name="Number">How many rows of the declaration hang on the same before it.</param>
internal sealed record SampleRecord(SampleDeclaration Declaration, SampleSpan Span, DateTime Day, int Number)
{
    /// <summary>Its last day; null where there is none yet.</summary>
    public DateTime? Until { get; set; }

    /// <summary>The child.</summary>
    public SampleChild Child => Span.Child;

    /// <summary>Chance.</summary>
    public SampleRandom Random => Span.Child.Random;

    /// <summary>The cells so far. What is put in there gets no fault.</summary>
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

    /// <summary>Puts values in columns: string, DateTime, int, double, byte[] or null. Each may get a fault of the column's kind.</summary>
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

    /// <summary>Gives the row another last day.</summary>
    public void Ends(DateTime? last)
    {
        Until = last;
        Set((Declaration.EndColumn!.Name, last));
    }

    private object? Known(ColumnRules column) => column switch
    {
        { IsKey: true } when Declaration.Table is SampleHistory.Life || column.ParentTable is SampleHistory.Life => Child.PersonId,
        { IsKey: true } => Child.RecordId(Declaration.Prefix, Child.History.Of(Declaration.Table).Count + 1),
        { ParentTable: SampleHistory.Life } => Child.Owner(),
        { ParentTable: "ssd_professionals" } => Child.Authority.Professional(Random),
        { ParentTable: "ssd_department" } => Child.Authority.Team(Declaration.Service, Child.Mess),
        { ParentTable: { } parent } => (Span.Above(parent) ?? Child.History.Last(parent))?.Row.Text(column.ParentColumn!),
        { NotBefore: not null } => Until,
        { Family: ColumnFamily.Date } => column == Declaration.DayColumn ? Child.Moment(Day) : null,
        { PublishedType: "nchar(1)" } => Yes(85),
        { Codes: { } codes } => Random.Pick(codes.Codes),
        { Least: { } least, Greatest: { } greatest } => Random.Between(least, Math.Min(least + 3, greatest)),
        _ => null,
    };

    private object? Messy(ColumnRules column, object? value)
    {
        var messy = value switch
        {
            // Without its assessment or its period of care a row would be of no child; a team comes with its fault.
            _ when column.IsKey || column.ParentTable is "ssd_cin_assessments" or SampleHistory.Care or "ssd_department" => value,
            string key when column.ParentTable is not null => Child.Mess.Reference(key),
            DateTime end when column.NotBefore is not null => Child.Mess.End(Day, end),
            DateTime date => Child.Mess.Date(date),
            string and ['{', .. var rest] => Child.Mess.Strikes() ? rest : value,
            string text => Child.Mess.Code(text, Row.Column(column.Name).MaximumLength ?? int.MaxValue),
            int when column.Greatest is { } greatest && Child.Mess.Strikes() => greatest + 1,
            _ => value,
        };
        return messy ?? (Row.Column(column.Name).Required ? string.Empty : null);
    }
}

using SsdClr.Payload.DataQuality;

namespace SsdClr.Local.SampleData;

/// <summary>A row while it is made.</summary>
/// <param name="declaration">How rows of the table come about.</param>
/// <param name="span">What it hangs on.</param>
/// <param name="day">The day on which it is made.</param>
/// <param name="number">How many rows of the declaration hang on the same before it.</param>
internal sealed class SampleRecord(SampleDeclaration declaration, SampleSpan span, DateTime day, int number)
{
    /// <summary>How rows of the table come about.</summary>
    public SampleDeclaration Declaration => declaration;

    /// <summary>What it hangs on.</summary>
    public SampleSpan Span => span;

    /// <summary>The day on which it is made. It may be recorded wrongly.</summary>
    public DateTime Day => day;

    /// <summary>Its last day; null where there is none yet.</summary>
    public DateTime? Until { get; set; }

    /// <summary>How many rows of the declaration hang on the same before it.</summary>
    public int Number => number;

    /// <summary>The child.</summary>
    public SampleChild Child => span.Child;

    /// <summary>Chance.</summary>
    public SampleRandom Random => span.Child.Random;

    /// <summary>The cells so far. What is put in there gets no fault.</summary>
    public SampleRow Row { get; } = span.Child.Output.NewRow(declaration.Table);

    /// <summary>The codes of a column.</summary>
    public IReadOnlyList<string> Codes(string column) => declaration.Column(column).Codes!.Codes;

    /// <summary>Y so many times in a hundred, else N.</summary>
    public string Yes(double percent) => Random.Chance(percent) ? "Y" : "N";

    /// <summary>A day so long after the row's own; null where it is still to come.</summary>
    public DateTime? Later(int least, int most) => day.AddDays(Random.Between(least, most)) is var later && later <= span.LastOfLife ? later : null;

    /// <summary>Fills in what the model knows.</summary>
    public void Fill()
    {
        foreach (var column in declaration.Columns)
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
            Row.Set(name, Messy(declaration.Column(name), value));
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
        Set((declaration.EndColumn!.Name, last));
    }

    private object? Known(ColumnRules column) => column switch
    {
        { IsKey: true } when declaration.Table is SampleHistory.Life || column.ParentTable is SampleHistory.Life => Child.PersonId,
        { IsKey: true } => Child.RecordId(declaration.Prefix, Child.History.Of(declaration.Table).Count + 1),
        { ParentTable: SampleHistory.Life } => Child.Owner(),
        { ParentTable: "ssd_professionals" } => Child.Authority.Professional(Random),
        { ParentTable: "ssd_department" } => Child.Authority.Team(declaration.Service, Child.Mess),
        { ParentTable: { } parent } => (span.Above(parent) ?? Child.History.Last(parent))?.Row.Text(column.ParentColumn!),
        { NotBefore: not null } => Until,
        { Family: ColumnFamily.Date } => column == declaration.DayColumn ? Child.Moment(day) : null,
        { PublishedType: "nchar(1)" } => Yes(85),
        { Codes: { } codes } => Random.Pick(codes.Codes),
        { Least: { } least, Greatest: { } greatest } => Random.Between(least, Math.Min(least + 3, greatest)),
        _ => null,
    };

    private object? Messy(ColumnRules column, object? value)
    {
        var declared = Row.Column(column.Name);
        var messy = value switch
        {
            // Without its assessment or its period of care a row would be of no child; a team comes with its fault.
            _ when column.IsKey || column.ParentTable is "ssd_cin_assessments" or SampleHistory.Care or "ssd_department" => value,
            string key when column.ParentTable is not null => Child.Mess.Reference(key),
            DateTime end when column.NotBefore is { } start && Row.Day(start) is { } begun => Child.Mess.End(begun, end),
            DateTime date => Child.Mess.Date(date),
            string and ['{', .. var rest] => Child.Mess.Strikes() ? rest : value,
            string text => Child.Mess.Code(text, declared.MaximumLength ?? int.MaxValue),
            int when column.Greatest is { } greatest && Child.Mess.Strikes() => greatest + 1,
            _ => value,
        };
        return messy ?? (declared.Required ? string.Empty : null);
    }
}

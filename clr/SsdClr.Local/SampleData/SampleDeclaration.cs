using SsdClr.Payload.DataQuality;

namespace SsdClr.Local.SampleData;

/// <summary>
/// How the rows of a table come about. What sql/model knows of its columns need not be said: keys, references, codes, the day (the first date), its end, and
/// answers of one letter are filled in.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Prefix">The three letters that ids of its rows begin with.</param>
/// <param name="On">The table on whose rows its own hang, or <see cref="SampleHistory.Life"/>, or <see cref="SampleHistory.Care"/>.</param>
/// <param name="Days">The days on which rows are made for what such a row spans.</param>
/// <param name="More">Fills in the other columns; null where there is nothing to say.</param>
internal sealed record SampleDeclaration(string Table, string Prefix, string On, Func<SampleSpan, IEnumerable<DateTime>> Days, Action<SampleRecord>? More = null)
{
    private readonly Dictionary<string, ColumnRules> _columns = TableRules.Find(Table)!.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);

    /// <summary>What the model knows of its columns, in their order.</summary>
    public IReadOnlyList<ColumnRules> Columns { get; } = TableRules.Find(Table)!.Columns;

    /// <summary>The column that holds the day of a row: the first date.</summary>
    public ColumnRules? DayColumn { get; } = Array.Find(TableRules.Find(Table)!.Columns, column => column.Family is ColumnFamily.Date);

    /// <summary>The column that holds the last day of a row: the first date that may not be before another.</summary>
    public ColumnRules? EndColumn { get; } = Array.Find(TableRules.Find(Table)!.Columns, column => column.NotBefore is not null);

    /// <summary>The service whose teams deal with what is recorded, where a column names one.</summary>
    public string Service { get; init; } = "Safeguarding";

    /// <summary>What the model knows of a column.</summary>
    public ColumnRules Column(string name) => _columns[name];

    /// <summary>Makes the rows of a child.</summary>
    public void Make(SampleSpan life)
    {
        foreach (var span in life.Child.History.Spans(life, On))
        {
            List<DateTime> days = [.. Days(span)];
            for (var number = 0; number < days.Count; number++)
            {
                // One ends when the next begins, the last one with what it hangs on.
                var until = number + 1 < days.Count ? days[number + 1] : span.End <= span.LastOfLife ? span.End : null;
                var record = new SampleRecord(this, span, days[number], number) { Until = EndColumn is null ? null : until };
                record.Fill();
                More?.Invoke(record);
                life.Child.History.Add(record);
            }
        }
    }
}

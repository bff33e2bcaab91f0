namespace SsdClr.Local.SampleData;

/// <summary>
/// Keeps the rows of one child until the next child, so that records which hang on others name rows that were written. Rows of the flow's tables are
/// completed on the way.
/// </summary>
internal sealed class SampleHistory(SampleCompletion completion)
{
    private static readonly IReadOnlyList<SampleRow> s_none = [];

    private readonly Dictionary<string, List<SampleRow>> _rows = new(StringComparer.Ordinal);

    /// <summary>The periods of care of the child, in order; made of its care episodes.</summary>
    public IReadOnlyList<SampleCarePeriod> CarePeriods => SampleCarePeriod.Of(this);

    /// <summary>Forgets the child before.</summary>
    public void Begin(SampleChild child)
    {
        foreach (var rows in _rows.Values)
        {
            rows.Clear();
        }

        completion.Begin(child);
    }

    /// <summary>Completes a row that is about to be written, in place, and keeps what it holds.</summary>
    public void Take(SampleRow row)
    {
        completion.Complete(row);
        if (!_rows.TryGetValue(row.Table.Name, out var rows))
        {
            rows = [];
            _rows.Add(row.Table.Name, rows);
        }

        rows.Add(row with { Values = [.. row.Values] });
    }

    /// <summary>The child's rows of a table so far, in the order they were written.</summary>
    public IReadOnlyList<SampleRow> Rows(string table) => _rows.TryGetValue(table, out var rows) ? rows : s_none;

    /// <summary>The last day on which anything of the child can have been recorded: the sample's day, or that of the death.</summary>
    public DateTime LastDay(SampleChild child) =>
        Rows("ssd_person")[0].Day("pers_death_date") is { } died && died < child.Calendar.AsOf ? died : child.Calendar.AsOf;
}

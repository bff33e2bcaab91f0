using SsdClr.Payload.DataQuality;

namespace SsdClr.Local.SampleData;

/// <summary>
/// Keeps the rows of one child until the next child, so that records which hang on others name rows that were written. Rows of the flow's tables are
/// completed on the way.
/// </summary>
internal sealed class SampleHistory(SampleCompletion completion)
{
    /// <summary>The table whose one row spans the child's life.</summary>
    public const string Life = "ssd_person";

    /// <summary>The table whose rows of one id span a period of care.</summary>
    public const string Care = "ssd_cla_episodes";

    // The columns of each table that hold the first and the last day of what a row records.
    private static readonly Dictionary<string, (string? First, string? Last)> s_days = TableRules.All.ToDictionary(
        table => table.Name,
        table => (Array.Find(table.Columns, column => column.Family is ColumnFamily.Date)?.Name, Array.Find(table.Columns, column => column.NotBefore is not null)?.Name),
        StringComparer.Ordinal);

    private readonly Dictionary<string, List<SampleRow>> _rows = new(StringComparer.Ordinal);

    /// <summary>Forgets the child before.</summary>
    public void Begin(SampleChild child)
    {
        _rows.Clear();
        completion.Begin(child);
    }

    /// <summary>Completes a row that is about to be written, in place, and keeps it.</summary>
    public void Take(SampleRow row)
    {
        completion.Complete(row);
        if (!_rows.TryGetValue(row.Table.Name, out var rows))
        {
            rows = [];
            _rows.Add(row.Table.Name, rows);
        }

        rows.Add(row);
    }

    /// <summary>The child's rows of a table so far, in the order they were written.</summary>
    public IReadOnlyList<SampleRow> Rows(string table) => _rows.TryGetValue(table, out var rows) ? rows : [];

    /// <summary>The child's life as far as the sample goes.</summary>
    public SampleSpan LifeOf(SampleChild child)
    {
        var last = Rows(Life)[0].Day("pers_death_date") is { } died && died < child.Options.Day ? died : child.Options.Day;
        return new SampleSpan(child, this, Rows(Life)[0], child.FirstDay, End: null, child.FirstDay > last ? child.FirstDay : last);
    }

    /// <summary>What the child's rows of a table span. Rows that do not begin within the child's life are left out.</summary>
    public List<SampleSpan> Spans(SampleSpan life, string table)
    {
        if (table is Life)
        {
            return [life];
        }

        var (first, ends) = s_days[table];
        var spans = new List<SampleSpan>();
        foreach (var row in Rows(table))
        {
            var start = first is null ? life.Start : row.Day(first);
            if (start >= life.Start && start <= life.Last)
            {
                var end = ends is null ? null : row.Day(ends);
                spans.Add(life with { Row = row, Start = start.Value, End = end, Last = end < life.Last ? end.Value : life.Last });
            }
        }

        return table is Care ? PeriodsOfCare(spans) : spans;
    }

    // Rows that name another child are not part of the period.
    private static List<SampleSpan> PeriodsOfCare(IEnumerable<SampleSpan> episodes) => [.. episodes
        .Where(episode => episode.Row.Text("clae_person_id") == episode.Child.PersonId)
        .GroupBy(episode => episode.Row.Text("clae_cla_id"), StringComparer.Ordinal)
        .Select(period => period.First() with
        {
            Start = period.Min(episode => episode.Start),
            End = period.Any(episode => episode.End is null) ? null : period.Max(episode => episode.End),
            Last = period.Max(episode => episode.Last),
        })];
}

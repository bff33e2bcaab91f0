namespace SsdClr.Local.SampleData;

/// <summary>The rows of one child in the order they were made, so that records which hang on others name rows that there are.</summary>
internal sealed class SampleHistory
{
    /// <summary>The table whose one row spans the child's life.</summary>
    public const string Life = "ssd_person";

    /// <summary>The table whose rows of one id span a period of care.</summary>
    public const string Care = "ssd_cla_episodes";

    private readonly List<SampleRecord> _all = [];
    private readonly Dictionary<string, List<SampleRecord>> _byTable = new(StringComparer.Ordinal);

    /// <summary>Keeps a row.</summary>
    public void Add(SampleRecord record)
    {
        _all.Add(record);
        if (!_byTable.TryGetValue(record.Declaration.Table, out var records))
        {
            records = [];
            _byTable.Add(record.Declaration.Table, records);
        }

        records.Add(record);
    }

    /// <summary>The child's rows of a table so far.</summary>
    public IReadOnlyList<SampleRecord> Of(string table) => _byTable.TryGetValue(table, out var records) ? records : [];

    /// <summary>The latest of them; null where there is none.</summary>
    public SampleRecord? Last(string table) => Of(table) is [.., var last] ? last : null;

    /// <summary>Writes the rows.</summary>
    public void Write(SampleOutput output) => _all.ForEach(record => output.Write(record.Row));

    /// <summary>What the child's rows of a table span. Rows that do not begin within the child's life are left out.</summary>
    public IReadOnlyList<SampleSpan> Spans(SampleSpan life, string table)
    {
        if (table is Life)
        {
            return [life];
        }

        var spans = Of(table)
            .Where(record => record.Day >= life.Start && record.Day <= life.Last)
            .Select(record => life with { On = record, Start = record.Day, End = record.Until, Last = record.Until < life.Last ? record.Until.Value : life.Last });
        return [.. table is Care ? PeriodsOfCare(spans) : spans];
    }

    // Rows that name another child are not part of the period.
    private static IEnumerable<SampleSpan> PeriodsOfCare(IEnumerable<SampleSpan> episodes) => episodes
        .Where(episode => episode.Text("clae_person_id") == episode.Child.PersonId)
        .GroupBy(episode => episode.Text("clae_cla_id"), StringComparer.Ordinal)
        .Select(period => period.First() with
        {
            Start = period.Min(episode => episode.Start),
            End = period.Any(episode => episode.End is null) ? null : period.Max(episode => episode.End),
            Last = period.Max(episode => episode.Last),
        });
}

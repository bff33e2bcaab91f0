namespace SsdClr.Local.Database;

/// <summary>
/// Counts, in the text columns of a file, the fields that are a word such as NULL. One person may be called Null; a column that is full of the word was exported by
/// a tool that writes it for NULL.
/// </summary>
internal sealed class WordsForNull(SsdTable table, int[] ordinals)
{
    // In a few records half may be chance.
    private const int ManyRecords = 20;

    private readonly long[] _times = new long[ordinals.Length];
    private readonly int[] _firstLines = new int[ordinals.Length];
    private readonly string[] _words = new string[ordinals.Length];
    private long _records;

    /// <summary>Takes a record as it was loaded: <paramref name="values"/> by the table's columns.</summary>
    public void Take(int line, object?[] values)
    {
        _records++;
        for (var field = 0; field < ordinals.Length; field++)
        {
            if (values[ordinals[field]] is string text && FieldReader.IsNullWord(text))
            {
                _firstLines[field] = _times[field]++ == 0 ? line : _firstLines[field];
                _words[field] ??= text.Trim();
            }
        }
    }

    /// <summary>Adds a fault for each column that is full of them.</summary>
    public void AddTo(LoadFaults faults, string file)
    {
        var wholly = _times.Count(times => times > 0 && times == _records);
        for (var field = 0; field < ordinals.Length; field++)
        {
            if (IsFull(_times[field], wholly))
            {
                faults.Add(file, _firstLines[field], field + 1, table.Columns[ordinals[field]].Name, FieldReader.Advice(_words[field]) + ", and half of the fields or more hold such a word");
            }
        }
    }

    // A single record says it by several columns.
    private bool IsFull(long times, int wholly) =>
        times > 0 && (_records >= ManyRecords ? times * 2 >= _records : times == _records && (_records > 1 || wholly > 1));
}

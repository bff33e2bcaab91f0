using SsdClr.Local.Database;

namespace SsdClr.Local.SampleData.Sources;

/// <summary>
/// Takes sample rows of the SSD and writes them as a case-management system holds them, child by child. What an extract should make of the system again
/// can be taken at the same time.
/// </summary>
/// <param name="tables">The SSD tables.</param>
/// <param name="system">The system.</param>
/// <param name="writer">Takes the system's rows.</param>
/// <param name="night">How often the records have been numbered anew.</param>
/// <param name="expected">Takes the rows that an extract should make again, or null.</param>
internal sealed class SourceOutput(IReadOnlyList<SsdTable> tables, SourceSystem system, SourceWriter writer, int night, SampleOutput? expected) : SampleOutput(tables)
{
    private readonly IReadOnlyList<SsdTable> _tables = tables;
    private readonly List<SampleRow> _rows = [];
    private bool _isChild;

    /// <inheritdoc/>
    public override void Complete()
    {
        Flush();
        writer.Complete();
        expected?.Complete();
    }

    /// <inheritdoc/>
    public override void Dispose() => writer.Dispose();

    /// <inheritdoc/>
    protected override void WriteRow(SsdTable table, object?[] values)
    {
        if (table.Name == "ssd_person")
        {
            Flush();
            _isChild = true;
        }

        _rows.Add(new SampleRow(table, [.. values]));
    }

    private void Flush()
    {
        var child = new SourceChild([.. _rows], night);
        _rows.Clear();
        if (_isChild)
        {
            child = new SourceChild([.. system.Held(child, _tables)], night);
            system.WriteChild(child, writer);
        }
        else
        {
            system.WriteShared(child, writer);
        }

        foreach (var row in child.Rows)
        {
            expected?.Write(row.Table.Name, [.. row.Table.Columns.Select((column, ordinal) => (column.Name, row.Values[ordinal]))]);
        }
    }
}

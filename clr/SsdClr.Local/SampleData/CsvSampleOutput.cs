using System.Globalization;
using SsdClr.Local.Database;

namespace SsdClr.Local.SampleData;

/// <summary>Sample rows into one CSV file a table; files appear under their names only when all are complete.</summary>
internal sealed class CsvSampleOutput : SampleOutput
{
    private readonly Dictionary<SsdTable, Target> _targets = [];

    private CsvSampleOutput(IReadOnlyList<SsdTable> tables)
        : base(tables)
    {
    }

    /// <summary>Makes the folder if need be, and begins a file for each table.</summary>
    public static CsvSampleOutput Begin(string folder, IReadOnlyList<SsdTable> tables)
    {
        Directory.CreateDirectory(folder);
        var output = new CsvSampleOutput(tables);
        var files = tables.Select(table => (Table: table, File: OutputFile.At(Path.Join(folder, table.Name + ".csv"), FilesInUse.None, isPrivate: false))).ToList();
        try
        {
            foreach (var (table, file) in files)
            {
                // Carriage returns and line feeds are written by CsvWriter, so that the bytes are the same on every platform.
                var writer = new StreamWriter(file.Open(), bufferSize: 65536, leaveOpen: true);
                var target = new Target(file, writer, new CsvWriter(writer), new string?[table.Columns.Count]);
                output._targets.Add(table, target);
                target.Csv.Write([.. table.Columns.Select(column => column.Name)]);
            }
        }
        catch
        {
            output.Dispose();
            throw;
        }

        return output;
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        foreach (var target in _targets.Values)
        {
            target.Writer.Flush();
        }

        foreach (var target in _targets.Values)
        {
            target.File.Complete();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var target in _targets.Values)
        {
            target.File.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void WriteRow(SsdTable table, object?[] values)
    {
        var target = _targets[table];
        for (var ordinal = 0; ordinal < values.Length; ordinal++)
        {
            target.Fields[ordinal] = values[ordinal] switch
            {
                null => null,
                string text => text,
                byte[] bytes => FieldReader.BinaryPrefix + Convert.ToHexString(bytes),
                var number => Convert.ToString(number, CultureInfo.InvariantCulture),
            };
        }

        target.Csv.Write(target.Fields);
    }

    private sealed record Target(OutputFile File, StreamWriter Writer, CsvWriter Csv, string?[] Fields);
}

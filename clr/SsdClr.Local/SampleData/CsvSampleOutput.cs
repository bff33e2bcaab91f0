using System.Globalization;
using System.Text;
using SsdClr.Local.Database;

namespace SsdClr.Local.SampleData;

/// <summary>Sample rows into one CSV file a table; files appear under their names only when all are complete.</summary>
internal sealed class CsvSampleOutput : SampleOutput
{
    private const string PartSuffix = ".part";

    private readonly Dictionary<SsdTable, Target> _targets = [];
    private readonly string _folder;

    /// <summary>Makes the folder if need be, and begins a file for each table.</summary>
    public CsvSampleOutput(string folder, IReadOnlyList<SsdTable> tables)
        : base(tables)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        foreach (var table in tables)
        {
            // Carriage returns and line feeds are written by CsvWriter, so that the bytes are the same on every platform.
            var file = new StreamWriter(FileOf(table) + PartSuffix, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 65536);
            var target = new Target(file, new CsvWriter(file), new string?[table.Columns.Count]);
            _targets.Add(table, target);
            target.Csv.Write([.. table.Columns.Select(column => column.Name)]);
        }
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        foreach (var target in _targets.Values)
        {
            target.File.Dispose();
        }

        foreach (var table in _targets.Keys)
        {
            File.Move(FileOf(table) + PartSuffix, FileOf(table), overwrite: true);
        }

        _targets.Clear();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var (table, target) in _targets)
        {
            target.File.Dispose();
            File.Delete(FileOf(table) + PartSuffix);
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

    private string FileOf(SsdTable table) => Path.Join(_folder, table.Name + ".csv");

    private sealed record Target(StreamWriter File, CsvWriter Csv, string?[] Fields);
}

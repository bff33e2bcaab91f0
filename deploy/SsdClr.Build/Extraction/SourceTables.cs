using SsdClr.Build.Specification;

namespace SsdClr.Build.Extraction;

/// <summary>
/// The tables of a case-management system that its mapping reads, as far as they are known: <c>sql/model/cms/SYSTEM.csv</c>. A mapping can name nothing
/// else, made-up source systems are made of them, and a real database is compared with them.
/// </summary>
/// <param name="Tables">Columns by table, both in the order of the file.</param>
internal sealed record SourceTables(IReadOnlyList<KeyValuePair<string, IReadOnlyList<SourceColumn>>> Tables)
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">File as messages show it.</param>
    /// <param name="path">Full path.</param>
    /// <exception cref="BuildException">The file is not there or not right.</exception>
    public static SourceTables Read(string file, string path)
    {
        if (!File.Exists(path))
        {
            throw new BuildException($"{file}: there is no such file.");
        }

        var rows = CsvRecords.Read(file, File.ReadAllText(path));
        if (!rows[0].Values.SequenceEqual(["table", "column", "type", "known"], StringComparer.Ordinal))
        {
            throw new BuildException($"{file}:1: the columns must be table, column, type, known.");
        }

        return new SourceTables([.. rows.Skip(1)
            .GroupBy(row => row.Values[0], StringComparer.Ordinal)
            .Select(table => KeyValuePair.Create<string, IReadOnlyList<SourceColumn>>(table.Key, [.. table.Select(row => new SourceColumn(row.Values[1], row.Values[2], row.Values[3] == "guess"))]))]);
    }

    /// <summary>The columns of a table, or null where there is none of that name.</summary>
    /// <param name="table">Its name.</param>
    public IReadOnlyList<SourceColumn>? Columns(string table) => Tables.FirstOrDefault(known => known.Key == table).Value;
}

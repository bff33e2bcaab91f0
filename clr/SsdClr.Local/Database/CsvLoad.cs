using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SsdClr.Data;
using SsdClr.Payload.Takeover;

namespace SsdClr.Local.Database;

/// <summary>
/// Loads a folder of CSV files, one <c>ssd_TABLE.csv</c> a table, in one transaction: each file replaces the content of its table, tables without a
/// file stay as they are, and one fault anywhere means that nothing changes. Made-up rows of 'ssdclr sample' never stay: no real child may get one.
/// </summary>
internal sealed partial class CsvLoad(LocalDatabase database, CsvOptions options, IProgress<double> progress)
{
    // SQLite's extended result codes for a key that occurs twice: https://sqlite.org/rescode.html
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintUnique = 2067;
    private const int RowsBetweenReports = 1024;

    private readonly LoadFaults _faults = new();
    private readonly FieldReader _fieldReader = new(options);
    private readonly List<string> _remarks = [];

    /// <summary>What was found out about files that are not comma-separated UTF-8, and after a load what it did beside them: a line each.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Dates the change of a setting.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Says which tables keep the rows they had, because no file is for them; nothing where there are none.</summary>
    public static IReadOnlyList<string> Kept(IReadOnlyList<string> tables) => tables.Count == 0
        ? []
        : [$"{string.Join(", ", tables)}: no file is for {(tables.Count == 1 ? "this table, which keeps its" : "these tables, which keep their")} rows of before."];

    /// <summary>Loads every CSV file of <paramref name="folder"/>; other files are left alone.</summary>
    /// <returns>The tables replaced, with their new numbers of rows, in order of name.</returns>
    /// <exception cref="CompanionException">No folder, no CSV file, or faults in them: each names file, line and column.</exception>
    public IReadOnlyList<TableRows> Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new CompanionException($"There is no folder {folder}; --csv takes the folder that holds the ssd_*.csv files.");
        }

        var files = new DirectoryInfo(folder).EnumerateFiles()
            .Where(file => file.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .ToList();
        if (files.Count == 0)
        {
            throw new CompanionException($"{folder} holds no CSV file; expected ssd_person.csv and one file for each further table.");
        }

        var sources = Match(files);
        var loaded = new List<TableRows>();
        using (var transaction = database.BeginWrite())
        {
            var done = ClearSample(transaction);
            double read = 0;
            double total = Math.Max(1, sources.Sum(source => source.File.Length));
            foreach (var (file, table) in sources)
            {
                if (_faults.IsFull)
                {
                    break;
                }

                var before = read;
                loaded.Add(new TableRows(table.Name, LoadFile(file, table, transaction, position => progress.Report((before + position) / total))));
                read += file.Length;
            }

            _faults.ThrowIfAny();
            var kept = Kept(database.Filled().Except(loaded.Select(table => table.Table), StringComparer.OrdinalIgnoreCase).ToList());
            transaction.Commit();
            _remarks.AddRange(done);
            _remarks.AddRange(kept);
        }

        progress.Report(1);
        return loaded;
    }

    private List<(FileInfo File, SsdTable Table)> Match(List<FileInfo> files)
    {
        var tables = database.SsdTables().ToDictionary(table => table.Name, StringComparer.OrdinalIgnoreCase);
        var sources = new List<(FileInfo File, SsdTable Table)>();
        foreach (var file in files)
        {
            if (!tables.TryGetValue(Path.GetFileNameWithoutExtension(file.Name), out var table))
            {
                _faults.Add(file.Name, $"there is no such table; files are named after the tables ({string.Join(", ", tables.Keys.Order(StringComparer.Ordinal).Take(3))}, ...)");
            }
            else if (sources.Exists(source => source.Table == table))
            {
                _faults.Add(file.Name, $"a second file for {table.Name}; keep one");
            }
            else
            {
                sources.Add((file, table));
            }
        }

        return sources;
    }

    private long LoadFile(FileInfo file, SsdTable table, SqliteTransaction transaction, Action<long> report)
    {
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        using var text = CsvText.Open(stream, options.Encoding);
        if (text.Unmarked is { } unmarked)
        {
            _faults.Add(file.Name, $"every second byte is zero: it seems to be UTF-16 without a byte order mark (give --encoding {unmarked}, or save the file as UTF-8)");
            return 0;
        }

        var reader = new CsvReader(text);
        var fields = new List<string?>();
        int[]? ordinals = null;
        try
        {
            if (!reader.Read(fields))
            {
                _faults.Add(file.Name, "is empty; its first line must name the columns");
                return 0;
            }

            Remark(file.Name, text.Encoding, reader.Separator);
            table = AsInFile(table, fields, transaction);
            ordinals = Header(file.Name, table, fields);
            if (ordinals is null)
            {
                return 0;
            }

            Clear(table, transaction);
            return LoadRecords(file.Name, table, reader, ordinals, transaction, () => report(stream.Position));
        }
        catch (CsvFormatException exception)
        {
            // What follows a misplaced quote cannot be told apart, so the file is not read on.
            var column = ordinals is not null && exception.Field <= ordinals.Length ? table.Columns[ordinals[exception.Field - 1]].Name : $"number {exception.Field}";
            _faults.Add(file.Name, exception.Line, exception.Field, column, exception.Message);
            return 0;
        }
    }

    private long LoadRecords(string file, SsdTable table, CsvReader reader, int[] ordinals, SqliteTransaction transaction, Action report)
    {
        using var writer = TableWriter.Prepare(table, transaction);
        var fields = new List<string?>();
        var values = new object?[table.Columns.Count];
        var wordsForNull = new WordsForNull(table, ordinals);
        var blankLine = 0;
        long rows = 0;
        while (!_faults.IsFull && reader.Read(fields))
        {
            // Blank lines after the last record are common and harmless; one between records is a record with too few fields.
            if (fields is [null] && ordinals.Length > 1)
            {
                blankLine = blankLine == 0 ? reader.Line : blankLine;
                continue;
            }

            if (blankLine > 0)
            {
                _faults.Add(file, blankLine, $"the line is blank; the header names {ordinals.Length} columns (delete the line)");
                blankLine = 0;
            }

            if (LoadRecord(file, table, reader.Line, fields, ordinals, values))
            {
                wordsForNull.Take(reader.Line, values);
                Insert(file, table, reader.Line, values, writer);
            }

            if (++rows % RowsBetweenReports == 0)
            {
                report();
            }
        }

        wordsForNull.AddTo(_faults, file);
        return rows;
    }

    private void Remark(string file, string encoding, char separator)
    {
        if (separator != ',' || !string.Equals(encoding, "utf-8", StringComparison.Ordinal))
        {
            _remarks.Add($"{file}: {encoding}, separated by {separator switch { ';' => "semicolons", '\t' => "tabs", _ => "commas" }}.");
        }
    }

    // A takeover judges rows by these: a status or a state that is left out would make a row look better than it is.
    private static bool IsNeeded(SsdTable table, SsdColumn column) =>
        column.Required || (table.Name == D2iTable.UsualName && D2iTable.Needed.Contains(column.Name, StringComparer.Ordinal));

    /// <summary>The national tool's table differs between authorities: it gets the columns of the file, for a takeover draws conclusions from which there are.</summary>
    private SsdTable AsInFile(SsdTable table, List<string?> names, SqliteTransaction transaction)
    {
        if (table.Name != D2iTable.UsualName)
        {
            return table;
        }

        foreach (var column in D2iTable.Optional)
        {
            var isInFile = names.Exists(name => string.Equals(name?.Trim(), column, StringComparison.OrdinalIgnoreCase));
            if (isInFile != table.OrdinalOf(column) >= 0)
            {
                using var command = transaction.Connection!.Command(
                    isInFile
                        ? $"ALTER TABLE [dbo].[{table.Name}] ADD COLUMN [{column}] {(column.EndsWith("_id", StringComparison.Ordinal) ? "nvarchar(48)" : "TEXT")} NULL"
                        : $"ALTER TABLE [dbo].[{table.Name}] DROP COLUMN [{column}]",
                    transaction);
                command.Execute();
            }
        }

        return database.SsdTables().Single(changed => changed.Name == table.Name);
    }

    /// <summary>The table's column for each field of the header; null when the header has a fault.</summary>
    private int[]? Header(string file, SsdTable table, List<string?> names)
    {
        var faultsBefore = _faults.Count;
        var isUnknown = false;
        if (HeaderCause.IsForExcel(names))
        {
            _faults.Add(file, 1, "says sep= for Excel alone, and names no column; delete the line");
            return null;
        }

        var ordinals = new int[names.Count];
        for (var field = 0; field < names.Count; field++)
        {
            var name = names[field]?.Trim() ?? string.Empty;
            ordinals[field] = table.OrdinalOf(name);
            if (ordinals[field] < 0)
            {
                // A file without a header has a child's data here: only what looks like a column's name is repeated.
                var isName = ColumnName().IsMatch(name);
                var nearest = isName ? NearestName.Of(name, table.Columns.Select(column => column.Name)) : null;
                var cause = HeaderCause.Of(table, names, field);
                isUnknown |= cause is null;
                _faults.Add(file, 1, field + 1, isName ? name : $"number {field + 1}", cause ?? $"{table.Name} has no such column{(nearest is null ? " (the first line must name the columns)" : $"; the nearest is {nearest}")}");
            }
            else if (Array.IndexOf(ordinals, ordinals[field], 0, field) >= 0)
            {
                _faults.Add(file, 1, field + 1, table.Columns[ordinals[field]].Name, "named twice in the header (keep one)");
            }
        }

        if (isUnknown)
        {
            _faults.Add(file, $"the columns of {table.Name} are {string.Join(", ", table.Columns.Select(column => column.Name))}");
        }

        if (_faults.Count == faultsBefore)
        {
            foreach (var column in table.Columns.Where((column, ordinal) => IsNeeded(table, column) && !ordinals.Contains(ordinal)))
            {
                _faults.Add(file, 1, field: 0, column.Name, "missing from the header, and the table needs it (export the column too)");
            }
        }

        return _faults.Count == faultsBefore ? ordinals : null;
    }

    private bool LoadRecord(string file, SsdTable table, int line, List<string?> fields, int[] ordinals, object?[] values)
    {
        if (fields.Count != ordinals.Length)
        {
            _faults.Add(file, line, $"{fields.Count} {(fields.Count == 1 ? "field" : "fields")} where the header names {ordinals.Length} columns (look for a separator or a line break in a text without double quotes around it)");
            return false;
        }

        var good = true;
        Array.Clear(values);
        for (var field = 0; field < ordinals.Length; field++)
        {
            var column = table.Columns[ordinals[field]];
            if (_fieldReader.Read(column, fields[field], out values[ordinals[field]]) is { } fault)
            {
                _faults.Add(file, line, field + 1, column.Name, fault);
                good = false;
            }
        }

        return good;
    }

    private void Insert(string file, SsdTable table, int line, object?[] values, TableWriter writer)
    {
        try
        {
            writer.Write(values);
        }
        catch (SqliteException exception) when (exception.SqliteExtendedErrorCode is ConstraintPrimaryKey or ConstraintUnique)
        {
            _faults.Add(file, line, field: 0, string.Join("+", table.Columns.Where(column => column.IsKey).Select(column => column.Name)), "the key occurs on an earlier line too (keep the right one of the two)");
        }
    }

    // The settings too: real records need the guards that made-up ones do without.
    private List<string> ClearSample(SqliteTransaction transaction)
    {
        var done = new List<string>();
        if (database.HoldsSample())
        {
            foreach (var table in database.SsdTables())
            {
                Clear(table, transaction);
            }

            database.MarkSample(isSample: false);
            done.Add("The made-up rows of 'ssdclr sample' are removed: a table without a file is empty now.");
        }

        done.AddRange(LocalSettings.EndSample(database, transaction, Clock.GetUtcNow().UtcDateTime));
        return done;
    }

    private static void Clear(SsdTable table, SqliteTransaction transaction)
    {
        using var command = transaction.Connection!.Command($"DELETE FROM [dbo].[{table.Name}]", transaction);
        command.Execute();
    }

    [GeneratedRegex("^(?=.{1,64}$)[a-z][a-z0-9]*(_[a-z0-9]+)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ColumnName();
}

using System.Globalization;
using Microsoft.Data.Sqlite;
using SsdClr.Preflight;
using SsdClr.Data;
using SsdClr.Local.DataQuality;
using SsdClr.Payload.DataQuality;
using SsdClr.Runs;
using SsdClr.Settings;

namespace SsdClr.Local.Database;

/// <summary>
/// The local stand-in for a SQL Server database: one SQLite connection with two attached databases whose names serve as schemas. <c>dbo</c> holds the
/// SSD tables and is the file given; <c>csc</c> holds the state of the submission and is a file beside it (<c>children.db</c> and
/// <c>children.csc.db</c>). They are apart because an analyst replaces the SSD extract, as an authority's reporting database is restored nightly,
/// and what was acknowledged must survive that.
/// </summary>
/// <remarks>
/// Rollback journal, not WAL: a file that people copy and replace must be whole in itself. csc is synchronised fully, so that a claim which
/// was committed before a POST is on disk, whatever happens to the process or the machine.
/// </remarks>
internal sealed class LocalDatabase : CompanionDatabase
{
    // SQLite's result codes: https://sqlite.org/rescode.html
    private const int SqliteBusy = 5;
    private const int SqliteNotADatabase = 26;
    private const int SqliteCorrupt = 11;
    private const int NamesInMessage = 5;
    private const string Memory = ":memory:";

    // In the header of the SSD file, so that it goes where the rows go: their children are made up.
    private const int SampleMark = 0x53414D50;
    private const string SendsAgain = "EXEC csc.run @confirm_first_run = 1 sends every child again; nobody knows then whom to delete at the receiver.";

    private LocalDatabase(SqliteConnection connection, string? file)
    {
        Connection = connection;
        File = file;
    }

    /// <summary>The open connection; main is an empty memory database, everything is in <c>dbo</c> and <c>csc</c>.</summary>
    public override SqliteConnection Connection { get; }

    /// <inheritdoc/>
    public override string Name => File is null ? "The database in memory" : Path.GetFileName(File);

    /// <inheritdoc/>
    public override RunOrigin Origin { get; } = new(System.Environment.MachineName, System.Environment.UserName, agentJob: null);

    /// <inheritdoc/>
    public override bool HoldsSubmission => true;

    /// <inheritdoc/>
    public override EnvironmentKey? Environment => LocalEnvironment.Of(this);

    /// <summary>The full path of the SSD file; null for a database in memory.</summary>
    public string? File { get; }

    /// <summary>The file that holds the submission's state for an SSD file: <c>.csc</c> goes before the extension.</summary>
    public static string SubmissionFileOf(string file) =>
        Path.Join(Path.GetDirectoryName(file), Path.GetFileNameWithoutExtension(file) + ".csc" + Path.GetExtension(file));

    /// <summary>True for a name that <see cref="SubmissionFileOf"/> gives.</summary>
    public static bool IsSubmissionFile(string file) => Path.GetFileNameWithoutExtension(file).EndsWith(".csc", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens a database that lives as long as this object.</summary>
    public static LocalDatabase OpenInMemory() => Open(file: null, Memory, Memory, mustExist: false);

    /// <summary>Opens a file, making it and its tables when there is none, unless <paramref name="mustExist"/>.</summary>
    /// <exception cref="CompanionException">No such file or folder; not SQLite; SQLite without the SSD tables; in use.</exception>
    public static LocalDatabase OpenFile(string file, bool mustExist, IReadOnlyDictionary<string, string>? given = null)
    {
        var path = Path.GetFullPath(file);
        RequireFile(file, path, mustExist);
        return Open(path, path, SubmissionFileOf(path), mustExist, given: given);
    }

    /// <summary>Opens a file that has any of the SSD tables, to look at what it has: nothing is made in it.</summary>
    /// <exception cref="CompanionException">No such file; not SQLite; SQLite without one SSD table; in use.</exception>
    public static LocalDatabase OpenIncomplete(string file, IReadOnlyDictionary<string, string>? given = null)
    {
        var path = Path.GetFullPath(file);
        RequireFile(file, path, mustExist: true);
        return Open(path, path, SubmissionFileOf(path), mustExist: true, isComplete: false, given);
    }

    /// <summary>The SSD tables, in order of name, as the database declares them.</summary>
    public IReadOnlyList<SsdTable> SsdTables()
    {
        var tables = new List<SsdTable>();
        foreach (var name in ObjectNames(Connection, "dbo", "table").Where(name => name.StartsWith("ssd_", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
        {
            using var command = Connection.CreateCommand();
            command.CommandText = $"PRAGMA dbo.table_info([{name}])";
            using var reader = command.ExecuteReader();
            var columns = new List<SsdColumn>();
            while (reader.Read())
            {
                // SQLite gives the names of its own types in capitals, all others as they were declared.
                columns.Add(new SsdColumn(reader.GetString(1), reader.GetString(2).ToLowerInvariant(), reader.GetInt32(3) != 0, reader.GetInt32(5) != 0));
            }

            tables.Add(new SsdTable(name, columns));
        }

        return tables;
    }

    /// <summary>True where no SSD table has a row.</summary>
    public bool IsEmpty() => Filled().Count == 0;

    /// <summary>True where the rows are those of 'ssdclr sample'.</summary>
    public bool HoldsSample() => Number("PRAGMA dbo.application_id") == SampleMark;

    /// <summary>Marks the rows as those of 'ssdclr sample', or takes the mark away: with the transaction there is.</summary>
    public void MarkSample(bool isSample) => Execute(Connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA dbo.application_id = {(isSample ? SampleMark : 0)}"));

    /// <summary>The SSD tables that hold a row, in order of name.</summary>
    public IReadOnlyList<string> Filled() =>
        [.. SsdTables().Where(table => Number($"SELECT EXISTS (SELECT 1 FROM [dbo].[{table.Name}])") != 0).Select(table => table.Name)];

    /// <summary>Begins a transaction that may write at once, so that a busy database is refused at the start and not half-way.</summary>
    public override SqliteTransaction BeginWrite() => Connection.BeginTransaction(deferred: false);

    /// <inheritdoc/>
    public override ISsdCatalogue Catalogue(SettingValues settings) => new SqliteCatalogue(Connection);

    /// <inheritdoc/>
    public override IReadOnlyList<PreflightStep> Preflight(TimeProvider clock) => [];

    /// <inheritdoc/>
    public override IDisposable Lock(string operation, TimeProvider clock) => RunLock.Acquire(File!, operation, clock);

    /// <inheritdoc/>
    public override bool IsLocked() => File is not null && RunLock.IsHeld(File);

    /// <inheritdoc/>
    public override string? LostState()
    {
        // Whatever sends or removes history logs a run, so a file without a run is not the one that children were sent from.
        if (File is null || Number("PRAGMA dbo.user_version") == 0 || Number("SELECT EXISTS (SELECT 1 FROM [csc].[run_log])") != 0)
        {
            return null;
        }

        return $"{Path.GetFileName(SubmissionFileOf(File))} is missing or empty, and children were sent from {Name}: what the receiver holds is known there alone. Restore it from a backup. "
            + $"If it is lost for good, {SendsAgain}";
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> EndSample(DateTime utcNow)
    {
        if (HoldsSample())
        {
            return [];
        }

        using var transaction = BeginWrite();
        var said = LocalSettings.EndSample(this, transaction, utcNow);
        transaction.Commit();
        return said;
    }

    /// <inheritdoc/>
    public override void NoteSending() => Execute(Connection, "PRAGMA dbo.user_version = 1");

    /// <inheritdoc/>
    public override void NoteEnvironment(DateTime utcNow) => LocalEnvironment.Note(this, utcNow);

    /// <inheritdoc/>
    public override void ConfirmEnvironment(DateTime utcNow) => LocalEnvironment.Confirm(this, LocalEnvironment.Of(this)!, utcNow);

    /// <inheritdoc/>
    public override void ChangeSetting(string name, string? value, DateTime utcNow) => LocalSettings.Store(this, name, value, utcNow);

    /// <inheritdoc/>
    public override bool ChangeCode(string field, string heldValue, string? code, DateTime utcNow) => LocalCodeMap.Set(this, field, heldValue, code, utcNow);

    /// <inheritdoc/>
    public override bool ChangeHost(string purpose, string host, bool realRecords, bool remove, DateTime utcNow) =>
        LocalHosts.Change(this, purpose, host, realRecords, remove, utcNow);

    /// <inheritdoc/>
    public override string DeleteHistory(int keepDays, DateTime utcNow) => LocalHistory.Delete(this, keepDays, utcNow);

    /// <inheritdoc/>
    public override string MakeIdTable(string name)
    {
        Execute(Connection, $"CREATE TABLE IF NOT EXISTS [temp].[{name}] ([person_id] text NOT NULL PRIMARY KEY); DELETE FROM [temp].[{name}]");
        return $"[temp].[{name}]";
    }

    /// <inheritdoc/>
    public override void Dispose() => Connection.Dispose();

    private long Number(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void RequireFile(string file, string path, bool mustExist)
    {
        if (Directory.Exists(path))
        {
            throw new CompanionException($"{file} is a folder; --database takes the name of a file.");
        }

        if (mustExist && !System.IO.File.Exists(path))
        {
            throw new CompanionException($"There is no database {file}; make one with 'ssdclr sample' or 'ssdclr load'.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new CompanionException($"The folder of {file} does not exist; make it, or name another.");
        }
    }

    private static LocalDatabase Open(string? file, string ssdSource, string submissionSource, bool mustExist, bool isComplete = true, IReadOnlyDictionary<string, string>? given = null)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Memory,
            // A pooled connection would come back with the databases of its last user attached.
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            // SQLite is built here with foreign keys on; SQL Server's SSD has none that a load may rely on.
            Execute(connection, "PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY");
            Attach(connection, "dbo", ssdSource);
            Execute(connection, "PRAGMA dbo.synchronous = NORMAL; PRAGMA dbo.cache_size = -32768");
            if (isComplete)
            {
                CreateWhatIsAbsent(connection, "dbo", ssdSource, mustExist);
            }
            else if (!ObjectNames(connection, "dbo", "table").Exists(name => name.StartsWith("ssd_", StringComparison.OrdinalIgnoreCase)))
            {
                throw new CompanionException($"{Path.GetFileName(ssdSource)} has no table of the SSD. Give another file with --database.");
            }

            // Only now, so that a refused file gets no file beside it.
            Attach(connection, "csc", submissionSource);
            Execute(connection, "PRAGMA csc.synchronous = FULL");
            CreateWhatIsAbsent(connection, "csc", submissionSource, mustExist: false);
            return new LocalDatabase(connection, file) { Given = given ?? new Dictionary<string, string>(StringComparer.Ordinal) };
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Attach(SqliteConnection connection, string schema, string source)
    {
        if (source != Memory)
        {
            OwnerOnly.Prepare(source);
        }

        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"ATTACH DATABASE $source AS [{schema}]";
            command.Parameters.AddWithValue("$source", source);
            command.Execute();
            command.Parameters.Clear();
            command.CommandText = $"SELECT COUNT(*) FROM [{schema}].sqlite_master";
            command.ExecuteScalar();
        }
        catch (SqliteException exception)
        {
            var name = Path.GetFileName(source);
            throw new CompanionException(exception.SqliteErrorCode switch
            {
                SqliteNotADatabase or SqliteCorrupt when schema == "csc" => DamagedState(name, "is damaged"),
                SqliteNotADatabase => $"{name} is not an SQLite database; give another file with --database, or load CSV files with 'ssdclr load'.",
                SqliteCorrupt => $"{name} is a damaged SQLite database; restore it from a copy, or make it anew.",
                SqliteBusy => $"{name} is in use by another program; close it there, then try again.",
                _ => $"{source} cannot be opened (SQLite error {exception.SqliteErrorCode}). Check that you may read and write the file and its folder.",
            });
        }
    }

    private static string DamagedState(string name, string damage) =>
        $"{name} {damage}. Where children were sent from here, what the receiver holds is known there alone. Restore it from a backup. If it is lost for good, move it away: {SendsAgain}";

    private static void CreateWhatIsAbsent(SqliteConnection connection, string schema, string source, bool mustExist)
    {
        var wanted = SchemaScript.Read().Where(statement => statement.Schema == schema).ToList();
        var present = ObjectNames(connection, schema, kind: null).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var absent = wanted.Where(statement => !present.Contains(statement.Name)).ToList();
        var absentTables = absent.Where(statement => statement.Kind == "TABLE").Select(statement => statement.Name).ToList();
        var holdsOtherTables = present.Count > 0 && absentTables.Count > 0;
        if (absentTables.Count > 0 && (mustExist || holdsOtherTables))
        {
            if (schema == "csc")
            {
                throw new CompanionException(DamagedState(Path.GetFileName(source), "lacks tables that it needs"));
            }

            var names = string.Join(", ", absentTables.Take(NamesInMessage)) + (absentTables.Count > NamesInMessage ? ", ..." : string.Empty);
            throw new CompanionException($"{Path.GetFileName(source)} lacks {absentTables.Count} of the tables it needs ({names}); another program made it, or another version of this one. Give another file with --database.");
        }

        if (absent.Count == 0)
        {
            return;
        }

        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var statement in absent)
        {
            using var command = connection.Command(statement.Sql, transaction);
            command.Execute();
        }

        transaction.Commit();
    }

    private static List<string> ObjectNames(SqliteConnection connection, string schema, string? kind)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name FROM [{schema}].sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' AND ($kind IS NULL OR type = $kind)";
        command.Parameters.AddWithValue("$kind", (object?)kind ?? DBNull.Value);
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Execute();
    }
}

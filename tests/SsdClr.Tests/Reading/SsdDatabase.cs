using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SsdClr.Local.Database;
using SsdClr.Local.Runs;
using SsdClr.Payload.Building;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Settings;
using SsdClr.StandIn;
using SsdClr.Time;

namespace SsdClr.Tests.Reading;

/// <summary>SSD tables on SQLite with rows written by hand: what a row does not name is NULL, and a row id it does not name is made up.</summary>
internal sealed partial class SsdDatabase : IDisposable
{
    /// <summary>The run date of the tests: the window is 2023-04-01 to 2026-01-16.</summary>
    internal static readonly DateTime AsOf = new(2026, 1, 15, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly LocalDatabase _database = LocalDatabase.OpenInMemory();
    private IReadOnlyList<SsdTable>? _tables;
    private int _rowId;
    private bool _hasNumbersForIds;

    /// <summary>SQLite itself, for what a test does by hand.</summary>
    internal SqliteConnection Connection => _database.Connection;

    /// <summary>What the product runs on.</summary>
    internal ContextConnection Context => _database.Context;

    /// <summary>
    /// The same tables with ids under a collation. A key that only this collation calls equal is no fault of ours: authorities
    /// load SSD into tables without keys, so these have none.
    /// </summary>
    internal static SsdDatabase WithIdsUnder(string collation, Comparison<string> comparison)
    {
        var database = new SsdDatabase();
        database.Connection.CreateCollation(collation, comparison);
        database.Rebuild(column => column + " COLLATE " + collation);
        return database;
    }

    /// <summary>The same tables with ids of another type, as an authority may have declared them.</summary>
    internal static SsdDatabase WithIdsOf(string type)
    {
        var database = new SsdDatabase { _hasNumbersForIds = type is "int" or "bigint" };
        database.Rebuild(column => column[..column.IndexOf(' ', StringComparison.Ordinal)] + " " + type);
        return database;
    }

    /// <summary>
    /// The same tables with SQL Server's equality of texts, which takes no notice of trailing blanks under any collation: in SSD
    /// and in the key of staging.
    /// </summary>
    internal static SsdDatabase WithPaddedEquality()
    {
        const string IgnoreTrailingBlanks = "RTRIM";
        var database = new SsdDatabase();
        database.Rebuild(column => column + " COLLATE " + IgnoreTrailingBlanks);
        SchemaScript.Statement staging = SchemaScript.Read().Single(statement => statement is { Schema: "csc", Kind: "TABLE", Name: "staging" });
        database.Execute("DROP TABLE csc.staging");
        database.Execute(staging.Sql.Replace("[person_id] nvarchar(48) COLLATE BINARY", "[person_id] nvarchar(48) COLLATE " + IgnoreTrailingBlanks, StringComparison.Ordinal));
        return database;
    }

    /// <summary>Gives pers_person_id another type, as authorities have it.</summary>
    internal void RedeclarePersonId(string type)
    {
        SchemaScript.Statement person = SchemaScript.Read().Single(statement => statement is { Schema: "dbo", Kind: "TABLE", Name: "ssd_person" });
        Execute("DROP TABLE dbo.ssd_person");
        Execute(PersonIdColumn().Replace(person.Sql, "[pers_person_id] " + type));
    }

    /// <summary>Inserts a row; of two values of one column the later counts.</summary>
    internal void Insert(string table, params (string Column, object? Value)[] values)
    {
        var row = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach ((string column, object? value) in values)
        {
            row[column] = value;
        }

        _tables ??= _database.SsdTables();
        foreach (SsdColumn column in _tables.Single(candidate => candidate.Name == table).Columns.Where(column => column.Required && !row.ContainsKey(column.Name)))
        {
            row[column.Name] = _hasNumbersForIds ? ++_rowId : "row" + ++_rowId;
        }

        using SqliteCommand command = Connection.CreateCommand();
        command.CommandText = $"INSERT INTO [dbo].[{table}] ({string.Join(", ", row.Keys)}) VALUES ({string.Join(", ", row.Keys.Select(column => "@" + column))})";
        foreach ((string column, object? value) in row)
        {
            command.Parameters.AddWithValue("@" + column, value ?? DBNull.Value);
        }

        command.ExecuteNonQuery();
    }

    /// <summary>A child of eleven.</summary>
    internal void Person(string personId, params (string Column, object? Value)[] others) => Insert(
        "ssd_person", [("pers_person_id", personId), ("pers_dob", "2015-01-01"), .. others]);

    /// <summary>A referral of 2025 that is still open.</summary>
    internal void Referral(string referralId, string? personId, params (string Column, object? Value)[] others) => Insert(
        "ssd_cin_episodes", [("cine_referral_id", referralId), ("cine_person_id", personId), ("cine_referral_date", "2025-06-01"), .. others]);

    /// <summary>A child in the cohort.</summary>
    internal void ChildInCohort(string personId, params (string Column, object? Value)[] others)
    {
        Person(personId, others);
        Referral("R-" + personId, personId);
    }

    internal int Execute(string sql)
    {
        using SqliteCommand command = Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    internal List<ChildRecords> Read(PersonRange range, string childIdColumn = "pers_person_id", string permanenceColumn = "pers_person_id")
    {
        ChildrenInRange children = new ChildReader(Context, new ChildQuery("[dbo]", childIdColumn, permanenceColumn, cohortTable: null)).Read(range);
        var all = new List<ChildRecords>();
        for (int position = 0; position < children.Count; position++)
        {
            var child = new ChildRecords();
            children.Read(position, child);
            all.Add(child);
        }

        return all;
    }

    /// <summary>The records of one person among those of everybody.</summary>
    internal ChildRecords Child(string personId) => Read(new PersonRange(after: null, upTo: null)).Single(child => child.Person.PersonId == personId);

    internal PreviewReader Preview(params (string Name, string Value)[] settings) =>
        new(Context, new SettingValues(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))), AsOf);

    /// <summary>The payload of one person; null where that one is not in the cohort.</summary>
    internal string? Payload(string personId) => Preview().Payloads(PersonRange.Of(personId)).Find(preview => preview.PersonId == personId)?.Text();

    /// <summary>The rules that one person breaks, in order of finding.</summary>
    internal string Issues(string personId, params (string Name, string Value)[] settings) => string.Join(
        ' ', Preview(settings).Issues(new PersonRange(after: null, upTo: null)).Where(issue => issue.PersonId == personId).Select(issue => issue.Issue.Rule.Name));

    /// <summary>Makes everything pending again that waits for a person.</summary>
    internal void Requeue(IClock clock) => SsdClr.Local.Runs.Requeue.Of(_database, personId: null, message: null, rule: null, AsOf).Apply(clock);

    /// <summary>Says that the receiver has lost what it had.</summary>
    internal void EmptyReceiver(IClock clock)
    {
        var receiver = new EmptiedReceiver(_database);
        receiver.Apply(clock, receiver.Count());
    }

    public void Dispose() => _database.Dispose();

    // Declared anew are the ids.
    private void Rebuild(Func<string, string> declare)
    {
        foreach (SchemaScript.Statement table in SchemaScript.Read().Where(statement => statement is { Schema: "dbo", Kind: "TABLE" }))
        {
            Execute($"DROP TABLE [dbo].[{table.Name}]");
            Execute(PrimaryKey().Replace(IdColumn().Replace(table.Sql, match => declare(match.Value)), string.Empty));
        }
    }

    [GeneratedRegex(@"(?<=\n\s*)\[\w+_id\] nvarchar\(\d+\)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdColumn();

    [GeneratedRegex(@"\[pers_person_id\] nvarchar\(\d+\)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PersonIdColumn();

    [GeneratedRegex(@",\s*CONSTRAINT \[PK_\w+\] PRIMARY KEY \(\[\w+\]\)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrimaryKey();
}

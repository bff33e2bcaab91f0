using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.Dac.Model;
using SsdClr.Build;
using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;

namespace SsdClr.Database.Tests.Model;

[TestClass]
public sealed class SqliteScriptTests
{
    [TestMethod]
    public void Every_table_and_view_of_the_TSql_is_there_with_every_column()
    {
        using var model = DatabaseModel.Compile([.. CheckedOut.Ssd.Sources, .. CheckedOut.SsdClr.Sources], SqlServerVersion.Sql130, "Latin1_General_BIN2");
        using var sqlite = new SqliteDatabase();

        var expected = model.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass).Select(table => (Object: table, Columns: table.GetReferenced(Table.Columns)))
            .Concat(model.GetObjects(DacQueryScopes.UserDefined, View.TypeClass).Select(view => (Object: view, Columns: view.GetReferenced(View.Columns))))
            .Where(item => item.Object.Name.Parts[1] != ProcedureHelpView.Name && !ModelView.Names.Contains(item.Object.Name.Parts[1]))
            .Select(item => $"{string.Join('.', item.Object.Name.Parts)}: {string.Join(", ", item.Columns.Select(column => column.Name.Parts[2]))}")
            .Order(StringComparer.Ordinal)
            .ToList();
        var actual = new[] { "dbo", "csc" }
            .SelectMany(schema => sqlite.Rows($"SELECT '{schema}.' || m.name || ': ' || (SELECT group_concat(c.name, ', ') FROM pragma_table_info(m.name, '{schema}') AS c) FROM {schema}.sqlite_master AS m WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite_%'"))
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.HasCount(71, expected);
        CollectionAssert.AreEqual(expected, actual);
    }

    [TestMethod]
    public void Every_column_of_a_table_allows_NULL_just_where_the_TSql_does()
    {
        using var model = DatabaseModel.Compile([.. CheckedOut.Ssd.Sources, .. CheckedOut.SsdClr.Sources], SqlServerVersion.Sql130, "Latin1_General_BIN2");
        using var sqlite = new SqliteDatabase();

        var expected = model.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass)
            .SelectMany(table => table.GetReferenced(Table.Columns))
            .Where(column => !column.GetProperty<bool>(Column.IsIdentity))
            .Select(column => $"{string.Join('.', column.Name.Parts)} {(column.GetProperty<bool>(Column.Nullable) ? 0 : 1)}")
            .Order(StringComparer.Ordinal)
            .ToList();
        var actual = new[] { "dbo", "csc" }
            .SelectMany(schema => sqlite.Rows($"SELECT '{schema}.' || m.name || '.' || c.name || ' ' || c.\"notnull\" FROM {schema}.sqlite_master AS m, pragma_table_info(m.name, '{schema}') AS c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"))
            .Where(column => !column.StartsWith("csc.setting_log.setting_log_id ", StringComparison.Ordinal) && !column.StartsWith("csc.schema_version.schema_version_id ", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();

        CollectionAssert.AreEqual(expected, actual);
    }

    [TestMethod]
    public void Primary_key_refuses_a_second_row()
    {
        using var sqlite = new SqliteDatabase();
        sqlite.Execute("INSERT INTO dbo.ssd_person (pers_person_id) VALUES ('1')");

        var fault = Assert.ThrowsExactly<SqliteException>(() => sqlite.Execute("INSERT INTO dbo.ssd_person (pers_person_id) VALUES ('1')"));

        Assert.AreEqual(19, fault.SqliteErrorCode);
    }

    [TestMethod]
    public void Check_constraint_refuses_an_unknown_state()
    {
        using var sqlite = new SqliteDatabase();

        var fault = Assert.ThrowsExactly<SqliteException>(() => sqlite.Execute(Staging("1", "Pending", "new")));

        Assert.Contains("CK_csc_staging_state", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Identity_column_counts_by_itself()
    {
        using var sqlite = new SqliteDatabase();
        sqlite.Execute("INSERT INTO csc.setting_log (name, changed_at, changed_by) VALUES ('a', '2026-01-01', 'x'), ('b', '2026-01-01', 'x')");

        CollectionAssert.AreEqual(new[] { "1|a", "2|b" }, sqlite.Rows("SELECT setting_log_id, name FROM csc.setting_log ORDER BY setting_log_id"));
    }

    [TestMethod]
    public void Join_columns_have_their_index()
    {
        using var sqlite = new SqliteDatabase();

        var plan = sqlite.Rows("EXPLAIN QUERY PLAN SELECT * FROM dbo.ssd_person AS p JOIN dbo.ssd_cin_episodes AS e ON e.cine_person_id = p.pers_person_id WHERE p.pers_person_id = '1'");

        Assert.Contains("IX_ssd_cin_episodes_cine_person_id", string.Join('\n', plan), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Date_is_read_back_as_a_date()
    {
        using var sqlite = new SqliteDatabase();
        sqlite.Execute("INSERT INTO dbo.ssd_person (pers_person_id, pers_dob) VALUES ('1', '2012-02-29T00:00:00')");

        Assert.AreEqual(new DateTime(2012, 2, 29, 0, 0, 0, DateTimeKind.Unspecified), sqlite.Moment("SELECT pers_dob FROM dbo.ssd_person"));
    }

    [TestMethod]
    public void File_stays_readable_when_it_is_opened_under_another_name()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var attached = new SqliteConnection("Data Source=:memory:;Pooling=False"))
            {
                attached.Open();
                using var command = attached.CreateCommand();
                command.CommandText = $"ATTACH ':memory:' AS dbo; ATTACH '{file}' AS csc;" + File.ReadAllText(CheckedOut.Repository.SqliteScript);
                command.ExecuteNonQuery();
            }

            using var alone = new SqliteConnection($"Data Source={file};Pooling=False");
            alone.Open();
            using var query = alone.CreateCommand();
            query.CommandText = "SELECT COUNT(*) FROM needs_attention";

            Assert.AreEqual(0L, query.ExecuteScalar());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void Status_counts_the_children_of_the_present_receiver_by_state_and_change()
    {
        using var sqlite = new SqliteDatabase();
        sqlite.Execute(Receivers);
        sqlite.Execute(Staging("1", "pending", "new", "2026-01-02") + Staging("2", "pending", "new", "2026-01-01") + Staging("3", "pending", "updated") + Staging("4", "accepted", "none", receiver: 1));

        var rows = sqlite.Rows("SELECT state, change, children, oldest_state_changed_at, meaning FROM csc.status ORDER BY state, change");

        CollectionAssert.AreEqual(
            new[] { "pending|new|2|2026-01-01|Goes out with the next run.", "pending|updated|1|2026-01-01|Goes out with the next run." },
            rows);
    }

    [TestMethod]
    public void Every_state_has_a_meaning()
    {
        using var sqlite = new SqliteDatabase();
        sqlite.Execute(Receivers);
        sqlite.Execute(string.Concat(s_states.Select((state, index) => Staging($"{index}", state, "none"))));

        var rows = sqlite.Rows("SELECT state FROM csc.status WHERE meaning IS NOT NULL ORDER BY state");

        CollectionAssert.AreEqual(s_states.Order(StringComparer.Ordinal).ToArray(), rows);
    }

    [TestMethod]
    public void Children_that_need_a_person_are_listed_with_what_to_do()
    {
        using var sqlite = new SqliteDatabase();
        sqlite.Execute(Receivers);
        sqlite.Execute(string.Concat(s_states.Select((state, index) => Staging($"{index}", state, "none"))) + Staging("9", "rejected", "none", receiver: 1));

        var rows = sqlite.Rows("SELECT kind, person_id, run_id FROM csc.needs_attention WHERE what_is_wrong IS NOT NULL AND what_to_do IS NOT NULL ORDER BY kind");

        CollectionAssert.AreEqual(new[] { "awaiting_confirmation|6|", "in_flight|1|", "rejected|3|", "withheld|4|" }, rows);
    }

    [TestMethod]
    [DataRow("run", "failed", "refresh", "run failed")]
    [DataRow("refresh", "interrupted", "submit", "run interrupted")]
    public void Run_that_did_not_succeed_is_listed_while_none_of_its_kind_has(string operation, string verdict, string laterOperation, string kind)
    {
        using var sqlite = new SqliteDatabase();
        sqlite.Execute(Run(1, operation, verdict) + Run(2, laterOperation, "succeeded"));

        CollectionAssert.AreEqual(new[] { $"{kind}||1" }, sqlite.Rows("SELECT kind, person_id, run_id FROM csc.needs_attention WHERE run_id IS NOT NULL"));
    }

    [TestMethod]
    [DataRow("run", "failed", "run")]
    [DataRow("submit", "failed", "run")]
    [DataRow("refresh", "interrupted", "refresh")]
    public void Run_that_did_not_succeed_is_not_listed_once_a_later_one_has(string operation, string verdict, string laterOperation)
    {
        using var sqlite = new SqliteDatabase();
        sqlite.Execute(Run(1, operation, verdict) + Run(2, laterOperation, "succeeded"));

        Assert.IsEmpty(sqlite.Rows("SELECT * FROM csc.needs_attention WHERE run_id IS NOT NULL"));
    }

    [TestMethod]
    public void Run_history_names_the_receiver_where_there_is_one()
    {
        using var sqlite = new SqliteDatabase();
        sqlite.Execute(Receivers + Run(1, "run", "failed") + Run(2, "run", "succeeded", "2"));

        CollectionAssert.AreEqual(
            new[] { "2|succeeded|330|https://b", "1|failed||" },
            sqlite.Rows("SELECT run_id, verdict, la_code, base_url FROM csc.run_history ORDER BY run_id DESC"));
    }

    [TestMethod]
    [DataRow("CREATE TABLE [dbo].[t] ([a] int NOT NULL DEFAULT (0));", "t.sql:1: a default other than a number or text in parentheses under a name of its own has no translation")]
    [DataRow("CREATE TABLE [dbo].[t] ([a] AS 1);", "t.sql:1: a computed column or an index inside a column has no translation")]
    [DataRow("CREATE TABLE [dbo].[t]\n(\n    [a] xml NULL\n);", "t.sql:3: this type has no translation")]
    [DataRow("CREATE TABLE [dbo].[t] ([a] nvarchar(4) COLLATE Turkish_CI_AS NULL);", "t.sql:1: a collation other than Latin1_General_BIN2 has no translation")]
    [DataRow("CREATE TABLE [t] ([a] int NULL);", "t.sql:1: a table without a schema has no translation")]
    [DataRow("CREATE TABLE [dbo].[t] ([a] int NULL, INDEX [i] ([a]) WHERE [a] = 1);", "t.sql:1: an index with a filter has no translation")]
    [DataRow("CREATE TABLE [dbo].[t] ([a] int NULL", "t.sql:1: Unexpected end of file occurred.")]
    [DataRow("CREATE TABLE [dbo].[t] ([a] int NULL);\nGO\nALTER TABLE [dbo].[t] ADD CONSTRAINT [f] FOREIGN KEY ([a]) REFERENCES [dbo].[t] ([a]);", "t.sql:1: the file must hold one CREATE TABLE or CREATE VIEW and nothing else.")]
    [DataRow("CREATE TABLE [dbo].[t] ([a] int NULL);\nGO\nEXECUTE [csc].[run];", "t.sql:1: the file must hold one CREATE TABLE or CREATE VIEW and nothing else.")]
    [DataRow("SELECT 1;", "t.sql:1: the file must hold one CREATE TABLE or CREATE VIEW and nothing else.")]
    public void What_has_no_translation_is_a_fault_with_file_and_line(string sql, string expected)
    {
        var fault = Assert.ThrowsExactly<BuildException>(() => SqliteScript.Write([new SqlSource("t.sql", sql)]));

        Assert.StartsWith(expected, fault.Message, StringComparison.Ordinal);
    }

    private static readonly string[] s_states = ["pending", "in_flight", "accepted", "rejected", "withheld", "dormant", "awaiting_confirmation", "purged"];

    private const string Receivers = """
        INSERT INTO csc.receiver (receiver_id, base_url, la_code, la_child_id_column, first_used_at, is_current)
        VALUES (1, 'https://a', '330', 'pers_person_id', '2026-01-01', 0), (2, 'https://b', '330', 'pers_person_id', '2026-01-01', 1);
        """;

    private static string Staging(string person, string state, string change, string since = "2026-01-01", int receiver = 2) => $"""
        INSERT INTO csc.staging (receiver_id, person_id, state, change, error_count, warning_count, attempts, state_changed_at)
        VALUES ({receiver}, '{person}', '{state}', '{change}', 0, 0, 0, '{since}');
        """;

    private static string Run(int id, string operation, string verdict, string receiver = "NULL") => $"""
        INSERT INTO csc.run_log (run_id, operation, started_at, verdict, program_version, receiver_id)
        VALUES ({id}, '{operation}', '2026-01-01', '{verdict}', '0.1.0', {receiver});
        """;
}

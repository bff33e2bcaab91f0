using Microsoft.Data.Sqlite;
using SsdClr.Local;
using SsdClr.Local.Database;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class LocalDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void The_state_of_the_submission_lies_beside_the_SSD() =>
        Assert.AreEqual(Path.Join("a", "children.csc.db"), LocalDatabase.SubmissionFileOf(Path.Join("a", "children.db")));

    [TestMethod]
    public void A_file_without_extension_gets_one_for_the_state() => Assert.AreEqual("children.csc", LocalDatabase.SubmissionFileOf("children"));

    [TestMethod]
    public void The_state_survives_when_the_SSD_is_replaced()
    {
        using (var database = LocalDatabase.OpenFile(_folder["children.db"], mustExist: false))
        {
            Execute(database, "INSERT INTO csc.setting VALUES ('a', 'b', '2026-01-01', 'c')");
        }

        File.Delete(_folder["children.db"]);
        using var restored = LocalDatabase.OpenFile(_folder["children.db"], mustExist: false);
        Assert.AreEqual(1L, Scalar(restored, "SELECT COUNT(*) FROM csc.setting"));
    }

    [TestMethod]
    [DataRow(false, "is damaged")]
    [DataRow(true, "lacks tables that it needs")]
    public void A_damaged_state_is_to_be_restored_not_replaced(bool isSqlite, string damage)
    {
        LocalDatabase.OpenFile(_folder["children.db"], mustExist: false).Dispose();
        File.Delete(_folder["children.csc.db"]);
        if (isSqlite)
        {
            File.Copy(_folder["children.db"], _folder["children.csc.db"]);
        }
        else
        {
            File.WriteAllText(_folder["children.csc.db"], new string('x', 5000));
        }

        var fault = Assert.ThrowsExactly<CompanionException>(() => LocalDatabase.OpenFile(_folder["children.db"], mustExist: true));

        Assert.StartsWith($"children.csc.db {damage}. ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Restore it from a backup.", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another file", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Opening_again_finds_the_rows()
    {
        using (var database = LocalDatabase.OpenFile(_folder["children.db"], mustExist: false))
        {
            Execute(database, "INSERT INTO dbo.ssd_person (pers_person_id) VALUES ('1')");
        }

        using var again = LocalDatabase.OpenFile(_folder["children.db"], mustExist: true);
        Assert.AreEqual(1L, Scalar(again, "SELECT COUNT(*) FROM dbo.ssd_person"));
    }

    [TestMethod]
    public void Two_databases_in_memory_are_apart()
    {
        using var one = LocalDatabase.OpenInMemory();
        using var other = LocalDatabase.OpenInMemory();
        Execute(one, "INSERT INTO dbo.ssd_person (pers_person_id) VALUES ('1')");
        Assert.AreEqual(0L, Scalar(other, "SELECT COUNT(*) FROM dbo.ssd_person"));
    }

    [TestMethod]
    public void Every_table_of_the_SSD_is_there()
    {
        using var database = LocalDatabase.OpenInMemory();
        Assert.HasCount(51, database.SsdTables());
    }

    [TestMethod]
    public void A_column_is_described_as_it_is_declared()
    {
        using var database = LocalDatabase.OpenInMemory();
        var person = database.SsdTables().Single(table => table.Name == "ssd_person");
        Assert.AreEqual(new SsdColumn("pers_person_id", "nvarchar(48)", Required: true, IsKey: true), person.Columns[person.OrdinalOf("pers_person_id")]);
    }

    [TestMethod]
    public void Foreign_keys_are_not_enforced()
    {
        using var database = LocalDatabase.OpenInMemory();
        Assert.AreEqual(0L, Scalar(database, "PRAGMA foreign_keys"));
    }

    [TestMethod]
    public void The_state_is_written_through_to_the_disk()
    {
        using var database = LocalDatabase.OpenFile(_folder["children.db"], mustExist: false);
        const long Full = 2;
        Assert.AreEqual(Full, Scalar(database, "PRAGMA csc.synchronous"));
    }

    [TestMethod]
    public void Nothing_but_the_two_files_is_left_behind()
    {
        using (LocalDatabase.OpenFile(_folder["children.db"], mustExist: false))
        {
            // Opened to be closed.
        }

        CollectionAssert.AreEquivalent(new[] { "children.csc.db", "children.db" }, Directory.GetFiles(_folder[string.Empty]).Select(Path.GetFileName).ToArray());
    }

    [TestMethod]
    public void A_file_that_must_exist_and_does_not_is_named() => AssertRefused("none.db", mustExist: true, "There is no database ");

    [TestMethod]
    public void A_file_that_must_exist_is_not_made()
    {
        AssertRefused("none.db", mustExist: true, "There is no database ");
        Assert.IsEmpty(Directory.GetFiles(_folder[string.Empty]));
    }

    [TestMethod]
    public void A_file_that_is_not_SQLite_is_refused()
    {
        _folder.Write("children.db", "this is a text, long enough to be taken for the header of some database file or other");
        AssertRefused("children.db", mustExist: true, "children.db is not an SQLite database");
    }

    [TestMethod]
    public void A_database_without_the_SSD_tables_is_refused()
    {
        MakeForeign("children.db");
        AssertRefused("children.db", mustExist: true, "children.db lacks 51 of the tables it needs");
    }

    [TestMethod]
    public void A_refused_database_gets_no_file_beside_it()
    {
        MakeForeign("children.db");
        AssertRefused("children.db", mustExist: true, "children.db lacks 51 of the tables it needs");
        Assert.HasCount(1, Directory.GetFiles(_folder[string.Empty]));
    }

    [TestMethod]
    public void Tables_are_not_added_to_a_database_that_holds_others()
    {
        MakeForeign("children.db");
        AssertRefused("children.db", mustExist: false, "children.db lacks 51 of the tables it needs");
    }

    [TestMethod]
    public void A_foreign_file_in_the_place_of_the_state_is_refused()
    {
        MakeForeign("children.csc.db");
        AssertRefused("children.db", mustExist: false, "children.csc.db lacks ");
    }

    [TestMethod]
    public void A_folder_is_refused() => AssertRefused(string.Empty, mustExist: false, _folder[string.Empty]);

    [TestMethod]
    public void A_file_in_a_folder_that_does_not_exist_is_refused() => AssertRefused(Path.Join("none", "children.db"), mustExist: false, "The folder of ");

    private void AssertRefused(string name, bool mustExist, string expectedStart)
    {
        var fault = Assert.ThrowsExactly<CompanionException>(() => LocalDatabase.OpenFile(_folder[name], mustExist));
        Assert.StartsWith(expectedStart, fault.Lines.Single(), StringComparison.Ordinal);
    }

    private void MakeForeign(string name)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={_folder[name]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE other (a INT)";
        command.ExecuteNonQuery();
    }

    private static void Execute(LocalDatabase database, string sql)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(LocalDatabase database, string sql)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}

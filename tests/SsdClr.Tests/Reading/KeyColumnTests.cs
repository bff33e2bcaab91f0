using System.Data;
using Microsoft.Data.Sqlite;
using SsdClr.Payload.Reading;

namespace SsdClr.Tests.Reading;

/// <summary>Ids are texts of ours; the column they are compared with may have any type, and SQL Server fails on a text that the type cannot hold.</summary>
[TestClass]
public sealed class KeyColumnTests
{
    [TestMethod]
    [DataRow("int", "1001", true)]
    [DataRow("int", " 1001 ", true)]
    [DataRow("int", "-5", true)]
    [DataRow("int", "2147483647", true)]
    [DataRow("int", "2147483648", false)]
    [DataRow("bigint", "9223372036854775807", true)]
    [DataRow("bigint", "9223372036854775808", false)]
    [DataRow("smallint", "32768", false)]
    [DataRow("tinyint", "-1", false)]
    [DataRow("tinyint", "255", true)]
    [DataRow("int", "former:1001", false)]
    [DataRow("int", "", false)]
    [DataRow("int", "1,001", false)]
    [DataRow("int", "1e3", false)]
    [DataRow("uniqueidentifier", "6f9619ff-8b86-d011-b42d-00c04fc964ff", true)]
    [DataRow("uniqueidentifier", "6F9619FF-8B86-D011-B42D-00C04FC964FF", true)]
    [DataRow("uniqueidentifier", "6f9619ff", false)]
    [DataRow("uniqueidentifier", "former:6f9619ff-8b86-d011-b42d-00c04fc964ff", false)]
    [DataRow("nvarchar", "former:1001", true)]
    [DataRow("varchar", "former:1001", true)]
    [DataRow("decimal", "former:1001", true)]
    public void Only_ids_that_the_type_can_hold_are_asked_for(string type, string id, bool mayHold) => Assert.AreEqual(mayHold, KeyColumn.Of(type).MayHold(id));

    [TestMethod]
    [DataRow("nvarchar", "1001", DbType.String)]
    [DataRow("nchar", "1001", DbType.String)]
    [DataRow("varchar", "1001", DbType.AnsiString)]
    [DataRow("char", "1001", DbType.AnsiString)]
    [DataRow("varchar", "\u017C1", DbType.String)]
    [DataRow("int", "1001", DbType.String)]
    [DataRow("uniqueidentifier", "6f9619ff-8b86-d011-b42d-00c04fc964ff", DbType.String)]
    public void An_id_goes_as_a_type_that_leaves_the_column_as_it_is(string type, string id, DbType expected)
    {
        using var command = new SqliteCommand();
        KeyColumn.Of(type).AddId(command, "@id", id);
        Assert.AreEqual((expected, id), (command.Parameters[0].DbType, (string?)command.Parameters[0].Value));
    }

    [TestMethod]
    [DataRow("nvarchar", "k.[a]", "k.[a]")]
    [DataRow("varchar", "k.[a]", "CAST(k.[a] AS nvarchar(4000))")]
    [DataRow("int", "k.[a]", "CAST(k.[a] AS nvarchar(4000))")]
    [DataRow("uniqueidentifier", "k.[a]", "CAST(k.[a] AS nvarchar(4000))")]
    [DataRow("float", "CAST(CAST(k.[a] AS bigint) AS nvarchar(4000))", "CAST(CAST(k.[a] AS bigint) AS nvarchar(4000))")]
    [DataRow("decimal", "CAST(k.[a] AS nvarchar(4000))", "CAST(k.[a] AS nvarchar(4000))")]
    public void Types_that_hold_no_ids_are_compared_as_text(string type, string forEquality, string asText)
    {
        KeyColumn column = KeyColumn.Of(type);
        Assert.AreEqual((forEquality, asText), (column.ForEquality("k.[a]"), column.AsText("k.[a]")));
    }

    [TestMethod]
    public void A_person_id_column_of_numbers_is_read_refreshed_and_previewed()
    {
        using SsdDatabase ssd = WithPersonIdsOf("int");
        ssd.ChildInCohort("1001");
        ssd.ChildInCohort("1002");
        Assert.AreEqual("1001", ssd.Preview().Payloads(PersonRange.Of("1001")).Single().PersonId);
        Assert.AreEqual(0, ssd.Preview().Payloads(PersonRange.Of("former:1001")).Count);
        Assert.AreEqual(
            "1002", ssd.Preview().Payloads(new PersonRange("1001", upTo: null)).Single().PersonId, "A bound is compared as a number.");
    }

    [TestMethod]
    public void A_bound_that_is_no_id_of_the_type_is_refused_without_its_value()
    {
        using SsdDatabase ssd = WithPersonIdsOf("int");
        ssd.ChildInCohort("1001");
        string message = Assert.ThrowsExactly<SsdClr.Data.WrongArgumentException>(() => ssd.Preview().Payloads(new PersonRange("MARKED", upTo: null))).Message;
        Assert.DoesNotContain("MARKED", message, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("int", "int")]
    [DataRow("int", "nvarchar(48)")]
    [DataRow("nvarchar(48)", "int")]
    [DataRow("nvarchar(48)", "float")]
    public void A_cohort_table_may_have_another_type_than_the_persons(string personType, string listedType)
    {
        using SsdDatabase ssd = WithPersonIdsOf(personType);
        ssd.ChildInCohort("1001");
        ssd.ChildInCohort("1002");
        ssd.Execute($"CREATE TABLE dbo.pilot (who {listedType})");
        ssd.Execute("INSERT INTO dbo.pilot VALUES ('1002')");
        if (listedType.StartsWith("nvarchar", StringComparison.Ordinal))
        {
            // No number: SQL Server could not compare it with one.
            ssd.Execute("INSERT INTO dbo.pilot VALUES ('none')");
        }

        Assert.AreEqual("1002", ssd.Preview(("cohort_table", "dbo.pilot.who")).Payloads(new PersonRange(after: null, upTo: null)).Single().PersonId);
    }

    internal static SsdDatabase WithPersonIdsOf(string type)
    {
        var ssd = new SsdDatabase();
        ssd.RedeclarePersonId(type);
        return ssd;
    }

}

using System.Text.RegularExpressions;
using SsdClr.Data;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Refreshing;

[TestClass]
public sealed partial class SsdTableGuardTests : IDisposable
{
    private readonly RefreshScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    public void The_tables_guarded_are_the_tables_read()
    {
        string sql = new ChildQuery("[dbo]", "pers_person_id", "pers_person_id", cohortTable: null).Text(new PersonRange(after: null, upTo: null), KeyColumn.Of("nvarchar"), "1 = 1");

        var read = TableName().Matches(sql).Select(match => match.Groups["table"].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

        Assert.AreEqual(string.Join(' ', ChildQuery.Tables), string.Join(' ', read));
    }

    [TestMethod]
    public void An_empty_table_refuses_the_refresh_by_name()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene["empty_tables"] = string.Join(';', ChildQuery.Tables.Where(table => table != "ssd_sdq_scores"));

        RefreshRefusedException refused = Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());

        Assert.Contains(" Found: ssd_sdq_scores is empty.", refused.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_refusal_gives_the_command_that_names_the_empty_tables()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene["empty_tables"] = string.Join(';', ChildQuery.Tables.Where(table => table != "ssd_sdq_scores"));

        string message = Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh()).Message;
        string named = CommandValue().Match(message).Groups["value"].Value;
        _scene["empty_tables"] = named;
        _scene.Refresh();

        Assert.EndsWith("ssd_sdq_scores", named, StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_command_is_whole_in_the_run_log_where_every_table_is_empty()
    {
        _scene["empty_tables"] = string.Empty;

        string kept = InvariantText.Cut(Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh()).Message, RunLog.LongestMessage)!;
        _scene["empty_tables"] = CommandValue().Match(kept).Groups["value"].Value;

        Assert.AreEqual(0, _scene.Refresh().PersonsRead);
    }

    [TestMethod]
    public void A_refusal_gives_the_share_that_lets_the_fall_pass()
    {
        Ten();
        _scene.Refresh();
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_episodes WHERE CAST(cine_person_id AS int) > 6");

        string message = Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh()).Message;
        var values = CommandValue().Matches(message).Select(match => match.Groups["value"].Value).ToList();
        _scene["max_table_drop_percent"] = values[0];
        _scene.Refresh();

        CollectionAssert.AreEqual(new[] { "40", "20" }, values);
    }

    [TestMethod]
    public void A_refused_refresh_stages_nothing()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene["empty_tables"] = string.Empty;

        Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());

        Assert.AreEqual("no row", _scene.State("1"));
    }

    [TestMethod]
    [DataRow(8, true, DisplayName = "A fifth less passes")]
    [DataRow(7, false, DisplayName = "More than a fifth less is refused")]
    public void A_table_may_lose_a_fifth_of_its_rows_from_one_good_refresh_to_the_next(int left, bool passes)
    {
        Ten();
        _scene.Refresh();
        _scene.Ssd.Execute($"DELETE FROM dbo.ssd_cin_episodes WHERE CAST(cine_person_id AS int) > {left}");

        if (passes)
        {
            _scene.Refresh();
            Assert.AreEqual("8", _scene.Value("SELECT row_count FROM csc.ssd_table_count WHERE table_name = 'ssd_cin_episodes'"));
        }
        else
        {
            Assert.Contains("ssd_cin_episodes fell from 10 to 7 rows", Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh()).Message, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void A_refused_refresh_does_not_become_the_measure_of_the_next()
    {
        Ten();
        _scene.Refresh();
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_episodes WHERE CAST(cine_person_id AS int) > 5");
        Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());

        Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());
    }

    [TestMethod]
    public void A_table_that_changed_during_the_read_is_refused()
    {
        Ten();
        var guard = new SsdTableGuard(_scene.Ssd.Context, _scene.Settings, hasObjectIds: false);
        var before = guard.CheckBefore();
        _scene.Ssd.Person("11");

        RefreshRefusedException refused = Assert.ThrowsExactly<RefreshRefusedException>(() => guard.CheckAfter(before, 10));

        Assert.StartsWith("ssd_changed_during_refresh: ssd_person had 10 rows before the read and 11 after it.", refused.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void An_id_that_goes_from_one_child_to_another_during_the_read_is_refused_and_neither_is_sent()
    {
        _scene["la_child_id_column"] = "pers_legacy_id";
        _scene["persons_per_range"] = "100";
        for (int person = 100; person <= 200; person++)
        {
            string id = person.ToString(System.Globalization.CultureInfo.InvariantCulture);
            _scene.Ssd.Person(id, ("pers_legacy_id", "L" + id));
            _scene.Ssd.Referral("R" + id, id);
        }

        // Between the ranges the last child takes the first one's id, who was read with it.
        _scene.Progress = new AfterFirstRange(() => _scene.Ssd.Execute(
            "UPDATE dbo.ssd_person SET pers_legacy_id = CASE pers_person_id WHEN '100' THEN 'L999' ELSE 'L100' END WHERE pers_person_id IN ('100', '200')"));
        RefreshRefusedException refused = Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());

        Assert.StartsWith("ssd_changed_during_refresh: an la_child_id went from one child to another", refused.Message, StringComparison.Ordinal);
        Assert.HasCount(1, _scene.Values("SELECT 1 FROM csc.receiver WHERE refresh_refused_at IS NOT NULL"));
    }

    [TestMethod]
    public void Children_who_were_read_with_one_id_are_right_after_the_next_refresh()
    {
        An_id_that_goes_from_one_child_to_another_during_the_read_is_refused_and_neither_is_sent();
        _scene.Progress = null;
        _scene.Refresh();

        Assert.AreEqual("L999,L100", string.Join(',', _scene.Values("SELECT la_child_id FROM csc.staging WHERE person_id IN ('100', '200') ORDER BY person_id")));
    }

    [TestMethod]
    public void A_table_that_was_made_anew_during_the_read_is_refused_though_it_has_as_many_rows()
    {
        Ten();
        bool isMadeAnew = false;
        _scene.Ssd.Connection.CreateFunction("OBJECT_ID", (string name) => name == "[dbo].[ssd_cin_episodes]" && isMadeAnew ? 2L : 1L);
        var guard = new SsdTableGuard(_scene.Ssd.Context, _scene.Settings, hasObjectIds: true);
        var before = guard.CheckBefore();
        guard.CheckAfter(before, 10);
        isMadeAnew = true;

        RefreshRefusedException refused = Assert.ThrowsExactly<RefreshRefusedException>(() => guard.CheckAfter(before, 10));

        Assert.StartsWith("ssd_changed_during_refresh: ssd_cin_episodes was dropped and made anew during the read.", refused.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_child_id_that_went_from_child_to_child_during_the_read_is_refused_until_a_refresh_finds_each_with_its_own()
    {
        Ten();
        _scene.Refresh();
        _scene.Accept();
        _scene.Ssd.ChildInCohort("11");
        _scene.Ssd.Execute("CREATE TEMP TRIGGER carried AFTER INSERT ON csc.staging WHEN NEW.person_id = '11' BEGIN UPDATE staging SET la_child_id = '10' WHERE person_id = '11'; END");

        RefreshRefusedException refused = Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());

        Assert.StartsWith("ssd_changed_during_refresh: an la_child_id went from one child to another during the read.", refused.Message, StringComparison.Ordinal);
        _scene.Ssd.Execute("DROP TRIGGER carried");
        _scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_surname = 'Other' WHERE pers_person_id = '11'");
        _scene.Refresh();
        Assert.AreEqual("pending new", _scene.State("11"));
    }

    [TestMethod]
    public void SSD_that_is_emptied_when_it_was_read_and_who_is_gone_is_asked_purges_nobody()
    {
        Ten();
        _scene.Refresh();
        _scene.Accept();
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_person WHERE pers_person_id = '10'");
        bool isEmptied = false;
        _scene.Ssd.Connection.CreateFunction("is_there", () => isEmptied ? 0 : 1);
        _scene.Ssd.Execute("ALTER TABLE dbo.ssd_person RENAME TO person; CREATE VIEW dbo.ssd_person AS SELECT * FROM person WHERE is_there()");
        SQLitePCL.raw.sqlite3_trace(_scene.Ssd.Connection.Handle, (_, sql) => isEmptied |= sql == "SELECT p.[pers_person_id] FROM [dbo].[ssd_person] AS p", null);

        RefreshRefusedException refused = Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());

        Assert.StartsWith("ssd_changed_during_refresh: ssd_person had 9 rows before the read and 0 after it.", refused.Message, StringComparison.Ordinal);
        Assert.AreEqual("0 1", _scene.Value("SELECT SUM(s.state = 'pending') || ' ' || COUNT(DISTINCT r.refresh_refused_at) FROM csc.staging AS s, csc.receiver AS r"));
    }

    [TestMethod]
    public void A_session_that_limits_the_rows_of_a_query_cannot_refresh()
    {
        for (int person = 101; person <= 130; person++)
        {
            _scene.Ssd.ChildInCohort(person.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        _scene.Refresh();
        _scene.Accept();
        _scene.Ssd.Context.RowCount = 25;
        RefreshRefusedException refused = Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());

        Assert.StartsWith("ssd_read_in_part: ssd_person holds 30 rows with an id and the refresh read 25.", refused.Message, StringComparison.Ordinal);
        Assert.HasCount(30, _scene.Values("SELECT person_id FROM csc.staging WHERE state = 'accepted'"));
        Assert.HasCount(1, _scene.Values("SELECT base_url FROM csc.receiver WHERE refresh_refused_at IS NOT NULL"));
    }

    [TestMethod]
    public void A_session_that_hides_tables_from_the_count_cannot_refresh()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Refresh();
        _scene.Ssd.Context.RowCount = 5;

        RefreshRefusedException refused = Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());

        Assert.StartsWith("ssd_read_in_part: of 19 tables the session gave 5.", refused.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Persons_with_one_id_or_none_are_counted_as_they_are_read()
    {
        using var scene = new RefreshScene(SsdDatabase.WithIdsUnder("EXACT", string.CompareOrdinal));
        scene["persons_per_range"] = "100";
        string table = scene.Value("SELECT sql FROM dbo.sqlite_master WHERE name = 'ssd_person'")!;
        scene.Ssd.Execute("DROP TABLE dbo.ssd_person");
        scene.Ssd.Execute(table.Replace("CREATE TABLE [ssd_person]", "CREATE TABLE [dbo].[ssd_person]", StringComparison.Ordinal).Replace("COLLATE EXACT NOT NULL", "COLLATE EXACT NULL", StringComparison.Ordinal));
        for (int person = 1; person <= 250; person++)
        {
            scene.Ssd.Execute($"INSERT INTO dbo.ssd_person (pers_person_id, pers_dob) VALUES ({(person % 50 == 0 ? "NULL" : $"'{person % 90}'")}, '2015-01-01')");
        }

        Assert.IsGreaterThan(80, scene.Refresh().PersonsRead);
    }

    private void Ten()
    {
        _scene["max_table_drop_percent"] = "20";
        for (int person = 1; person <= 10; person++)
        {
            _scene.Ssd.ChildInCohort(person.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [GeneratedRegex(@"@value = N'(?<value>[^']*)';", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CommandValue();

    [GeneratedRegex(@"\[dbo\]\.\[(?<table>\w+)\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TableName();
}

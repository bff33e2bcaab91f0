using SsdClr.Local.Receiver;
using SsdClr.Payload.Holding;
using SsdClr.Payload.Preview;
using SsdClr.Settings;
using SsdClr.Tests.Refreshing;

namespace SsdClr.Tests.Scrambling;

/// <summary>What setting scramble stages, and what follows from it.</summary>
[TestClass]
public sealed class ScrambledStagingTests : IDisposable
{
    private const string OtherKey = "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100";

    private readonly RefreshScene _scene = new() { ScramblingKey = ScrambledExample.Key, ["scramble"] = "1" };

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    public void Person_id_stays_and_all_else_is_scrambled()
    {
        _scene.Ssd.ChildInCohort("1001", ("pers_surname", "Surname"), ("pers_legacy_id", "L1"));

        _scene.Refresh();

        Assert.AreEqual("pending new", _scene.State("1001"));
        Assert.AreEqual(_scene.Scrambler!.Id("1001"), _scene.Staged("1001", "la_child_id"));
        Assert.AreEqual(ScrambledExample.Scramble(_scene.Scrambler, _scene.Ssd.Payload("1001")!), _scene.Staged("1001", "payload"));
    }

    [TestMethod]
    public void Findings_are_those_of_the_child_as_it_is()
    {
        _scene.Ssd.ChildInCohort("1", ("pers_upn", "no number"), ("pers_surname", "Surname"));
        _scene["scramble"] = "0";
        _scene.Refresh();
        string? real = _scene.Staged("1", "error_count || ' ' || warning_count");
        _scene["scramble"] = "1";

        _scene.Refresh();

        Assert.AreEqual(real, _scene.Value("SELECT error_count || ' ' || warning_count FROM csc.staging WHERE receiver_id = 2"));
        Assert.AreNotEqual("0 0", real);
    }

    [TestMethod]
    public void Unchanged_child_is_not_sent_again()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Refresh();
        _scene.Accept();

        Assert.AreEqual(0, _scene.Refresh().RowsWritten);
        Assert.AreEqual("accepted none", _scene.State("1"));
    }

    [TestMethod]
    public void Changed_child_is_sent_again()
    {
        _scene.Ssd.ChildInCohort("1", ("pers_sex", "M"));
        _scene.Refresh();
        _scene.Accept();
        _scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_sex = 'F'");

        _scene.Refresh();

        Assert.AreEqual("pending updated", _scene.State("1"));
    }

    [TestMethod]
    public void Removed_record_and_child_are_named_by_their_scrambled_ids()
    {
        AcceptedWithAssessment();
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_assessments");
        _scene.Refresh();
        string record = _scene.Accept();
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_person");
        _scene.ConfirmDeletions = 1;
        _scene.Refresh();
        string child = _scene.Accept();

        Assert.Contains($"[{{\"child_and_family_assessment_id\":\"{_scene.Scrambler!.Id("A1")}\",\"purge\":true}}]", record, StringComparison.Ordinal);
        Assert.AreEqual($"1 {{\"la_child_id\":\"{_scene.Scrambler.Id("1")}\",\"purge\":true}}", child);
    }

    [TestMethod]
    public void Record_out_of_the_window_is_not_removed()
    {
        AcceptedWithAssessment();
        _scene.Ssd.Execute($"UPDATE dbo.ssd_cin_assessments SET cina_assessment_start_date = '{ReceivingScene.LongAgo}'");

        _scene.Refresh();

        Assert.AreEqual("accepted none", _scene.State("1"));
    }

    [TestMethod]
    public void Questionnaire_adoption_and_care_worker_out_of_the_window_are_not_removed()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Ssd.Insert("ssd_sdq_scores", ("csdq_person_id", "1"), ("csdq_sdq_completed_date", "2023-05-01"), ("csdq_sdq_score", "12"));
        _scene.Ssd.Insert("ssd_permanence", ("perm_person_id", "1"), ("perm_adm_decision_date", "2023-05-02"));
        _scene.Refresh();
        _scene.Accept();
        Assert.Contains("sdq_assessments", _scene.Staged("1", "payload")!, StringComparison.Ordinal);
        Assert.Contains("adoption", _scene.Staged("1", "payload")!, StringComparison.Ordinal);
        _scene["window_months_back"] = "0";

        _scene.Refresh();

        Assert.AreEqual("accepted none", _scene.State("1"));
        Assert.DoesNotContain("sdq_assessments", _scene.Value("SELECT COALESCE(body, payload) FROM csc.staging")!, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Renumbered_records_are_no_change_where_they_are_ignored()
    {
        _scene["change_detection"] = "ignore_record_ids";
        AcceptedWithAssessment();
        _scene.Ssd.Execute("UPDATE dbo.ssd_cin_assessments SET cina_assessment_id = 'A2'");

        _scene.Refresh();

        Assert.AreEqual("accepted none", _scene.State("1"));
    }

    [TestMethod]
    public void Real_children_are_those_of_another_receiver()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Refresh();
        _scene.Accept();
        _scene["scramble"] = "0";
        _scene.Refresh();
        string real = _scene.State("1");
        _scene["scramble"] = "1";
        _scene.Refresh();

        Assert.AreEqual("pending new", real);
        Assert.AreEqual("accepted none", _scene.State("1"));
    }

    [TestMethod]
    public void Another_key_makes_another_receiver()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Refresh();
        _scene.Accept();
        _scene.ScramblingKey = OtherKey;

        _scene.Refresh();

        Assert.AreEqual("pending new", _scene.State("1"));
        Assert.AreEqual("2", _scene.Value("SELECT COUNT(DISTINCT scrambling) FROM csc.receiver"));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("short")]
    public void Without_a_key_nothing_is_staged(string? key)
    {
        _scene.ScramblingKey = key;
        _scene.Ssd.ChildInCohort("1");

        var exception = Assert.ThrowsExactly<SettingException>(() => _scene.Refresh());

        StringAssert.Contains(exception.Message, "csc.renew_scrambling_key", StringComparison.Ordinal);
        Assert.AreEqual("0", _scene.Value("SELECT COUNT(*) FROM csc.receiver"));
    }

    [TestMethod]
    public void Key_is_in_no_table_and_no_message()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Refresh();

        foreach (string table in _scene.Values("SELECT name FROM csc.sqlite_master WHERE type = 'table'"))
        {
            string columns = _scene.Value($"SELECT group_concat('quote([' || name || '])', ' || ') FROM pragma_table_info('{table}', 'csc')")!;
            Assert.IsFalse(_scene.Values($"SELECT {columns} FROM csc.[{table}]").Exists(row => row.Contains(ScrambledExample.Key, StringComparison.Ordinal)), table);
        }

        Assert.DoesNotContain(ScrambledExample.Key, _scene.Value("SELECT scrambling FROM csc.receiver")!, StringComparison.Ordinal);
        Assert.DoesNotContain(_scene.Value("SELECT scrambling FROM csc.receiver")!, ScrambledExample.Key, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Changes_name_a_removed_record_without_saying_why()
    {
        AcceptedWithAssessment();
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_assessments");
        _scene.Refresh();

        var changes = new ChangeReader(_scene.Ssd.Context, _scene.Settings).Find("1")!;

        Assert.AreEqual(ChangeReason.Removed, changes.Single().Change.Reason);
    }

    [TestMethod]
    public void Values_left_out_are_not_listed()
    {
        _scene.Ssd.ChildInCohort("1", ("pers_surname", "Surname"));
        _scene.Refresh();
        _scene.Accept();
        _scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_surname = NULL");
        _scene.Refresh();

        Assert.DoesNotContain(
            "cleared_value_not_sent",
            new PreviewReader(_scene.Ssd.Context, _scene.Settings, Reading.SsdDatabase.AsOf).Issues(Payload.Reading.PersonRange.Of("1")).Select(found => found.Issue.Rule.Name));
    }

    private void AcceptedWithAssessment()
    {
        _scene.Ssd.ChildInCohort("1");
        _scene.Ssd.Insert(
            "ssd_cin_assessments",
            ("cina_assessment_id", "A1"), ("cina_person_id", "1"), ("cina_referral_id", "R-1"), ("cina_assessment_start_date", "2026-01-05"));
        _scene.Refresh();
        _scene.Accept();
    }
}

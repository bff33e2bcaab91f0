using SsdClr.Data;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Ledger;
using SsdClr.Submission.Sending;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Refreshing;

/// <summary>No text from outside is too long for its column: on SQL Server one such text would fail the refresh, every night.</summary>
[TestClass]
public sealed class DeclaredLengthTests
{
    private static readonly string s_longest = new('7', DeclaredLength.PersonId);

    [TestMethod]
    public void A_child_whose_person_id_is_too_long_is_left_out_and_found()
    {
        using var scene = new RefreshScene();
        scene.Ssd.ChildInCohort(s_longest + "MARKED");
        scene.Ssd.ChildInCohort("1001");
        RefreshCounts summary = scene.Refresh();
        Assert.AreEqual((2, 1, 1), (summary.InCohort, summary.Withheld, summary.New));
        Assert.AreEqual("1001", scene.Staging("person_id"));

        var found = scene.Ssd.Preview().Issues(new PersonRange(after: null, upTo: null)).Single(issue => issue.Issue.Rule.Name == "person_id_too_long").Issue;
        Assert.AreEqual((true, "ssd_person.pers_person_id"), (found.Rule.IsError, found.Source));
        Assert.Contains("48 characters", found.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void An_unchanged_refresh_leaves_such_a_child_out_again()
    {
        using var scene = new RefreshScene();
        scene.Ssd.ChildInCohort(s_longest + "MARKED");
        scene.Refresh();
        RefreshCounts summary = scene.Refresh();
        Assert.AreEqual((1, 1, 0), (summary.InCohort, summary.Withheld, summary.RowsWritten));
    }

    [TestMethod]
    public void A_char_column_may_be_wider_than_its_ids()
    {
        using var scene = new RefreshScene();
        scene.Ssd.ChildInCohort("1001".PadRight(60));
        scene.Refresh();
        Assert.AreEqual("1001|pending", scene.Staging("person_id, state"));
    }

    [TestMethod]
    public void No_range_ends_with_an_id_that_is_too_long()
    {
        using var ssd = new SsdDatabase();
        ssd.Person("1001");
        ssd.Person(s_longest + "8");
        ssd.Person("8001");
        ssd.Person("9001");
        Assert.AreEqual(
            "..1001, 1001..8001, 8001..9001, 9001..",
            string.Join(", ", PersonRange.ReadAll(ssd.Connection, "[dbo]", personsPerRange: 1).Select(range => range.After + ".." + range.UpTo)));
    }

    [TestMethod]
    public void Every_text_of_refresh_and_submission_fits_in_its_column()
    {
        using var scene = new RefreshScene();
        string longText = new('x', 5000);
        scene["base_url"] = "https://" + new string('a', 60) + ".test/" + new string('b', DeclaredLength.BaseUrl - 74);
        scene["la_child_id_column"] = "pers_legacy_id";
        scene.Ssd.ChildInCohort(s_longest + "1", ("pers_legacy_id", longText));
        scene.Ssd.ChildInCohort(s_longest, ("pers_legacy_id", longText));
        scene.Ssd.ChildInCohort("1001", ("pers_legacy_id", new string('6', 20)));
        scene.Refresh();
        Batch batch = scene.Claim();
        new BatchLedger(scene.Ssd.Connection, scene.Clock, scene.ReceiverId, scene.RunId).RecordRejected(batch, BatchOutcome.Refused, 422, longText);
        RunLog.RecordSubmission(scene.Ssd.Connection, scene.RunId, scene.ReceiverId, new SubmissionCounts { Batches = 1, Sent = 1, Children = 1, Rejected = 1 }, longText);
        RunLog.Complete(scene.Ssd.Connection, scene.Clock, scene.RunId, RunVerdict.Failed, longText);
        RunLog.Start(scene.Ssd.Connection, scene.Clock, RunOperation.Submit, asOf: null, new RunOrigin(longText, longText, agentJob: null));

        // The id that was sent stays behind in a row of its own.
        scene.Ssd.Execute($"UPDATE dbo.ssd_person SET pers_legacy_id = '5' WHERE pers_person_id = '1001'");
        scene.Refresh();
        Assert.AreEqual(string.Empty, DeclaredLengths.Faults(scene.Ssd.Connection));
        Assert.AreEqual("3", scene.Value("SELECT COUNT(*) FROM csc.staging"));
    }

    [TestMethod]
    public void Declared_lengths_are_those_the_program_goes_by()
    {
        Dictionary<string, int> declared = DeclaredLengths.All().ToDictionary(column => column.Table + "." + column.Column, column => column.Length, StringComparer.Ordinal);
        Assert.AreEqual(DeclaredLength.PersonId, declared["staging.person_id"]);
        Assert.AreEqual(DeclaredLength.PersonId, declared["batch_child.person_id"]);
        Assert.AreEqual(DeclaredLength.LaChildId, declared["staging.la_child_id"]);
        Assert.AreEqual(DeclaredLength.LaChildId, declared["batch_child.la_child_id"]);
        Assert.AreEqual(DeclaredLength.BaseUrl, declared["receiver.base_url"]);
        Assert.AreEqual(DeclaredLength.SsdSchema, declared["ssd_table_count.ssd_schema"]);
        Assert.AreEqual(RunLog.LongestMessage, declared["run_log.message"]);
        Assert.IsTrue(ChildIdRegister.FormerKey(new string('6', SsdClr.Payload.Building.RecordId.MaximumLength)).Length <= declared["staging.person_id"]);
        Assert.IsTrue(SettingCatalogue.All.All(setting => setting.Name.Length <= declared["setting.name"] && setting.Fault(new string('x', declared["setting.value"] + 1)) is not null));
        Assert.IsTrue(LedgerText.States.All(state => state.Text().Length <= declared["staging.state"]));
        Assert.IsTrue(LedgerText.ChangesInSendingOrder.All(change => change.Text().Length <= declared["staging.change"] && change.Text().Length <= declared["batch_child.change"]));
        Assert.IsTrue(Enum.GetValues<BatchOutcome>().All(outcome => outcome.Text().Length <= declared["batch_log.outcome"]));
    }

    [TestMethod]
    public void A_setting_that_no_column_can_hold_is_refused()
    {
        Assert.IsNotNull(SettingCatalogue.Find("base_url")!.Fault("https://receiver.test/" + new string('a', DeclaredLength.BaseUrl)));
        Assert.IsNotNull(SettingCatalogue.Find("ssd_schema")!.Fault("[" + string.Concat(Enumerable.Repeat("]]", 128)) + "].[" + string.Concat(Enumerable.Repeat("]]", 128)) + "]"));
        Assert.IsNull(SettingCatalogue.Find("ssd_schema")!.Fault(new string('d', 128) + "." + new string('s', 128)));
    }
}

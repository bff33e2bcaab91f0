using SsdClr.Data;
using SsdClr.Runs;
using SsdClr.Tests.Submission;

namespace SsdClr.Tests.Runs;

[TestClass]
public sealed class RunLogTests
{
    private static readonly RunOrigin s_origin = new("server", "agent", AgentJobStep.Find("SQLAgent - TSQL JobStep (Job 0x33221100554477668899AABBCCDDEEFF : Step 2)"));

    [TestMethod]
    public void The_first_run_is_1()
    {
        using var database = new CscDatabase();
        Assert.AreEqual(1, Start(database));
    }

    [TestMethod]
    public void Runs_are_numbered_onwards()
    {
        using var database = new CscDatabase();
        Start(database);
        database.Execute("UPDATE csc.run_log SET run_id = 41");
        Assert.AreEqual(42, Start(database));
    }

    [TestMethod]
    public void A_start_says_what_when_where_and_who()
    {
        using var database = new CscDatabase();
        Start(database, RunOperation.Refresh);
        Assert.AreEqual(
            "refresh 2026-05-04 2026-05-04 03:02:01 running server agent 00112233-4455-6677-8899-AABBCCDDEEFF 2 " + ProgramVersion.Text,
            database.Value("SELECT operation || ' ' || as_of || ' ' || started_at || ' ' || verdict || ' ' || host_name || ' ' || login_name || ' ' || agent_job || ' ' || agent_step || ' ' || program_version FROM csc.run_log"));
    }

    [TestMethod]
    public void What_is_not_known_is_NULL()
    {
        using var database = new CscDatabase();
        RunLog.Start(database.Context, new TestClock(), RunOperation.Submit, null, new RunOrigin(null, null, null));
        Assert.AreEqual("NULL", database.Value("SELECT COALESCE(as_of, host_name, login_name, agent_job, agent_step) FROM csc.run_log"));
    }

    [TestMethod]
    public void An_end_says_when_and_how()
    {
        using var database = new CscDatabase();
        RunLog.Complete(database.Context, new TestClock(), Start(database), RunVerdict.Failed, "why");
        Assert.AreEqual("2026-05-04 03:02:01 failed why", database.Value("SELECT ended_at || ' ' || verdict || ' ' || message FROM csc.run_log"));
    }

    [TestMethod]
    public void A_long_message_is_cut_to_a_thousand_characters()
    {
        using var database = new CscDatabase();
        RunLog.Complete(database.Context, new TestClock(), Start(database), RunVerdict.Failed, new string('x', 1001));
        Assert.AreEqual(new string('x', 999) + "\u2026", database.Value("SELECT message FROM csc.run_log"));
    }

    [TestMethod]
    public void A_cut_splits_no_surrogate_pair() =>
        Assert.AreEqual("ab\u2026", InvariantText.Cut("ab\ud83d\ude00cd", 4));

    [TestMethod]
    public void A_run_that_never_ended_is_found_interrupted_by_the_next()
    {
        using var database = new CscDatabase();
        Start(database);
        Start(database);
        Assert.AreEqual(
            "interrupted The run ended without recording how; run 2 found it so. What it had in flight is sent again by the next submission.",
            database.Value("SELECT verdict || ' ' || message FROM csc.run_log WHERE run_id = 1 AND ended_at IS NULL"));
    }

    [TestMethod]
    public void A_run_that_ended_keeps_its_verdict()
    {
        using var database = new CscDatabase();
        RunLog.Complete(database.Context, new TestClock(), Start(database), RunVerdict.Succeeded, null);
        Start(database);
        Assert.AreEqual("succeeded", database.Value("SELECT verdict FROM csc.run_log WHERE run_id = 1"));
    }

    [TestMethod]
    public void Counts_of_a_refresh_go_where_they_belong()
    {
        using var database = new CscDatabase();
        RunLog.RecordRefresh(database.Context, Start(database), 1, new RefreshCounts { PersonsRead = 2, InCohort = 3, Withheld = 4, New = 5, Updated = 6, Deleted = 7 });
        Assert.AreEqual(
            "1 2 3 4 5 6 7",
            database.Value("SELECT receiver_id || ' ' || persons_read || ' ' || in_cohort || ' ' || withheld || ' ' || new_children || ' ' || updated_children || ' ' || deleted_children FROM csc.run_log"));
    }

    [TestMethod]
    public void Counts_of_a_submission_go_where_they_belong()
    {
        using var database = new CscDatabase();
        RunLog.RecordSubmission(database.Context, Start(database), 1, new SubmissionCounts { Batches = 2, Sent = 3, Children = 4, Accepted = 5, Rejected = 6, OutcomeUnknown = 7 }, "Batch 3: it went wrong.");
        Assert.AreEqual(
            "1 2 3 4 5 6 7 Batch 3: it went wrong.",
            database.Value("SELECT receiver_id || ' ' || batches || ' ' || sent || ' ' || children_sent || ' ' || accepted || ' ' || rejected || ' ' || outcome_unknown || ' ' || first_trouble FROM csc.run_log"));
    }

    private static long Start(CscDatabase database, RunOperation operation = RunOperation.Run) =>
        RunLog.Start(database.Context, new TestClock(), operation, new DateTime(2026, 5, 4), s_origin);
}

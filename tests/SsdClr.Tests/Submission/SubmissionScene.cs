using SsdClr.Settings;
using SsdClr.Submission;
using SsdClr.Submission.Http;

namespace SsdClr.Tests.Submission;

/// <summary>A database, a receiver and a clock for one test.</summary>
internal sealed class SubmissionScene : IDisposable
{
    internal SubmissionScene(string? file = null)
    {
        Database = new CscDatabase(file);
        Database.Execute(
            "INSERT INTO csc.run_log (run_id, operation, started_at, verdict, program_version) VALUES (7, 'submit', '2026-05-04', 'running', '0')");
        Clock = new TestClock();
        Receiver = new ScriptedTransport(Clock);
    }

    internal CscDatabase Database { get; }

    internal TestClock Clock { get; }

    internal ScriptedTransport Receiver { get; }

    internal SubmissionCounts Submit(SettingValues? settings = null, IHttpTransport? transport = null, ISubmissionProgress? progress = null, bool confirmFirstRun = true, Random? jitter = null) => SubmissionRun.Execute(
        Database.Connection, transport ?? Receiver, Clock, jitter ?? new Random(1), settings ?? TestSettings.Complete(), TestSettings.Secrets(), TestSettings.Bounds(), 7, confirmFirstRun, progress);

    /// <summary>Submits and gives the message of the failure that the test expects.</summary>
    internal string SubmitAndFail(SettingValues? settings = null) => Assert.ThrowsExactly<SubmissionException>(() => Submit(settings)).Message;

    public void Dispose() => Database.Dispose();
}

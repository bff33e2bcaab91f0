using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Http;

namespace SsdClr.Tests.Submission;

/// <summary>A database, a receiver and a clock for one test.</summary>
internal sealed class SubmissionScene : IDisposable
{
    internal SubmissionScene(string? file = null)
    {
        Database = new CscDatabase(file);
        Database.Execute(
            "INSERT INTO csc.run_log (run_id, operation, started_at, verdict, program_version) VALUES (7, 'submit', '2026-05-04 03:02:01', 'running', '0')");
        Clock = new TestClock();
        Receiver = new ScriptedTransport(Clock);
    }

    internal CscDatabase Database { get; }

    internal TestClock Clock { get; }

    internal ScriptedTransport Receiver { get; }

    internal SubmissionCounts Submit(SettingValues? settings = null, IHttpTransport? transport = null, ISubmissionProgress? progress = null, bool confirmFirstRun = true, Random? jitter = null) => SubmissionRun.Execute(
        Database.Context, transport ?? Receiver, Clock, jitter ?? new FixedChance(0), settings ?? TestSettings.Complete(), TestSettings.Secrets(), new SubmissionOrder(7, TestSettings.Bounds(), confirmFirstRun, progress));

    /// <summary>Submits and gives the message of the failure that the test expects.</summary>
    internal string SubmitAndFail(SettingValues? settings = null, Random? jitter = null) =>
        Assert.ThrowsExactly<SubmissionException>(() => Submit(settings, jitter: jitter)).Message;

    /// <summary>Submits with no patience at all: the first failure that may pass by itself stops the run. Gives its message.</summary>
    internal string SubmitUntilTrouble(params (string Name, string Value)[] changes) => SubmitAndFail(TestSettings.Complete([("circuit_failures", "1"), .. changes]));

    /// <summary>How many seconds passed between each POST of children and the next.</summary>
    internal string Gaps() => string.Join(
        ' ', Receiver.Moments.Zip(Receiver.Moments.Skip(1), (one, next) => (next - one).TotalSeconds.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture)));

    public void Dispose() => Database.Dispose();
}

using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Configuration;

namespace SsdClr.Tests.Submission;

[TestClass]
public sealed class SubmissionBoundsTests : IDisposable
{
    private static readonly EnvironmentKey Here = new("SERVER", "11111111-1111-1111-1111-111111111111");

    private readonly SubmissionScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    [DataRow("base_url", "https://elsewhere.test/1")]
    [DataRow("token_endpoint", "https://elsewhere.test/token")]
    public void Nothing_is_sent_to_a_host_that_is_not_allowed(string setting, string address)
    {
        _scene.Database.AddPending("1");
        string message = _scene.SubmitAndFail(TestSettings.Complete((setting, address)));
        Assert.AreEqual((0, 0, true), (_scene.Receiver.Children.Count, _scene.Receiver.Tokens.Count, message.Contains("setting " + setting + " names a host or port that is not allowed", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Nothing_is_sent_from_an_environment_that_is_not_confirmed()
    {
        _scene.Database.AddPending("1");
        _scene.Database.Execute("INSERT INTO csc.environment VALUES ('SERVER', '22222222-2222-2222-2222-222222222222', '2026-01-01', '2026-01-01', 'login')");
        _scene.Database.Execute($"INSERT INTO csc.environment VALUES ('SERVER', '{Here.DatabaseKey}', '2026-01-01', NULL, NULL)");
        Assert.ThrowsExactly<SubmissionException>(SubmitFromHere);
        Assert.AreEqual((0, 0), (_scene.Receiver.Children.Count, _scene.Receiver.Tokens.Count));
    }

    [TestMethod]
    public void Nothing_is_sent_from_an_environment_that_was_never_seen()
    {
        _scene.Database.AddPending("1");
        Assert.ThrowsExactly<SubmissionException>(SubmitFromHere);
    }

    [TestMethod]
    public void Children_are_sent_from_the_environment_that_is_confirmed()
    {
        _scene.Database.AddPending("1");
        _scene.Database.Execute($"INSERT INTO csc.environment VALUES ('SERVER', '{Here.DatabaseKey}', '2026-01-01', '2026-01-01', 'login')");
        SubmitFromHere();
        Assert.AreEqual("accepted", _scene.Database.Staging("1", "state"));
    }

    [TestMethod]
    public void Hosts_that_were_added_are_read_from_the_database()
    {
        _scene.Database.Execute("INSERT INTO csc.allowed_host VALUES ('token', 'id.example.org', '2026-01-01', 'login')");
        Assert.IsNull(AllowedHosts.Read(_scene.Database.Context).Fault("token_endpoint", "https://id.example.org/token"));
    }

    private void SubmitFromHere() => SubmissionRun.Execute(
        _scene.Database.Context,
        _scene.Receiver,
        _scene.Clock,
        new Random(1),
        TestSettings.Complete(),
        TestSettings.Secrets(),
        new SubmissionBounds(TestSettings.Bounds().Hosts, Here),
        7,
        confirmFirstRun: true,
        progress: null);
}

using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Configuration;

namespace SsdClr.Tests.Submission;

[TestClass]
public sealed class SubmissionBoundsTests : IDisposable
{
    private static readonly EnvironmentKey s_here = new("SERVER", "11111111-1111-1111-1111-111111111111");

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
    [DataRow("0", "https://receiver.test/children-receiver-test/1", "leads to a test host")]
    [DataRow("1", "https://receiver.test/1", "leads to no test host")]
    [DataRow("1", "https://receiver.test/children-receiver-test/1", "settings changed since the last refresh")]
    public void Nothing_is_sent_where_children_are_of_the_wrong_kind(string scramble, string baseUrl, string expected)
    {
        _scene.Database.AddPending("1");
        string message = _scene.SubmitAndFail(TestSettings.Complete(("scramble", scramble), ("base_url", baseUrl)));
        Assert.AreEqual((0, 0), (_scene.Receiver.Children.Count, _scene.Receiver.Tokens.Count));
        StringAssert.Contains(message, expected, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Nothing_is_sent_from_an_environment_that_is_not_confirmed()
    {
        _scene.Database.AddPending("1");
        _scene.Database.Execute("INSERT INTO csc.environment VALUES ('SERVER', '22222222-2222-2222-2222-222222222222', '2026-01-01', '2026-01-01', 'login')");
        _scene.Database.Execute($"INSERT INTO csc.environment VALUES ('SERVER', '{s_here.DatabaseKey}', '2026-01-01', NULL, NULL)");
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
        _scene.Database.Execute($"INSERT INTO csc.environment VALUES ('SERVER', '{s_here.DatabaseKey}', '2026-01-01', '2026-01-01', 'login')");
        SubmitFromHere();
        Assert.AreEqual("accepted", _scene.Database.Staging("1", "state"));
    }

    [TestMethod]
    public void Hosts_that_were_added_are_read_from_the_database()
    {
        _scene.Database.Execute("INSERT INTO csc.allowed_host (purpose, host, real_records, added_at, added_by) VALUES ('token', 'id.example.org', 0, '2026-01-01', 'login'), ('test', 'lent.example.org', 1, '2026-01-01', 'login')");
        AllowedHosts hosts = AllowedHosts.Read(_scene.Database.Context);
        Assert.AreEqual((null, "lent.example.org"), (hosts.Fault("token_endpoint", "https://id.example.org/token"), hosts.WithRealRecords.Single()));
    }

    private void SubmitFromHere() => SubmissionRun.Execute(
        _scene.Database.Context,
        _scene.Receiver,
        _scene.Clock,
        new Random(1),
        TestSettings.Complete(),
        TestSettings.Secrets(),
        new SubmissionOrder(7, new SubmissionBounds(TestSettings.Bounds().Hosts, s_here), confirmFirstRun: true, progress: null));
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SsdClr.Tests.Companion.Server;

/// <summary>What a command says when it cannot reach the server it was told of. Nothing listens at the port that these give.</summary>
[TestClass]
public sealed class ServerCommandTests : IDisposable
{
    private static readonly Lazy<Task<CommandRun>> s_unreached = new(() => CommandRun.OfAsync("status", "--connection", Unreachable(), "--verbose"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("payloads")]
    [DataRow("cohort")]
    [DataRow("issues")]
    [DataRow("changes", "--summary")]
    [DataRow("status")]
    [DataRow("sample")]
    [DataRow("load", "--csv", "extract")]
    [DataRow("refresh")]
    [DataRow("run")]
    [DataRow("set", "la_code", "301")]
    [DataRow("settings")]
    [DataRow("report", "--out", "report.html")]
    [DataRow("requeue", "--all")]
    [DataRow("purge-history")]
    [DataRow("takeover")]
    [DataRow("allow-host", "gateway.example.gov.uk")]
    [DataRow("confirm-environment")]
    public async Task Every_command_that_takes_a_database_takes_a_connection(params string[] command)
    {
        var run = await CommandRun.OfAsync([.. command, "--connection"]);
        Assert.StartsWith("error: --connection has no value.", run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_server_that_is_not_there_ends_with_1() => Assert.AreEqual(1, (await s_unreached.Value).ExitCode);

    [TestMethod]
    public async Task A_server_that_is_not_there_is_one_line_that_says_what_to_try() =>
        Assert.Contains("error: Nothing answers at 127.0.0.1,", (await s_unreached.Value).Messages, StringComparison.Ordinal);

    [TestMethod]
    public async Task No_message_holds_the_password() => Assert.DoesNotContain("marked", (await s_unreached.Value).Messages, StringComparison.Ordinal);

    [TestMethod]
    public async Task A_password_on_the_command_line_is_warned_about() =>
        Assert.Contains("warning: --connection holds a password", (await s_unreached.Value).Messages, StringComparison.Ordinal);

    [TestMethod]
    public async Task A_name_nobody_knows_is_told_from_a_closed_port()
    {
        var run = await CommandRun.OfAsync("status", "--connection", "Server=no-such-server.invalid;Database=SSD;User ID=reader;Password=marked;Connect Timeout=1");
        Assert.Contains("There is no server no-such-server.invalid", run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task The_environment_can_hold_the_connection()
    {
        var run = await CommandRun.OfAsync(TimeProvider.System, name => name == "SSDCLR_CONNECTION" ? "Server=SQL01;Password=marked" : null, "status", "--connection");
        Assert.StartsWith("error: The connection string names no database", run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_settings_file_can_hold_the_connection()
    {
        _folder.Write("live.json", """{ "connection": "Server=SQL01;Password=marked" }""");
        var run = await CommandRun.OfAsync("status", "--connection", "--settings", _folder["live.json"]);
        Assert.Contains("error: The connection string names no database", run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Without_a_database_both_options_are_named()
    {
        var run = await CommandRun.OfAsync("status");
        Assert.StartsWith("error: Give either --database FILE or --connection.", run.Messages, StringComparison.Ordinal);
    }

    // A port that was free a moment ago.
    private static string Unreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return string.Create(CultureInfo.InvariantCulture, $"Server=127.0.0.1,{port};Database=SSD;User ID=reader;Password=marked;Connect Timeout=1");
    }
}

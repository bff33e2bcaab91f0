using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using SsdClr.Local.Database;
using SsdClr.Local.Receiver;
using SsdClr.Payload.Reading;
using SsdClr.Tests.Companion;

namespace SsdClr.Tests.Submission;

/// <summary>
/// Which certificates are accepted, judged by the platform alone. The program runs as a process of its own that trusts the authority of the
/// test: OpenSSL reads SSL_CERT_FILE, so a certificate is refused for the one fault it has, and the one without fault is accepted.
/// </summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class CertificateTests : IDisposable
{
    private const string Refused = "No access token: the certificate of localhost was not accepted";
    private const string Reached = "No access token: the token endpoint refused the request with status 400";

    private readonly Companion.TemporaryFolder _folder = new();
    private readonly CertificateAuthority _authority = new();

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    public async Task A_certificate_without_fault_is_accepted() => StringAssert.Contains(await RunAsync(_authority.Issue("localhost")), Reached, StringComparison.Ordinal);

    [TestMethod]
    public async Task One_for_another_host_is_refused() => StringAssert.Contains(await RunAsync(_authority.Issue("other.example")), Refused, StringComparison.Ordinal);

    [TestMethod]
    public async Task One_that_has_expired_is_refused() => StringAssert.Contains(await RunAsync(_authority.Issue("localhost", from: -3, until: -1)), Refused, StringComparison.Ordinal);

    [TestMethod]
    public async Task One_that_is_not_good_yet_is_refused() => StringAssert.Contains(await RunAsync(_authority.Issue("localhost", from: 1, until: 3)), Refused, StringComparison.Ordinal);

    [TestMethod]
    public async Task One_that_vouches_for_itself_is_refused() => StringAssert.Contains(await RunAsync(LoopbackCertificate.Create()), Refused, StringComparison.Ordinal);

    [TestMethod]
    public async Task One_of_an_unknown_authority_is_refused()
    {
        using var unknown = new CertificateAuthority();
        StringAssert.Contains(await RunAsync(unknown.Issue("localhost")), Refused, StringComparison.Ordinal);
    }

    /// <summary>Runs against a token endpoint with that certificate.</summary>
    /// <returns>What the program said.</returns>
    private async Task<string> RunAsync(X509Certificate2 certificate)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            context =>
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            },
            certificate);
        string authority = _folder["authority.pem"];
        await File.WriteAllTextAsync(authority, _authority.Pem);
        string database = _folder["children.db"];
        Assert.AreEqual(0, (await CommandRun.OfAsync("sample", "--children", "20", "--database", database)).ExitCode);
        AllowEmptyTables(database);
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Join(AppContext.BaseDirectory, "ssdclr.dll"), "run", "--database", database, "--as-of", "2026-03-31", "--confirm-first-run",
                "--base-url", server.Address.ToString(), "--token-endpoint", server.Address.ToString(), "--la-code", "999", "--client-id", "c", "--scope", "s",
            ])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["SSL_CERT_FILE"] = authority;
        start.Environment["SSDCLR_CLIENT_SECRET"] = "secret";
        start.Environment["SSDCLR_SUPPLIER_KEY"] = "key";
        start.Environment["NO_PROXY"] = "localhost";
        using var process = Process.Start(start)!;
        string said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.AreEqual(1, process.ExitCode, said);
        return said;
    }

    private static void AllowEmptyTables(string file)
    {
        using var database = LocalDatabase.OpenFile(file, mustExist: true);
        using var command = database.Connection.CreateCommand();
        command.CommandText = "INSERT OR REPLACE INTO csc.setting (name, value, changed_at, changed_by) VALUES ('empty_tables', '" + string.Join(';', ChildQuery.Tables) + "', '2026-01-01', 'test')";
        command.ExecuteNonQuery();
    }
}

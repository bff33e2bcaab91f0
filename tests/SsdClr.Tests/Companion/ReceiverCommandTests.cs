using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using SsdClr.Local.Commands;

namespace SsdClr.Tests.Companion;

/// <summary>What 'ssdclr receiver' refuses before it listens, writes and prints.</summary>
[TestClass]
public sealed class ReceiverCommandTests
{
    [TestMethod]
    public async Task A_fault_that_is_none_is_refused_with_what_can_be_written()
    {
        var run = await CommandRun.OfAsync("receiver", "--port", "0", "--fault", "503", "--fault", "nonsense");
        Assert.AreEqual(ExitCode.Failure, run.ExitCode);
        StringAssert.Contains(run.MessageLines.Single(), "'nonsense' is no fault. A fault is a status (300 to 599) or one of ", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_chance_is_0_to_1()
    {
        var run = await CommandRun.OfAsync("receiver", "--port", "0", "--fault-chance", "2");
        Assert.AreEqual(ExitCode.Failure, run.ExitCode);
        StringAssert.Contains(run.MessageLines.Single(), "The chance of a fault must be 0 to 1.", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task It_writes_its_certificate_and_prints_why_it_refused()
    {
        var folder = Directory.CreateTempSubdirectory("ssdclr-").FullName;
        var file = Path.Combine(folder, "receiver.crt");
        using var receiver = Start(file);
        try
        {
            var address = (await receiver.StandardOutput.ReadLineAsync())!.Split(' ')[^1];
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(file);
            using var handler = new SocketsHttpHandler();
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { certificate }, RevocationMode = X509RevocationMode.NoCheck };
            using var client = new HttpClient(handler);
            using var page = await client.GetAsync(new Uri(new Uri(address), "/"));
            Assert.IsTrue(page.IsSuccessStatusCode);

            using var refused = await client.PostAsync(new Uri($"{address}/children_social_care_data/999/children"), new StringContent("[]"));
            string? line;
            while ((line = await receiver.StandardOutput.ReadLineAsync()) is not null && !line.Contains("refused", StringComparison.Ordinal))
            {
            }

            Assert.EndsWith("UTC: refused children, status 401.", line, StringComparison.Ordinal);
            Assert.AreEqual("  The bearer token is missing, unknown or expired: get a new one from the token endpoint.", await receiver.StandardOutput.ReadLineAsync());
        }
        finally
        {
            receiver.Kill();
            await receiver.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string certificateFile) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(ReceiverCommand).Assembly.Location, "receiver", "--port", "0", "--write-certificate", certificateFile])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}

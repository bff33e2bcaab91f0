using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using SsdClr.Local.Commands;

namespace SsdClr.Tests.Companion;

/// <summary>What 'ssdclr receiver' refuses before it listens.</summary>
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
    public async Task Who_trusts_the_certificate_it_writes_needs_no_pin()
    {
        var folder = Directory.CreateTempSubdirectory("ssdclr-").FullName;
        var file = Path.Combine(folder, "receiver.crt");
        var start = new ProcessStartInfo("dotnet", [typeof(ReceiverCommand).Assembly.Location, "receiver", "--port", "0", "--write-certificate", file])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var receiver = Process.Start(start)!;
        try
        {
            var address = (await receiver.StandardOutput.ReadLineAsync())!.Split(' ')[^1];
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(file);
            using var handler = new SocketsHttpHandler();
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { certificate }, RevocationMode = X509RevocationMode.NoCheck };
            using var client = new HttpClient(handler);
            using var page = await client.GetAsync(new Uri(new Uri(address), "/"));
            Assert.IsTrue(page.IsSuccessStatusCode);
        }
        finally
        {
            receiver.Kill();
            await receiver.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}

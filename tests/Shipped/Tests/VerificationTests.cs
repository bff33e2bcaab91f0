using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace SsdClr.Shipped.Tests;

/// <summary>The IL of the shipped assemblies, verified by Mono's pedump: a second opinion beside the verifier of the database tests, which reads it with Cecil.</summary>
[TestClass]
public sealed class VerificationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ssdclr-pedump-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Shipped_assemblies_are_verifiable()
    {
        DacpacAssemblies.WriteTo(_folder);

        Assert.HasCount(2, DacpacAssemblies.All);
        foreach (var name in DacpacAssemblies.All.Keys)
        {
            Assert.AreEqual((0, string.Empty), Verify(_folder, name + ".dll"), name);
        }
    }

    [TestMethod]
    public void Planted_code_is_found_not_verifiable()
    {
        string forbidden = typeof(VerificationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "SsdClr.Forbidden").Value!;

        var (code, findings) = Verify(Path.GetDirectoryName(forbidden)!, Path.GetFileName(forbidden));

        Assert.AreNotEqual(0, code);
        Assert.Contains("Intruction calli is not verifiable", findings, StringComparison.Ordinal);
    }

    private static (int Code, string Findings) Verify(string folder, string file)
    {
        try
        {
            var start = new ProcessStartInfo("pedump", ["--verify", "all", file]) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
            // The assemblies refer to each other.
            start.Environment["MONO_PATH"] = folder;
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            string findings = process.StandardOutput.ReadToEnd() + errors.Result;
            process.WaitForExit();
            return (process.ExitCode, findings.Trim());
        }
        catch (Win32Exception)
        {
            Mono.Miss("pedump is not installed. Install mono-utils to verify the shipped DLLs a second time.");
            throw;
        }
    }
}

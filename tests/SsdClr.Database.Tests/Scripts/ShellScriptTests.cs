using System.ComponentModel;
using System.Diagnostics;

namespace SsdClr.Database.Tests.Scripts;

/// <summary>Shell scripts of the repository, read by shellcheck where it is installed.</summary>
[TestClass]
public sealed class ShellScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ssdclr-shell-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Shellcheck_finds_nothing_in_any_shell_script()
    {
        var scripts = CheckedOut.Files(CheckedOut.Repository.Root).Where(IsShellScript).ToList();

        CollectionAssert.Contains(scripts.ConvertAll(CheckedOut.Repository.Relative), ".ci/run");
        Assert.AreEqual(string.Empty, Findings(scripts));
    }

    [TestMethod]
    public void Shellcheck_finds_a_planted_fault()
    {
        string planted = Path.Combine(_folder, "planted");
        File.WriteAllText(planted, "#!/usr/bin/env bash\nrm -r $1\n");

        Assert.IsTrue(IsShellScript(planted));
        Assert.Contains("SC2086", Findings([planted]), StringComparison.Ordinal);
    }

    private static bool IsShellScript(string path)
    {
        using var reader = new StreamReader(path);
        var start = new char[64];
        string line = new string(start, 0, reader.ReadBlock(start)).Split('\n')[0];
        return line.StartsWith("#!", StringComparison.Ordinal) && line.TrimEnd().EndsWith("sh", StringComparison.Ordinal);
    }

    private static string Findings(List<string> scripts)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("shellcheck", ["--format=gcc", .. scripts]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            string findings = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return findings;
        }
        catch (Win32Exception)
        {
            const string absence = "shellcheck is not installed: no shell script was read.";
            Assert.AreNotEqual("1", Environment.GetEnvironmentVariable("SSDCLR_REQUIRE_SHELLCHECK"), absence);
            Assert.Inconclusive(absence);
            throw;
        }
    }
}

using System.Diagnostics;
using SsdClr.Local.Database;

namespace SsdClr.Tests.Companion;

/// <summary>The program as a process of its own, killed at work.</summary>
[TestClass]
public sealed class KilledProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task A_sample_that_is_killed_leaves_a_database_without_children()
    {
        await KillSampleAtWorkAsync();
        using var database = LocalDatabase.OpenFile(_folder["children.db"], mustExist: true);
        using var command = database.Connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM dbo.ssd_person";
        Assert.AreEqual(0L, command.ExecuteScalar());
    }

    [TestMethod]
    public async Task A_sample_that_is_killed_frees_its_lock()
    {
        await KillSampleAtWorkAsync();
        Assert.AreEqual(0, (await CommandRun.OfAsync("sample", "--children", "5", "--database", _folder["children.db"])).ExitCode);
    }

    private async Task KillSampleAtWorkAsync()
    {
        var program = Path.Join(AppContext.BaseDirectory, "ssdclr.dll");
        // More children than fit into SQLite's cache, so that rows are in the file when the process dies.
        var start = new ProcessStartInfo("dotnet", [program, "sample", "--children", "1000000", "--database", _folder["children.db"]]) { UseShellExecute = false, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        try
        {
            while (!HasGrown())
            {
                Assert.IsFalse(process.HasExited, "The sample ended before it could be killed.");
                await Task.Delay(20);
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private bool HasGrown()
    {
        const int MoreThanTheEmptyTables = 2_000_000;
        var file = new FileInfo(_folder["children.db"]);
        return file.Exists && file.Length > MoreThanTheEmptyTables;
    }
}

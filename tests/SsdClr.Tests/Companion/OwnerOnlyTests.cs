using SsdClr.Local.Database;

namespace SsdClr.Tests.Companion;

/// <summary>Files that hold records of children may be read by their owner alone.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class OwnerOnlyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_new_database_is_its_owners()
    {
        LocalDatabase.OpenFile(_folder["children.db"], mustExist: false).Dispose();
        AssertOwners("children.db");
        AssertOwners("children.csc.db");
    }

    [TestMethod]
    public async Task A_file_of_payloads_is_its_owners()
    {
        await CommandRun.OfAsync("sample", "--children", "5", "--database", _folder["children.db"]);
        await CommandRun.OfAsync("payloads", "--database", _folder["children.db"], "--as-of", "2026-03-31", "--out", _folder["payloads.ndjson"]);
        AssertOwners("payloads.ndjson");
    }

    private void AssertOwners(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder[file]));
        }
    }
}

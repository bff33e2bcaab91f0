using SsdClr.Build.Installation;
using SsdClr.Build.Signing;
using SsdClr.Build.Trust;
using SsdClr.Database.Tests.Signing;
using SsdClr.Database.Tests.Simulated;

namespace SsdClr.Database.Tests.Install;

/// <summary>The scripts of trust and of installation one after another on one server, with the signed build and with the unsigned one.</summary>
[TestClass]
public sealed class TrustedInstallTests
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Each_script_finds_what_the_one_before_it_left(bool isSigned)
    {
        var repository = isSigned ? SignedOutput.Repository : CheckedOut.Repository;
        var scripts = TrustScripts.Make(repository, AssemblySignature.Of(repository));
        using var database = new InstalledDatabase();
        var before = database.Server.State;

        InstalledDatabase.AssertNoError(InMaster(database, scripts[0].Text));
        var window = new QueryWindow(database.Server);
        window.Run(InstallScript.Write(Release.Of(repository).Whole, []));
        InstalledDatabase.AssertNoError(window);
        Assert.Contains("would not load any more: [reporting].", InMaster(database, scripts[1].Text).Errors.Single().Message, StringComparison.Ordinal);
        InstalledDatabase.AssertNoError(database.Uninstall());
        InstalledDatabase.AssertNoError(InMaster(database, scripts[1].Text));

        Assert.AreEqual(before, database.Server.State);
    }

    private static QueryWindow InMaster(InstalledDatabase database, string script)
    {
        var window = new QueryWindow(database.Server);
        database.Server.In("master", () => window.Run(script));
        return window;
    }
}

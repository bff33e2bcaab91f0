using Microsoft.SqlServer.Dac;
using SsdClr.Build.Installation;
using SsdClr.Build.Packaging;
using BuildDacpac = SsdClr.Build.Packaging.Dacpac;

namespace SsdClr.Database.Tests.Install;

/// <summary>What publishing one version's package over another's would run, with default options, as DacFx tells it.</summary>
[TestClass]
public sealed class DacpacUpgradeTests
{
    private static readonly Lazy<byte[]> s_next = new(() => BuildDacpac.Make(Release.Published(SyntheticVersions.Next.Whole)));
    private static readonly Lazy<byte[]> s_payloadOnly = new(() => BuildDacpac.Make(Release.Published(CheckedOut.Release.PayloadOnly)));
    private static readonly Lazy<string> s_upgrade = new(() => PublishScript(s_next.Value, CheckedOut.SsdClrDacpac));

    [TestMethod]
    public void Upgrade_adds_columns_and_rebuilds_no_table()
    {
        Assert.Contains("ADD [note]", s_upgrade.Value, StringComparison.Ordinal);
        Assert.Contains("ADD [is_paused]", s_upgrade.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("tmp_ms_xx", s_upgrade.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("DROP TABLE", s_upgrade.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("DROP COLUMN", s_upgrade.Value, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Upgrade_drops_no_routine_and_alters_no_option_of_the_database()
    {
        AssertNothingIsDropped(s_upgrade.Value);
        Assert.DoesNotContain("ALTER DATABASE", s_upgrade.Value, StringComparison.OrdinalIgnoreCase);
    }

    [TestMethod]
    public void Upgrade_notes_the_version() => Assert.Contains("VALUES (N'0.2.0', N'whole', N'dacpac',", s_upgrade.Value, StringComparison.Ordinal);

    /// <summary>Why docs/upgrade.md sends whoever goes back to the script.</summary>
    [TestMethod]
    public void Going_back_by_package_would_drop_columns()
    {
        var script = PublishScript(CheckedOut.SsdClrDacpac, s_next.Value);

        Assert.Contains("DROP COLUMN [note]", script, StringComparison.Ordinal);
    }

    /// <summary>Why docs/upgrade.md names an option for authorities with indexes of their own on our tables.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Index_of_an_authority_on_our_table_is_dropped_unless_an_option_says_otherwise(bool drop)
    {
        var theirs = CheckedOut.SsdClr with { Sources = [.. CheckedOut.SsdClr.Sources, new("theirs.sql", "CREATE NONCLUSTERED INDEX [IX_theirs] ON [csc].[run_log] ([started_at]);\n")] };

        var script = PublishScript(CheckedOut.SsdClrDacpac, BuildDacpac.Make(theirs), new DacDeployOptions { DropIndexesNotInSource = drop });

        Assert.AreEqual(drop, script.Contains("DROP INDEX [IX_theirs]", StringComparison.Ordinal));
        Assert.IsTrue(new DacDeployOptions().DropIndexesNotInSource);
    }

    [TestMethod]
    public void Whole_product_over_previews_alone_drops_nothing()
    {
        var script = PublishScript(CheckedOut.SsdClrDacpac, s_payloadOnly.Value);

        Assert.Contains("CREATE ASSEMBLY [SsdClr.Submission]", script, StringComparison.Ordinal);
        AssertNothingIsDropped(script);
    }

    [TestMethod]
    public void Previews_alone_over_the_whole_product_drop_nothing() =>
        AssertNothingIsDropped(PublishScript(s_payloadOnly.Value, CheckedOut.SsdClrDacpac));

    [TestMethod]
    public void Previews_alone_compile_for_every_version_and_hold_one_assembly()
    {
        BuildDacpac.Check(CheckedOut.Release.PayloadOnly.Package);

        CollectionAssert.AreEqual(new[] { "ASSEMBLY SsdClr.Payload" }, ObjectList.Of(s_payloadOnly.Value).Where(line => line.StartsWith("ASSEMBLY", StringComparison.Ordinal)).ToList());
    }

    [TestMethod]
    [DataRow("FUNCTION csc.payloads")]
    [DataRow("FUNCTION csc.cohort")]
    [DataRow("FUNCTION csc.payload_issues")]
    [DataRow("FUNCTION csc.payload_issue_summary")]
    [DataRow("FUNCTION csc.json_pretty")]
    [DataRow("FUNCTION csc.preflight_ssd_steps")]
    [DataRow("PROCEDURE csc.data_quality")]
    [DataRow("PROCEDURE csc.set_setting")]
    [DataRow("FUNCTION csc.setting_definitions")]
    [DataRow("VIEW csc.model_fields")]
    [DataRow("ROLE csc_analyst")]
    [DataRow("TABLE csc.staging")]
    public void Previews_alone_hold_what_an_analyst_needs(string line) => Assert.Contains(line, ObjectList.Of(s_payloadOnly.Value));

    [TestMethod]
    [DataRow("PROCEDURE csc.submit_pending")]
    [DataRow("PROCEDURE csc.run")]
    [DataRow("PROCEDURE csc.submit")]
    [DataRow("FUNCTION csc.preflight_submission_steps")]
    [DataRow("USER csc_submission_owner")]
    public void Previews_alone_hold_nothing_that_sends(string line) => Assert.DoesNotContain(line, ObjectList.Of(s_payloadOnly.Value));

    private static void AssertNothingIsDropped(string script) => Assert.IsFalse(Array.Exists(script.Split('\n'), line => line.StartsWith("DROP ", StringComparison.Ordinal)));

    private static string PublishScript(byte[] dacpac, byte[] target, DacDeployOptions? options = null)
    {
        using var source = DacPackage.Load(new MemoryStream(dacpac), DacSchemaModelStorageType.Memory);
        using var existing = DacPackage.Load(new MemoryStream(target), DacSchemaModelStorageType.Memory);
        return DacServices.GenerateDeployScript(source, existing, "reporting", options ?? new DacDeployOptions());
    }
}

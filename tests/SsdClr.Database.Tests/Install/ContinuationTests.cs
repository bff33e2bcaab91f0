using SsdClr.Build;
using SsdClr.Build.Installation;
using BuildDacpac = SsdClr.Build.Packaging.Dacpac;

namespace SsdClr.Database.Tests.Install;

/// <summary>Each version keeps what every earlier one holds; what is new comes last.</summary>
[TestClass]
public sealed class ContinuationTests
{
    [TestMethod]
    public void Version_in_hand_keeps_what_every_released_version_holds() =>
        Assert.AreEqual(string.Empty, string.Join('\n', Manifest.Released(CheckedOut.Repository, BuildDacpac.Version).SelectMany(earlier => Continuation.Faults(earlier, CheckedOut.Release.Manifest))));

    [TestMethod]
    public void Next_version_with_more_at_the_end_of_everything_is_a_continuation() =>
        Assert.IsEmpty(Continuation.Faults(CheckedOut.Release.Manifest, SyntheticVersions.Next.Manifest));

    [TestMethod]
    [DataRow("sql/csc/Tables/setting.sql", "    [value]      nvarchar(4000) NOT NULL,\n", "", "column value")]
    [DataRow("sql/csc/Tables/setting.sql", "nvarchar(4000) NOT NULL", "nvarchar(400)  NOT NULL", "column value")]
    [DataRow("sql/csc/Tables/setting.sql", "    [name]  ", "    [kind] int NULL,\n    [name]  ", "column name")]
    [DataRow("sql/csc/Tables/run_log.sql", "    [children_sent]    int            NULL,", "    [children_sent]    int            NULL,\n    [note] int NOT NULL,", "new column note")]
    [DataRow("sql/csc/Tables/environment.sql", "[csc].[environment]", "[csc].[environments]", "table csc.environment: is gone")]
    [DataRow("sql/csc/Views/status.sql", "MIN([s].[state_changed_at]) AS [oldest_state_changed_at],", "", "view csc.status: returned")]
    [DataRow("sql/csc/Views/status.sql", "CREATE VIEW [csc].[status]", "CREATE VIEW [csc].[states]", "view csc.status: is gone")]
    [DataRow("sql/csc/Procedures/set_setting.sql", "    @value nvarchar", "    @new_value nvarchar", "procedure csc.set_setting: parameters were")]
    [DataRow("sql/csc/Functions/cohort_in_range.sql", "    @as_of           date,", "    @as_of           datetime,", "table function csc.cohort_in_range: parameters were")]
    [DataRow("sql/csc/Functions/cohort_in_range.sql", "nvarchar(2000)", "nvarchar(2001)", "table function csc.cohort_in_range: returned")]
    [DataRow("sql/csc/Functions/json_pretty.sql", "[JsonPretty]", "[Pretty]", "scalar function csc.json_pretty: is now")]
    [DataRow("sql/csc/Security/csc_auditor.sql", "[csc_auditor]", "[csc_reader]", "role csc_auditor: is gone")]
    public void What_is_taken_away_moved_or_changed_is_a_fault_that_names_it(string file, string right, string wrong, string fault)
    {
        var changed = SchemaObject.Read(SyntheticVersions.With(CheckedOut.SsdClr, file, right, wrong).Sources);

        var faults = Continuation.Faults(CheckedOut.Release.Manifest, Release.ManifestOf("0.2.0", changed));

        Assert.HasCount(1, faults);
        Assert.StartsWith("Since 0.1.0: ", faults[0], StringComparison.Ordinal);
        Assert.Contains(fault, faults[0], StringComparison.Ordinal);
    }

    [TestMethod]
    public void Permission_set_of_an_assembly_stays()
    {
        var later = CheckedOut.Release.Manifest with { Assemblies = new Dictionary<string, string>(StringComparer.Ordinal) { ["SsdClr.Payload"] = "UNSAFE", ["SsdClr.Submission"] = "EXTERNAL_ACCESS" } };

        Assert.AreEqual("Since 0.1.0: assembly SsdClr.Payload: was SAFE, and has to stay so.", Continuation.Faults(CheckedOut.Release.Manifest, later).Single());
    }

    [TestMethod]
    [DataRow(null, "setting scramble: is gone. ")]
    [DataRow("1", "setting scramble: its default was '0' and is '1'. ")]
    public void Setting_stays_and_so_does_its_default(string? inTheLater, string fault)
    {
        var settings = CheckedOut.Release.Manifest.Settings.ToDictionary(StringComparer.Ordinal);
        settings.Remove("scramble");
        if (inTheLater is not null)
        {
            settings.Add("scramble", inTheLater);
        }

        var later = CheckedOut.Release.Manifest with { Settings = settings };

        Assert.StartsWith($"Since 0.1.0: {fault}", Continuation.Faults(CheckedOut.Release.Manifest, later).Single(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Build_refuses_a_version_that_is_no_continuation()
    {
        var database = SyntheticVersions.With(CheckedOut.SsdClr, "sql/csc/Security/csc_auditor.sql", "[csc_auditor]", "[csc_reader]");

        Assert.ThrowsExactly<BuildException>(() => new Release("0.2.0", database, CheckedOut.Release.Whole.Assemblies, [CheckedOut.Release.Manifest]));
    }

    [TestMethod]
    public void Manifest_reads_back_as_it_was_written()
    {
        var json = CheckedOut.Release.Manifest.ToJson();

        Assert.AreEqual(json, Manifest.FromJson("0.1.0.json", json).ToJson());
    }

    [TestMethod]
    public void Checked_in_manifest_is_that_of_the_sources() =>
        Assert.AreEqual(CheckedOut.Release.Manifest.ToJson(), File.ReadAllText(Path.Combine(CheckedOut.Repository.Manifests, CheckedOut.Release.Whole.Version + ".json")).ReplaceLineEndings("\n"));

    [TestMethod]
    public void Manifests_of_later_versions_are_not_those_before()
    {
        Assert.IsEmpty(Manifest.Released(CheckedOut.Repository, new Version(0, 1, 0, 0)));
        Assert.HasCount(1, Manifest.Released(CheckedOut.Repository, new Version(0, 1, 1, 0)));
    }

    [TestMethod]
    public void Broken_manifest_is_a_fault_with_its_name()
    {
        var fault = Assert.ThrowsExactly<BuildException>(() => Manifest.FromJson("deploy/manifests/0.1.0.json", "{"));

        Assert.StartsWith("deploy/manifests/0.1.0.json: no manifest: ", fault.Message, StringComparison.Ordinal);
    }
}

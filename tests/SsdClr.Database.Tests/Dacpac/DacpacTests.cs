using Microsoft.SqlServer.Dac;
using Microsoft.SqlServer.Dac.Model;
using SsdClr.Build;
using SsdClr.Build.Installation;
using SsdClr.Build.Packaging;
using BuildDacpac = SsdClr.Build.Packaging.Dacpac;

namespace SsdClr.Database.Tests.Dacpac;

[TestClass]
public sealed class DacpacTests
{
    private const string Collation = "SQL_Latin1_General_CP1_CI_AS";

    [TestMethod]
    public void Same_source_gives_the_same_bytes()
    {
        CollectionAssert.AreEqual(CheckedOut.SsdDacpac, BuildDacpac.Make(CheckedOut.Ssd));
        CollectionAssert.AreEqual(CheckedOut.SsdClrDacpac, BuildDacpac.Make(Release.Published(CheckedOut.Release.Whole)));
    }

    [TestMethod]
    public void Package_loads_with_its_name_and_version()
    {
        using var package = Load(CheckedOut.SsdClrDacpac);

        Assert.AreEqual("SsdClr", package.Name);
        Assert.AreEqual(typeof(BuildDacpac).Assembly.GetName().Version, package.Version);
    }

    [TestMethod]
    public void Package_is_one_that_SQL_Server_2016_takes()
    {
        using var stream = new MemoryStream(CheckedOut.SsdClrDacpac);
        using var model = TSqlModel.LoadFromDacpac(stream, new ModelLoadOptions(DacSchemaModelStorageType.Memory, loadAsScriptBackedModel: false));

        Assert.AreEqual(SqlServerVersion.Sql130, model.Version);
    }

    [TestMethod]
    public void Package_holds_the_bytes_of_both_assemblies()
    {
        var script = CreateScript();

        foreach (var assembly in SqlServerAssembly.All)
        {
            Assert.Contains("0x" + Convert.ToHexString(File.ReadAllBytes(assembly.File(CheckedOut.Repository))), script, StringComparison.OrdinalIgnoreCase);
        }
    }

    [TestMethod]
    [DataRow("SsdClr.Payload", "csc_payload_owner", false)]
    [DataRow("SsdClr.Submission", "csc_submission_owner", true)]
    public void Assembly_has_its_own_owner_and_only_the_submission_may_leave_the_server(string name, string owner, bool external)
    {
        var script = CreateScript();
        var start = script.IndexOf($"CREATE ASSEMBLY [{name}]", StringComparison.Ordinal);
        var statement = script[start..script.IndexOf("\nGO", start, StringComparison.Ordinal)];

        Assert.Contains($"AUTHORIZATION [{owner}]", statement, StringComparison.Ordinal);
        Assert.AreEqual(external, statement.Contains("PERMISSION_SET = EXTERNAL_ACCESS", StringComparison.Ordinal));
        Assert.DoesNotContain("UNSAFE", statement, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Assemblies_come_before_the_routines_that_are_in_them()
    {
        var script = CreateScript();
        var lastAssembly = script.LastIndexOf("CREATE ASSEMBLY ", StringComparison.Ordinal);
        var firstRoutine = script.IndexOf("EXTERNAL NAME ", StringComparison.Ordinal);

        Assert.IsGreaterThan(0, lastAssembly);
        Assert.IsGreaterThan(lastAssembly, firstRoutine);
    }

    [TestMethod]
    public void Create_script_leaves_the_options_of_the_database_alone() =>
        Assert.DoesNotContain("ALTER DATABASE", CreateScript(), StringComparison.OrdinalIgnoreCase);

    [TestMethod]
    public void Publishing_to_a_database_with_other_options_leaves_them_alone()
    {
        Assert.DoesNotContain("ALTER DATABASE", PublishScript(CheckedOut.SsdClrDacpac, ExistingDatabase(SqlServerVersion.Sql170)), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ALTER DATABASE", PublishScript(CheckedOut.SsdDacpac, ExistingDatabase(SqlServerVersion.Sql170)), StringComparison.OrdinalIgnoreCase);
    }

    [TestMethod]
    public void Package_as_DacFx_makes_it_would_not_leave_them_alone()
    {
        using var model = DatabaseModel.Compile(CheckedOut.SsdClr.Sources, SqlServerVersion.Sql130, Collation);

        Assert.Contains("ALTER DATABASE", PublishScript(Package(model), ExistingDatabase(SqlServerVersion.Sql130)), StringComparison.OrdinalIgnoreCase);
    }

    [TestMethod]
    public void Publishing_over_a_database_with_SSD_tables_touches_none_of_them()
    {
        using var model = DatabaseModel.Compile(CheckedOut.Ssd.Sources, SqlServerVersion.Sql130, Collation);

        var script = PublishScript(CheckedOut.SsdClrDacpac, Package(model));

        Assert.Contains("CREATE TABLE [csc].[staging]", script, StringComparison.Ordinal);
        Assert.DoesNotContain("[dbo].[ssd_", script, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Publishing_gives_the_same_script_for_every_version_of_SQL_Server()
    {
        var scripts = DatabaseModel.Versions.Select(version => PublishScript(CheckedOut.SsdClrDacpac, ExistingDatabase(version))).ToList();

        Assert.Contains("CREATE TABLE [csc].[staging]", scripts[0], StringComparison.Ordinal);
        foreach (var script in scripts)
        {
            Assert.AreEqual(scripts[0], script);
        }
    }

    [TestMethod]
    [DataRow(SqlServerVersion.Sql130)]
    [DataRow(SqlServerVersion.Sql150)]
    [DataRow(SqlServerVersion.Sql160)]
    [DataRow(SqlServerVersion.Sql170)]
    public void Publishing_again_changes_nothing(SqlServerVersion version)
    {
        using var installed = DatabaseModel.Compile(CheckedOut.SsdClr.Sources, version, Collation);

        var script = PublishScript(CheckedOut.SsdClrDacpac, Package(installed));

        Assert.DoesNotContain("CREATE ", script, StringComparison.Ordinal);
        Assert.DoesNotContain("ALTER ", script, StringComparison.Ordinal);
        Assert.DoesNotContain("DROP ", script, StringComparison.Ordinal);
    }

    [TestMethod]
    public void What_runs_after_a_deployment_is_the_end_of_publishing_in_the_order_of_names()
    {
        var dacpac = BuildDacpac.Make(CheckedOut.Ssd with { PostDeployment = [new("1 first.sql", "PRINT N'first';\n"), new("2 second.sql", "PRINT N'second';\n")] });

        using var package = Load(dacpac);
        Assert.AreEqual("-- 1 first.sql\nPRINT N'first';\nGO\n-- 2 second.sql\nPRINT N'second';\n", new StreamReader(package.PostDeploymentScript).ReadToEnd());
        var script = PublishScript(dacpac, ExistingDatabase(SqlServerVersion.Sql130));
        Assert.IsGreaterThan(script.LastIndexOf("CREATE TABLE", StringComparison.Ordinal), script.IndexOf("N'first'", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Publishing_notes_the_version_at_its_end_and_names_the_way_in()
    {
        var script = PublishScript(CheckedOut.SsdClrDacpac, ExistingDatabase(SqlServerVersion.Sql170));

        Assert.IsGreaterThan(script.LastIndexOf("CREATE PROCEDURE", StringComparison.Ordinal), script.IndexOf("VALUES (N'0.1.0', N'whole', N'dacpac',", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Assembly_that_was_not_built_is_a_fault_that_says_what_to_build()
    {
        var missing = new SqlServerAssembly("SsdClr.Missing", "SAFE", "csc_payload_owner");

        var fault = Assert.ThrowsExactly<BuildException>(() => missing.CreateStatement(CheckedOut.Repository));

        Assert.AreEqual("clr/SsdClr.Missing/bin/Release/net472/SsdClr.Missing.dll: not there. Build deploy/SsdClr.Build, which builds it too.", fault.Message);
    }

    private static DacPackage Load(byte[] dacpac)
    {
        return DacPackage.Load(new MemoryStream(dacpac), DacSchemaModelStorageType.Memory);
    }

    private static string CreateScript()
    {
        using var package = Load(CheckedOut.SsdClrDacpac);
        return DacServices.GenerateCreateScript(package, "reporting", new DacDeployOptions());
    }

    /// <summary>What a publish with default options would run.</summary>
    private static string PublishScript(byte[] dacpac, byte[] target)
    {
        using var source = Load(dacpac);
        using var existing = Load(target);
        return DacServices.GenerateDeployScript(source, existing, "reporting", new DacDeployOptions());
    }

    /// <summary>A database as an authority might run it, with options that differ from those of a new model.</summary>
    private static byte[] ExistingDatabase(SqlServerVersion version)
    {
        using var model = new TSqlModel(version, new TSqlModelOptions
        {
            Collation = "Latin1_General_CI_AS",
            RecoveryMode = RecoveryMode.Simple,
            PageVerifyMode = PageVerifyMode.Checksum,
            AllowSnapshotIsolation = true,
        });
        return Package(model);
    }

    private static byte[] Package(TSqlModel model)
    {
        using var package = new MemoryStream();
        DacPackageExtensions.BuildPackage(package, model, new PackageMetadata { Name = "reporting", Version = "1.0.0.0" }, new PackageOptions { IgnoreValidationErrors = ["*"] });
        return package.ToArray();
    }
}

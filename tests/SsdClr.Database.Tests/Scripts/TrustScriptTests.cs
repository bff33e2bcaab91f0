using System.Security.Cryptography;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build;
using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;
using SsdClr.Build.Signing;
using SsdClr.Build.Trust;
using SsdClr.Database.Tests.Signing;

namespace SsdClr.Database.Tests.Scripts;

/// <summary>The scripts of trust as the build writes them, signed and not signed.</summary>
[TestClass]
public sealed class TrustScriptTests
{
    private static readonly Lazy<IReadOnlyList<DeploymentScript>> s_unsigned = new(() => Filled(CheckedOut.Repository));
    private static readonly Lazy<IReadOnlyList<DeploymentScript>> s_signed = new(() => Filled(SignedOutput.Repository));

    [TestMethod]
    [DataRow(SqlServerVersion.Sql130)]
    [DataRow(SqlServerVersion.Sql150)]
    [DataRow(SqlServerVersion.Sql160)]
    [DataRow(SqlServerVersion.Sql170)]
    public void Filled_scripts_compile(SqlServerVersion version) =>
        ScriptCompiler.Compile(s_unsigned.Value.Concat(s_signed.Value.Select(script => script with { Name = "signed " + script.Name })), version);

    [TestMethod]
    [DataRow("[t].[hash]", "[t].[sha512]", "sha512")]
    [DataRow("[sys].[dm_os_host_info]", "[sys].[Dm_os_host_info]", "Dm_os_host_info")]
    [DataRow("@configvalue = 1", "@value = 1", "@value")]
    [DataRow("[g].[permission_name]", "[g].[permission]", "[permission]")]
    [DataRow("[sys].[sp_add_trusted_assembly] @hash = @hash", "[sys].[sp_add_trusted_assembly] @sha = @hash", "@sha")]
    public void Wrong_name_is_found(string right, string wrong, string named)
    {
        var fault = Assert.ThrowsExactly<BuildException>(() => ScriptCompiler.Compile([DeploymentScript.Named("trust.sql").With(right, wrong)], SqlServerVersion.Sql130));

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Build_writes_both_scripts()
    {
        foreach (var script in s_signed.Value)
        {
            Assert.AreEqual(script.Text, System.Text.Encoding.UTF8.GetString(SignedOutput.File(script.Name)));
        }
    }

    [TestMethod]
    public void Hashes_are_those_of_the_very_bytes_that_are_packaged()
    {
        foreach (var (scripts, repository) in new[] { (s_unsigned.Value, CheckedOut.Repository), (s_signed.Value, SignedOutput.Repository) })
        {
            foreach (var script in scripts)
            {
                foreach (var assembly in SqlServerAssembly.All)
                {
                    var statement = assembly.CreateStatement(repository).Text;
                    var start = statement.IndexOf("0x", StringComparison.Ordinal) + 2;
                    var packaged = Convert.FromHexString(statement.AsSpan(start..statement.IndexOf('\n', start)));

                    CollectionAssert.AreEqual(SHA512.HashData(packaged), Binary(script, assembly.Name == "SsdClr.Payload" ? "@payload_hash" : "@submission_hash"), $"{script.Name} {assembly.Name}");
                }
            }
        }
    }

    [TestMethod]
    public void Signed_scripts_carry_the_bytes_of_the_key_assembly_and_its_token()
    {
        var bytes = File.ReadAllBytes(SignedOutput.Repository.HostedAssembly(AssemblySignature.KeyAssembly));

        foreach (var script in s_signed.Value)
        {
            CollectionAssert.AreEqual(bytes, Binary(script, "@key_assembly"));
            Assert.AreEqual("SsdClr.Key." + SignedOutput.Key.PublicKey.Token, Text(script, "@key_name"));
        }

        Assert.AreEqual("key", Text(s_signed.Value[0], "@trust_by"));
    }

    [TestMethod]
    public void Unsigned_scripts_carry_no_key_and_trust_by_hash()
    {
        Assert.IsTrue(s_unsigned.Value.All(script => Binary(script, "@key_assembly").Length == 0));
        Assert.AreEqual("hash", Text(s_unsigned.Value[0], "@trust_by"));
    }

    [TestMethod]
    public void Every_name_that_is_made_or_dropped_is_the_key_assembly_or_that_of_the_variable()
    {
        foreach (var script in Both)
        {
            var name = Text(script, "@key_name");
            var names = Find<Identifier>(script)
                .Where(identifier => identifier.Value.StartsWith("SsdClr", StringComparison.Ordinal))
                .Select(identifier => identifier.Value)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .ToList();

            CollectionAssert.AreEqual(new[] { "SsdClr.Key", name }, names);
        }
    }

    [TestMethod]
    public void Everything_that_is_made_is_taken_back_by_the_other_script()
    {
        var made = Find<TSqlStatement>(s_signed.Value[0]).Select(Made).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var taken = Find<TSqlStatement>(s_signed.Value[1]).Select(Taken).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();

        Assert.HasCount(6, made);
        CollectionAssert.AreEqual(made, taken);
    }

    [TestMethod]
    public void Everything_that_is_made_is_taken_back_after_an_error()
    {
        var guarded = Find<TryCatchStatement>(s_signed.Value[0]).Single(statement => Fragments.Of<ThrowStatement>(statement.CatchStatements).Count > 0);

        CollectionAssert.AreEqual(
            Fragments.Of<TSqlStatement>(guarded.TryStatements).Select(Made).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList(),
            Fragments.Of<TSqlStatement>(guarded.CatchStatements).Select(Taken).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList());
    }

    [TestMethod]
    public void Nothing_that_can_be_undone_is_changed_before_all_faults_are_reported()
    {
        foreach (var script in Both)
        {
            var report = Find<ThrowStatement>(script)[0].StartOffset;

            Assert.IsTrue(Find<TSqlStatement>(script).Where(statement => Made(statement) is not null || Taken(statement) is not null || statement is ReconfigureStatement).All(statement => statement.StartOffset > report));
        }
    }

    [TestMethod]
    public void Clr_is_enabled_only_when_asked()
    {
        Assert.AreEqual("0", Find<DeclareVariableElement>(s_signed.Value[0]).Single(element => element.VariableName.Value == "@enable_clr").Value is IntegerLiteral value ? value.Value : null);

        var reconfigure = Find<ReconfigureStatement>(s_signed.Value[0]).Single();
        var guard = Find<IfStatement>(s_signed.Value[0]).Where(statement => Fragments.Holds(statement.ThenStatement, reconfigure)).ToList();
        Assert.HasCount(1, guard);
        Assert.Contains("@enable_clr = 1", s_signed.Value[0].Text.Substring(guard[0].Predicate.StartOffset, guard[0].Predicate.FragmentLength), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Enabling_says_first_what_it_changes()
    {
        var reconfigure = Find<ReconfigureStatement>(s_signed.Value[0]).Single();
        var block = Find<BeginEndBlockStatement>(s_signed.Value[0]).Last(statement => Fragments.Holds(statement, reconfigure));

        Assert.IsInstanceOfType<PrintStatement>(block.StatementList.Statements[0]);
    }

    [TestMethod]
    public void Other_script_leaves_the_configuration_of_the_server_alone()
    {
        Assert.IsEmpty(Find<ReconfigureStatement>(s_signed.Value[1]));
        Assert.DoesNotContain("sp_configure", s_signed.Value[1].Text, StringComparison.OrdinalIgnoreCase);
    }

    [TestMethod]
    public void Neither_script_alters_a_database()
    {
        foreach (var script in Both)
        {
            Assert.IsEmpty(Find<AlterDatabaseStatement>(script));
            Assert.DoesNotContain("SET TRUSTWORTHY", script.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [TestMethod]
    public void What_the_server_may_not_know_is_asked_in_a_string()
    {
        string[] since2017 = ["trusted_assemblies", "dm_os_host_info"];

        foreach (var script in Both)
        {
            Assert.IsEmpty(Find<NamedTableReference>(script).Where(table => since2017.Contains(table.SchemaObject.BaseIdentifier.Value, StringComparer.Ordinal)));
        }
    }

    [TestMethod]
    public void Databases_are_asked_for_assemblies_of_the_key()
    {
        Assert.Contains($"LIKE N'%publickeytoken={SignedOutput.Key.PublicKey.Token},%'", Text(s_signed.Value[1], "@use_statement"), StringComparison.Ordinal);
        Assert.Contains("LIKE N'%publickeytoken=none,%'", Text(s_unsigned.Value[1], "@use_statement"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Both_scripts_know_each_other_by_the_same_mark() => Assert.AreEqual(Text(s_signed.Value[0], "@made_by"), Text(s_signed.Value[1], "@made_by"));

    [TestMethod]
    public void Same_assemblies_give_the_same_text() =>
        CollectionAssert.AreEqual(s_signed.Value.Select(script => script.Text).ToList(), Filled(SignedOutput.Repository).Select(script => script.Text).ToList());

    private static IEnumerable<DeploymentScript> Both => [.. s_unsigned.Value, .. s_signed.Value];

    private static List<DeploymentScript> Filled(Repository repository) =>
        [.. TrustScripts.Make(repository, AssemblySignature.Of(repository)).Select(DeploymentScript.Read)];

    /// <summary>What a statement adds to the server.</summary>
    private static string? Made(TSqlStatement statement) => statement switch
    {
        CreateAssemblyStatement create => $"assembly {create.Name.Value}",
        CreateAsymmetricKeyStatement create => $"key {create.Name.Value}",
        CreateLoginStatement create => $"login {create.Name.Value}",
        GrantStatement grant => Permission(grant),
        ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableProcedureReference { ProcedureReference.ProcedureReference.Name.BaseIdentifier.Value: "sp_add_trusted_assembly" } } => "hash",
        _ => null,
    };

    /// <summary>What a statement takes from the server.</summary>
    private static string? Taken(TSqlStatement statement) => statement switch
    {
        DropAssemblyStatement drop => $"assembly {drop.Objects.Single().BaseIdentifier.Value}",
        DropAsymmetricKeyStatement drop => $"key {drop.Name.Value}",
        DropLoginStatement drop => $"login {drop.Name.Value}",
        RevokeStatement revoke => Permission(revoke),
        ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableProcedureReference { ProcedureReference.ProcedureReference.Name.BaseIdentifier.Value: "sp_drop_trusted_assembly" } } => "hash",
        _ => null,
    };

    private static string Permission(SecurityStatement statement) =>
        string.Join(' ', statement.Permissions.Single().Identifiers.Select(identifier => identifier.Value)) + " of " + statement.Principals.Single().Identifier.Value;

    private static byte[] Binary(DeploymentScript script, string variable) =>
        Convert.FromHexString(((BinaryLiteral)Value(script, variable)).Value.AsSpan(2));

    private static string Text(DeploymentScript script, string variable) => ((StringLiteral)Value(script, variable)).Value;

    private static ScalarExpression Value(DeploymentScript script, string variable) =>
        Find<DeclareVariableElement>(script).Single(element => element.VariableName.Value == variable).Value;

    private static List<T> Find<T>(DeploymentScript script)
        where T : TSqlFragment => Fragments.Of<T>(script.Parsed);
}

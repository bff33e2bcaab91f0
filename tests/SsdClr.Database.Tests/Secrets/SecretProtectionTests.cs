using Microsoft.SqlServer.Dac;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build;
using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;
using SsdClr.Database.Tests.Dacpac;
using SsdClr.Database.Tests.Scripts;

namespace SsdClr.Database.Tests.Secrets;

/// <summary>What keeps the secrets unreadable. No server encrypts here: the T-SQL is compiled, and what it does is read from its text.</summary>
[TestClass]
public sealed class SecretProtectionTests
{
    private static readonly string[] s_plainText = ["@value", "@client_secret", "@supplier_key", "@proxy_password", "@scrambling_key", "@key"];

    [TestMethod]
    [DataRow(SqlServerVersion.Sql130)]
    [DataRow(SqlServerVersion.Sql150)]
    [DataRow(SqlServerVersion.Sql160)]
    [DataRow(SqlServerVersion.Sql170)]
    public void Procedures_compile_with_the_columns_of_the_catalogue_and_of_msdb(SqlServerVersion version)
    {
        ScriptCompiler.CompileWithCatalogue([.. new[] { "protect_secrets", "reset_secrets", "encrypt_secret", "read_secrets", "read_scrambling_key", "renew_scrambling_key", "begin_run", "send_pending", "preflight" }.Select(Source)], version);

        // Those that are put together with a password.
        Assert.HasCount(3, Texts());
    }

    [TestMethod]
    [DataRow("protect_secrets", "[p].[major_id]", "[p].[object_id]")]
    [DataRow("protect_secrets", "[sys].[symmetric_keys]", "[sys].[Symmetric_keys]")]
    [DataRow("reset_secrets", "[c].[pvt_key_encryption_type]", "[c].[encryption_type]")]
    [DataRow("encrypt_secret", "[k].[key_guid]", "[k].[guid]")]
    [DataRow("preflight", "[d].[is_master_key_encrypted_by_server]", "[d].[is_master_key_open]")]
    [DataRow("begin_run", "[d].[delayed_durability]", "[d].[durability]")]
    [DataRow("preflight", "[j].[owner_sid]", "[j].[owner]")]
    public void Wrong_name_in_the_catalogue_is_found(string procedure, string right, string wrong)
    {
        var source = Source(procedure);
        Assert.Contains(right, source.Text, StringComparison.Ordinal);

        Assert.ThrowsExactly<BuildException>(() => ScriptCompiler.CompileWithCatalogue(
            [source with { Text = source.Text.Replace(right, wrong, StringComparison.Ordinal) }], SqlServerVersion.Sql130));
    }

    [TestMethod]
    [DataRow(SqlServerVersion.Sql130)]
    [DataRow(SqlServerVersion.Sql170)]
    public void What_runs_after_a_deployment_compiles(SqlServerVersion version) => DatabaseModel.Compile(
        [
            .. CheckedOut.SsdClr.Sources,
            .. CheckedOut.SsdClr.PostDeployment.Select((script, number) => new SqlSource(script.Name, $"CREATE PROCEDURE [csc].[script_{number}] AS\n{script.Text}")),
        ],
        version,
        "Latin1_General_BIN2").Dispose();

    [TestMethod]
    public void A_key_is_renewed_under_the_run_lock()
    {
        var text = Source("renew_scrambling_key").Text;
        var lockTaken = text.IndexOf("@Resource = N'csc.run', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0", StringComparison.Ordinal);

        Assert.IsGreaterThan(0, lockTaken);
        Assert.IsLessThan(text.IndexOf("DELETE FROM [csc].[secret]", StringComparison.Ordinal), lockTaken);
        Assert.IsGreaterThan(text.IndexOf("COMMIT TRANSACTION", StringComparison.Ordinal), text.LastIndexOf("EXECUTE [csc].[release_run_lock]", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Deployment_signs_anew() =>
        Assert.Contains(
            "protect_secrets",
            CheckedOut.SsdClr.PostDeployment.SelectMany(script => Fragments.Of<ExecutableProcedureReference>(DeploymentScript.Parse(script.Name, script.Text))).Select(Called).ToList());

    [TestMethod]
    public void Just_those_that_encrypt_and_read_are_signed()
    {
        var signed = Everything().SelectMany(Fragments.Of<AddSignatureStatement>).Select(statement => statement.Element.BaseIdentifier.Value).ToList();

        CollectionAssert.AreEqual(new[] { "encrypt_secret", "read_secrets", "scrambling_key" }, signed);
    }

    [TestMethod]
    public void Nothing_else_can_ever_be_signed_because_the_private_key_is_gone_before_the_work_is_committed()
    {
        var work = Fragments.Of<TryCatchStatement>(Body("protect_secrets"))[1].TryStatements.Statements;
        var sign = work.ToList().FindLastIndex(statement => Fragments.Of<ExecutableProcedureReference>(statement).Count > 0);
        var remove = work.ToList().FindIndex(statement => statement is AlterCertificateStatement { Kind: AlterCertificateStatementKind.RemovePrivateKey, Name.Value: "csc_secret_signer" });

        Assert.HasCount(1, Fragments.Of<BeginTransactionStatement>(work[0]));
        Assert.IsGreaterThan(sign, remove);
        Assert.HasCount(1, Fragments.Of<CommitTransactionStatement>(work[^1]));
        Assert.IsLessThan(work.Count - 1, remove);
    }

    [TestMethod]
    public void Signer_may_use_the_key_and_nothing_more()
    {
        var granted = Everything().SelectMany(Fragments.Of<GrantStatement>).Where(grant => grant.Principals[0].Identifier.Value == "csc_secret_signer").Select(Fragments.Text).Order(StringComparer.Ordinal).ToList();

        CollectionAssert.AreEqual(
            new[] { "GRANT CONTROL ON CERTIFICATE::[csc_secret] TO [csc_secret_signer];", "GRANT VIEW DEFINITION ON SYMMETRIC KEY::[csc_secret] TO [csc_secret_signer];" },
            granted);
    }

    [TestMethod]
    public void Password_is_random_new_for_each_use_and_goes_nowhere_but_into_the_statement_that_needs_it()
    {
        var body = Body("protect_secrets");
        var sets = Fragments.Of<SetVariableStatement>(body);
        var made = sets.Where(set => set.Variable.Name == "@password").ToList();
        var used = sets.Where(set => set.Variable.Name != "@password").Sum(set => Fragments.Of<VariableReference>(set.Expression).Count(variable => variable.Name == "@password"));

        Assert.HasCount(2, made);
        Assert.IsTrue(made.TrueForAll(set => Fragments.Text(set).Contains("CRYPT_GEN_RANDOM(32)", StringComparison.Ordinal)));
        Assert.AreEqual(5, used);
        Assert.AreEqual(made.Count + used, Fragments.Of<VariableReference>(body).Count(variable => variable.Name == "@password"));
    }

    [TestMethod]
    public void Statement_with_a_password_in_it_is_run_and_not_shown()
    {
        var body = Body("protect_secrets");
        foreach (var name in Texts().Select(text => text.Name))
        {
            var run = Fragments.Of<ExecutableProcedureReference>(body).SelectMany(call => call.Parameters).Count(parameter => parameter.ParameterValue is VariableReference variable && variable.Name == name);

            Assert.AreEqual(1, run, name);
            Assert.AreEqual(2, Fragments.Of<VariableReference>(body).Count(variable => variable.Name == name), name);
        }
    }

    [TestMethod]
    public void No_key_stays_open()
    {
        var open = TSqlFile.All.SelectMany(file => file.Statements.SelectMany(Fragments.Of<OpenSymmetricKeyStatement>).Select(_ => file.Name)).ToList();
        var guarded = Fragments.Of<TryCatchStatement>(Body("encrypt_secret")).Single();

        CollectionAssert.AreEqual(new[] { "sql/csc/Procedures/encrypt_secret.sql" }, open);
        Assert.IsInstanceOfType<OpenSymmetricKeyStatement>(guarded.TryStatements.Statements[0]);
        Assert.IsInstanceOfType<CloseSymmetricKeyStatement>(guarded.TryStatements.Statements[^1]);
        Assert.HasCount(1, Fragments.Of<CloseSymmetricKeyStatement>(guarded.CatchStatements));
        Assert.IsEmpty(Fragments.Of<ThrowStatement>(guarded.TryStatements));
    }

    [TestMethod]
    [DataRow("set_secret")]
    [DataRow("change_setting")]
    [DataRow("encrypt_secret")]
    [DataRow("read_secrets")]
    [DataRow("read_scrambling_key")]
    [DataRow("renew_scrambling_key")]
    [DataRow("run")]
    [DataRow("refresh")]
    [DataRow("send_pending")]
    public void Secret_in_a_parameter_is_in_no_query_so_that_no_stored_plan_holds_it(string procedure)
    {
        var queries = Fragments.Of<QuerySpecification>(Body(procedure)).Where(query => query.FromClause is not null).Cast<TSqlFragment>()
            .Concat(Fragments.Of<DataModificationSpecification>(Body(procedure)))
            .SelectMany(Fragments.Of<VariableReference>)
            .Where(variable => s_plainText.Contains(variable.Name))
            .Select(Fragments.Text);

        Assert.AreEqual(string.Empty, string.Join(", ", queries));
    }

    [TestMethod]
    [DataRow("encrypt_secret", "change_setting, renew_scrambling_key")]
    [DataRow("read_secrets", "preflight, send_pending")]
    [DataRow("read_scrambling_key", "preflight, refresh, run")]
    [DataRow("submit_pending", "send_pending")]
    [DataRow("change_setting", "set_secret, set_setting")]
    [DataRow("store_setting", "change_setting")]
    [DataRow("store_code", "set_code")]
    public void Only_these_call_it(string procedure, string callers)
    {
        var found = TSqlFile.Procedures
            .Where(item => Fragments.Of<ExecutableProcedureReference>(item.Procedure).Any(call => Called(call) == procedure))
            .Select(item => Path.GetFileNameWithoutExtension(item.File.Name))
            .Order(StringComparer.Ordinal);

        Assert.AreEqual(callers, string.Join(", ", found));
    }

    [TestMethod]
    public void Table_is_touched_by_these_alone()
    {
        var found = TSqlFile.All
            .Where(file => file.Statements.SelectMany(Fragments.Of<NamedTableReference>).Any(table => table.SchemaObject.BaseIdentifier.Value == "secret"))
            .Select(file => Path.GetFileNameWithoutExtension(file.Name));

        Assert.AreEqual("scrambling_key, change_setting, read_scrambling_key, read_secrets, renew_scrambling_key, reset_secrets", string.Join(", ", found));
    }

    [TestMethod]
    public void Secret_is_bound_to_its_name()
    {
        var encrypted = Fragments.Of<FunctionCall>(Body("encrypt_secret")).Single(call => call.FunctionName.Value == "ENCRYPTBYKEY");
        var decrypted = Fragments.Of<SetVariableStatement>(Body("read_secrets"))
            .Where(set => set.Expression is ConvertCall)
            .ToDictionary(set => set.Variable.Name, set => (FunctionCall)((ConvertCall)set.Expression).Parameter, StringComparer.Ordinal);

        CollectionAssert.AreEqual(new[] { "1", "@name" }, encrypted.Parameters.Skip(2).Select(Fragments.Text).ToList());
        CollectionAssert.AreEqual(new[] { "@client_secret", "@supplier_key", "@proxy_password" }, decrypted.Keys);
        foreach (var (variable, call) in decrypted)
        {
            CollectionAssert.AreEqual(new[] { "1", $"N'{variable[1..]}'" }, call.Parameters.Skip(3).Select(Fragments.Text).ToList());
        }
    }

    [TestMethod]
    public void Every_secret_there_is_is_read()
    {
        var read = Fragments.Of<ProcedureParameter>(Procedure("read_secrets")).Where(parameter => parameter.Modifier == ParameterModifier.Output).Select(parameter => parameter.VariableName.Value[1..]).ToList();
        var defined = SsdClr.Settings.SettingCatalogue.All.Where(definition => definition.IsSecret).Select(definition => definition.Name).ToList();

        CollectionAssert.AreEquivalent(defined, read);
    }

    [TestMethod]
    public void Nothing_of_a_secret_is_handed_on_to_the_log()
    {
        var logged = Fragments.Of<InsertSpecification>(Body("change_setting")).Single(insert => Fragments.Text(insert.Target) == "[csc].[setting_log]");
        var handed = Fragments.Of<IfStatement>(Body("change_setting"))
            .Where(statement => Fragments.Of<ExecutableProcedureReference>(statement).Any(call => Called(call) == "store_setting"))
            .Select(statement => Fragments.Text(statement.Predicate));

        CollectionAssert.AreEqual(
            new[] { "@defined_name", "NULL", "NULL", "@now", "@login_name" },
            ((ValuesInsertSource)logged.InsertSource).RowValues.Single().ColumnValues.Select(Fragments.Text).ToList());
        CollectionAssert.AreEqual(new[] { "@is_secret = 0" }, handed.ToList());
    }

    [TestMethod]
    public void Messages_hold_no_variable_with_a_secret()
    {
        foreach (var procedure in new[] { "set_secret", "change_setting", "encrypt_secret", "read_secrets", "read_scrambling_key", "renew_scrambling_key", "begin_run", "send_pending", "preflight" })
        {
            var messages = Fragments.Of<PrintStatement>(Body(procedure)).Cast<TSqlFragment>()
                .Concat(Fragments.Of<ThrowStatement>(Body(procedure)))
                .Concat(Fragments.Of<SetVariableStatement>(Body(procedure)).Where(set => set.Variable.Name is "@message" or "@faults" or "@secret_fault"))
                .SelectMany(Fragments.Of<VariableReference>)
                .Where(variable => s_plainText.Contains(variable.Name));

            Assert.IsEmpty(messages.ToList(), procedure);
        }
    }

    [TestMethod]
    public void Master_key_is_made_only_where_there_is_none_and_dropped_only_when_asked_for()
    {
        var made = Fragments.Of<IfStatement>(Body("protect_secrets")).Single(statement => Fragments.Text(statement.ThenStatement).Contains("CREATE MASTER KEY", StringComparison.Ordinal));
        var dropped = Fragments.Of<IfStatement>(Body("reset_secrets")).Single(statement => statement.ThenStatement is DropMasterKeyStatement);

        Assert.Contains("NOT EXISTS", Fragments.Text(made.Predicate), StringComparison.Ordinal);
        Assert.StartsWith("@replace_master_key = 1 AND", Fragments.Text(dropped.Predicate), StringComparison.Ordinal);
        Assert.HasCount(1, Everything().SelectMany(Fragments.Of<DropMasterKeyStatement>).ToList());
        Assert.IsEmpty(Everything().SelectMany(Fragments.Of<AlterMasterKeyStatement>).ToList());
    }

    [TestMethod]
    public void Master_key_that_the_server_opens_is_kept_where_the_certificate_is_gone()
    {
        var refused = Fragments.Of<IfStatement>(Body("reset_secrets")).Single(statement => statement.ThenStatement is SetVariableStatement set && Fragments.Text(set).Contains("so it stays", StringComparison.Ordinal));

        Assert.Contains("CERT_ID(N'csc_secret') IS NULL AND EXISTS", Fragments.Text(refused.Predicate), StringComparison.Ordinal);
        Assert.Contains("[is_master_key_encrypted_by_server] = 1", Fragments.Text(refused.Predicate), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Publishing_over_an_installation_leaves_keys_certificates_and_signer_alone_and_signs_what_it_altered()
    {
        const string made = """
            CREATE MASTER KEY ENCRYPTION BY PASSWORD = 'aA1!0123456789';
            GO
            CREATE CERTIFICATE [csc_secret] AUTHORIZATION [dbo] WITH SUBJECT = N'key', EXPIRY_DATE = N'20991231';
            GO
            CREATE SYMMETRIC KEY [csc_secret] AUTHORIZATION [dbo] WITH ALGORITHM = AES_256 ENCRYPTION BY CERTIFICATE [csc_secret];
            GO
            CREATE CERTIFICATE [csc_secret_signer] AUTHORIZATION [dbo] ENCRYPTION BY PASSWORD = 'aA1!0123456789' WITH SUBJECT = N'signer', EXPIRY_DATE = N'20991231';
            GO
            CREATE USER [csc_secret_signer] FOR CERTIFICATE [csc_secret_signer];
            GO
            GRANT CONTROL ON CERTIFICATE::[csc_secret] TO [csc_secret_signer];
            GO
            GRANT VIEW DEFINITION ON SYMMETRIC KEY::[csc_secret] TO [csc_secret_signer];
            GO
            ADD SIGNATURE TO OBJECT::[csc].[read_secrets] BY CERTIFICATE [csc_secret_signer] WITH PASSWORD = 'aA1!0123456789';
            """;
        var reader = Source("read_secrets");
        var earlier = reader with { Text = reader.Text.Replace("DECLARE\n        @message ", "DECLARE\n        @old     bit,\n        @message ", StringComparison.Ordinal) };
        Assert.AreNotEqual(reader, earlier);
        var installed = CheckedOut.SsdClr with { Sources = [.. CheckedOut.SsdClr.Sources.Select(source => source == reader ? earlier : source), new("made", made)] };

        var script = PublishScript(CheckedOut.SsdClrDacpac, Build.Packaging.Dacpac.Make(installed));

        var altered = script.IndexOf("ALTER PROCEDURE [csc].[read_secrets]", StringComparison.Ordinal);
        Assert.IsGreaterThan(0, altered);
        Assert.IsGreaterThan(altered, script.IndexOf("EXECUTE [csc].[protect_secrets]", StringComparison.Ordinal));
        Assert.DoesNotContain("DROP CERTIFICATE", script, StringComparison.Ordinal);
        Assert.DoesNotContain("SYMMETRIC KEY", script, StringComparison.Ordinal);
        Assert.DoesNotContain("MASTER KEY", script, StringComparison.Ordinal);
        Assert.DoesNotContain("DROP USER", script, StringComparison.Ordinal);
        Assert.DoesNotContain("REVOKE", script, StringComparison.Ordinal);
        Assert.DoesNotContain("TABLE [csc].[secret]", script, StringComparison.Ordinal);
    }

    /// <summary>What a publish with default options would run.</summary>
    private static string PublishScript(byte[] dacpac, byte[] target)
    {
        using var source = DacPackage.Load(new MemoryStream(dacpac), DacSchemaModelStorageType.Memory);
        using var existing = DacPackage.Load(new MemoryStream(target), DacSchemaModelStorageType.Memory);
        return DacServices.GenerateDeployScript(source, existing, "reporting", new DacDeployOptions());
    }

    private static SqlSource Source(string procedure) => CheckedOut.SsdClr.Sources.Single(source => source.Name == $"sql/csc/Procedures/{procedure}.sql");

    private static CreateProcedureStatement Procedure(string procedure) => TSqlFile.Procedures.Single(item => Path.GetFileNameWithoutExtension(item.File.Name) == procedure).Procedure;

    private static StatementList Body(string procedure) => Procedure(procedure).StatementList;

    private static IReadOnlyList<ScriptText> Texts() => ScriptText.In(
        Procedure("protect_secrets"), new Dictionary<string, string?>(StringComparer.Ordinal) { ["@password"] = "aA1!0123" });

    /// <summary>All T-SQL there is, that in the statements put together included.</summary>
    private static IEnumerable<TSqlFragment> Everything() =>
        [.. TSqlFile.All.SelectMany(file => file.Statements), .. Texts().Select(text => DeploymentScript.Parse(text.Name, text.Text))];

    private static string? Called(ExecutableProcedureReference call) => call.ProcedureReference.ProcedureReference?.Name.BaseIdentifier.Value;
}

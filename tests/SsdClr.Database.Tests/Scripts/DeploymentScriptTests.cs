using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build;
using SsdClr.Build.Generation;
using SsdClr.Database.Tests.Simulated;

namespace SsdClr.Database.Tests.Scripts;

/// <summary>No server runs the scripts here: they are compiled against declarations, and their texts are looked at.</summary>
[TestClass]
public sealed class DeploymentScriptTests
{
    private static readonly Dictionary<string, string?> s_asShipped = new(StringComparer.Ordinal);

    [TestMethod]
    [DataRow(SqlServerVersion.Sql130)]
    [DataRow(SqlServerVersion.Sql150)]
    [DataRow(SqlServerVersion.Sql160)]
    [DataRow(SqlServerVersion.Sql170)]
    public void Scripts_and_the_code_in_their_strings_compile(SqlServerVersion version) => ScriptCompiler.Compile(DeploymentScript.All, version);

    [TestMethod]
    public void Every_script_is_compiled_here() =>
        CollectionAssert.AreEqual(new[] { "SsdClr.uninstall.sql", "agent-job-remove.sql", "agent-job.sql", "trust.sql", "untrust.sql" }, DeploymentScript.All.Select(script => Path.GetFileName(script.Name)).ToList());

    [TestMethod]
    [DataRow("[msdb].[dbo].[sp_add_jobstep]", "[msdb].[dbo].[sp_add_job_step]", "sp_add_job_step")]
    [DataRow("@retry_interval = ", "@retry_minutes = ", "@retry_minutes")]
    [DataRow("[o].[email_address]", "[o].[email]", "[email]")]
    [DataRow("[msdb].[dbo].[sysoperators]", "[msdb].[dbo].[SysOperators]", "SysOperators")]
    [DataRow("[s].[startup_type]", "[s].[start_type]", "start_type")]
    [DataRow("EXECUTE [{database}].[csc].[run];", "EXECUTE [{database}].[csc].[Run];", "[Run]")]
    [DataRow("@keep_days = {keep_days}", "@days = {keep_days}", "@days")]
    [DataRow("[sys].[fn_hadr_is_primary_replica](N''", "[sys].[fn_is_primary_replica](N''", "fn_is_primary_replica")]
    [DataRow("[a].[clr_name]", "[a].[full_name]", "full_name")]
    public void Wrong_name_is_found(string right, string wrong, string named)
    {
        var fault = Assert.ThrowsExactly<BuildException>(() => ScriptCompiler.Compile([DeploymentScript.Named("agent-job.sql").With(right, wrong)], SqlServerVersion.Sql130));

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Every_string_is_Unicode()
    {
        var found = Places<StringLiteral>(literal => !literal.IsNational);

        Assert.AreEqual(string.Empty, found);
    }

    [TestMethod]
    public void Every_object_is_named_with_its_schema()
    {
        var found = Places<SchemaObjectName>(name => name.SchemaIdentifier is null);

        Assert.AreEqual(string.Empty, found);
    }

    [TestMethod]
    public void Every_parameter_is_given_by_name_and_none_without_a_default_is_left_out() =>
        Assert.AreEqual(string.Empty, string.Join(", ", DeploymentScript.All.SelectMany(IncompleteCalls)));

    [TestMethod]
    [DataRow("@step_name = @step_name, ", "")]
    [DataRow("@job_id = @job_id, @step_id = 0;", "@job_id, 0;")]
    public void Parameter_left_out_or_given_by_place_is_found(string right, string wrong) =>
        Assert.HasCount(1, IncompleteCalls(DeploymentScript.Named("agent-job.sql").With(right, wrong)));

    [TestMethod]
    public void Script_is_one_batch_so_that_its_values_reach_all_of_it() =>
        Assert.IsTrue(DeploymentScript.All.All(script => script.Parsed.Batches.Count == 1));

    [TestMethod]
    [DataRow("agent-job.sql")]
    [DataRow("agent-job-remove.sql")]
    public void All_faults_are_reported_before_anything_changes(string file)
    {
        var statements = DeploymentScript.Named(file).Parsed.Batches.Single().Statements.ToList();

        int report = statements.FindIndex(statement => Fragments.Of<ThrowStatement>(statement).Count > 0);
        int change = statements.FindIndex(statement => Fragments.Of<ExecutableProcedureReference>(statement).Any(call => call.ProcedureReference.ProcedureReference is not null));

        Assert.IsTrue(report > 0 && report < change, $"Report {report}, change {change}.");
    }

    [TestMethod]
    public void Script_opens_no_transaction_by_reading()
    {
        foreach (var script in DeploymentScript.All)
        {
            var off = Fragments.Of<PredicateSetStatement>(script.Parsed).FindIndex(set => set is { IsOn: false } && set.Options.HasFlag(SetOptions.ImplicitTransactions));

            Assert.IsGreaterThanOrEqualTo(0, off, script.Name);
            Assert.IsLessThan(
                Fragments.Of<QuerySpecification>(script.Parsed)[0].StartOffset, Fragments.Of<PredicateSetStatement>(script.Parsed)[off].StartOffset, script.Name);
        }
    }

    [TestMethod]
    public void Changes_are_one_transaction()
    {
        foreach (var script in DeploymentScript.Jobs)
        {
            var guarded = Fragments.Of<TryCatchStatement>(script.Parsed).Single();

            Assert.IsInstanceOfType<BeginTransactionStatement>(guarded.TryStatements.Statements[0]);
            Assert.IsInstanceOfType<CommitTransactionStatement>(guarded.TryStatements.Statements[^1]);
            Assert.HasCount(1, Fragments.Of<RollbackTransactionStatement>(guarded.CatchStatements));
            Assert.IsInstanceOfType<ThrowStatement>(guarded.CatchStatements.Statements[^1]);
        }
    }

    [TestMethod]
    public void No_script_alters_a_database_or_changes_who_runs_it()
    {
        foreach (var script in DeploymentScript.All)
        {
            Assert.IsEmpty(Fragments.Of<AlterDatabaseStatement>(script.Parsed));
            Assert.IsEmpty(Fragments.Of<ExecuteAsStatement>(script.Parsed));
            Assert.IsEmpty(Fragments.Of<UseStatement>(script.Parsed));
        }
    }

    [TestMethod]
    [DataRow("@run_command", "EXECUTE [Children's [old]] data].[csc].[run];")]
    [DataRow("@purge_command", "EXECUTE [Children's [old]] data].[csc].[purge_history] @keep_days = 400;")]
    [DataRow("@watchdog_command", "EXECUTE [Children's [old]] data].[csc].[check_recent_run] @within_hours = 30;")]
    public void Step_runs_on_the_primary_replica_or_outside_a_group_in_the_database_named_whatever_its_name(string variable, string call)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal) { ["@database_name"] = "Children's [old] data" };

        string text = ScriptText.In(DeploymentScript.Named("agent-job.sql").Parsed, values).Single(candidate => candidate.Name == variable).Text;

        Assert.EndsWith("IF COALESCE([sys].[fn_hadr_is_primary_replica](N'Children''s [old] data'), 1) = 1\n    " + call, text, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("[developer]", "MEMBER", "db_owner", "developer", DisplayName = "a member of db_owner")]
    [DataRow("[developer]", "MEMBER", "db_ddladmin", "team", DisplayName = "a member of a role in db_ddladmin")]
    [DataRow("", "MEMBER", "db_owner", "DBA", DisplayName = "a sysadmin who is a member of db_owner")]
    [DataRow("", "MEMBER", "db_datareader", "developer", DisplayName = "a member of db_datareader")]
    [DataRow("[reader]", "ALTER", "csc", "reader", DisplayName = "a right to alter the schema")]
    [DataRow("[developer]", "CONTROL", "csc.setting", "team", DisplayName = "control of a table, through a role")]
    [DataRow("[reader]", "ALTER ANY SCHEMA", "database", "reader", DisplayName = "a right on the database")]
    [DataRow("", "SELECT", "csc", "reader", DisplayName = "a right to read")]
    [DataRow("", "ALTER", "dbo", "reader", DisplayName = "a right to alter another schema")]
    public void Users_who_may_alter_what_the_job_runs_and_are_no_sysadmins_are_named(string named, string right, string on, string to)
    {
        using var server = AuthorityWithUsers();
        server.Execute(
            """
            INSERT INTO sys.database_role_members
            SELECT r.principal_id, m.principal_id FROM sys.database_principals AS r, sys.database_principals AS m WHERE @right = 'MEMBER' AND r.name = @on AND m.name = @to;
            INSERT INTO sys.database_permissions
            SELECT t.class, t.id, 0, p.principal_id, @right, 'G'
            FROM (SELECT 0 AS class, 0 AS id, 'database' AS name UNION ALL SELECT 3, schema_id, name FROM sys.schemas UNION ALL SELECT 1, object_id, 'csc.' || name FROM sys.objects) AS t, sys.database_principals AS p
            WHERE @right <> 'MEMBER' AND t.name = @on AND p.name = @to;
            """,
            ("@right", right),
            ("@on", on),
            ("@to", to));

        Assert.AreEqual(named, WhoMayAlterWhatTheJobRuns(server));
    }

    [TestMethod]
    public void Owner_of_the_database_who_is_no_sysadmin_is_named()
    {
        using var server = AuthorityWithUsers();
        server.Execute("UPDATE sys.database_principals SET sid = X'03' WHERE name = 'dbo'");

        Assert.AreEqual("[dbo]", WhoMayAlterWhatTheJobRuns(server));
    }

    [TestMethod]
    public void Step_prints_nothing_of_its_own()
    {
        foreach (var text in ScriptText.In(DeploymentScript.Named("agent-job.sql").Parsed, s_asShipped).Where(text => text.Name.EndsWith("_command", StringComparison.Ordinal)))
        {
            var code = DeploymentScript.Parse(text.Name, text.Text);

            // A mail that failed is told: nobody hears of it otherwise.
            var told = Fragments.Of<TryCatchStatement>(code).SelectMany(guarded => Fragments.Of<PrintStatement>(guarded.CatchStatements));
            Assert.IsEmpty(Fragments.Of<PrintStatement>(code).Except(told));
            Assert.IsEmpty(Fragments.Of<SelectStatement>(code).Where(select => Fragments.Of<SelectScalarExpression>(select).Count > 0));
        }
    }

    [TestMethod]
    public void A_mail_goes_through_the_profile_and_to_the_recipients_named()
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["@database_name"] = "Children's [old] data", ["@mail_profile"] = "O'Neill's profile", ["@mail_to"] = "o'neill@example.gov.uk;b@example.gov.uk",
        };

        var texts = ScriptText.In(DeploymentScript.Named("agent-job.sql").Parsed, values).ToDictionary(text => text.Name, text => text.Text, StringComparer.Ordinal);
        var call = Fragments.Of<ExecutableProcedureReference>(DeploymentScript.Parse("mail", texts["@mail_statement"])).Single();
        var step = Fragments.Of<ExecutableProcedureReference>(DeploymentScript.Parse("step", texts["@mail_command"])).Single();

        Assert.AreEqual(
            "O'Neill's profile o'neill@example.gov.uk;b@example.gov.uk HTML",
            string.Join(' ', call.Parameters.Where(parameter => parameter.ParameterValue is StringLiteral).Select(parameter => ((StringLiteral)parameter.ParameterValue).Value)));
        Assert.AreEqual("[Children's [old]] data].[sys].[sp_executesql]", Fragments.Text(step.ProcedureReference));
        Assert.AreEqual(texts["@mail_statement"], ((StringLiteral)step.Parameters.Single().ParameterValue).Value);
    }

    [TestMethod]
    public void The_mail_after_a_failed_job_is_the_other_mail_with_the_failure_said()
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal) { ["@mail_profile"] = "Mail", ["@mail_to"] = "a@example.gov.uk" };

        var texts = ScriptText.In(DeploymentScript.Named("agent-job.sql").Parsed, values).ToDictionary(text => text.Name, text => text.Text, StringComparer.Ordinal);

        Assert.Contains("DECLARE @is_failed bit = 0,", texts["@mail_command"], StringComparison.Ordinal);
        Assert.AreEqual(texts["@mail_command"].Replace("@is_failed bit = 0", "@is_failed bit = 1", StringComparison.Ordinal), texts["@failed_mail_command"]);
    }

    [TestMethod]
    public void A_step_names_nothing_of_the_database_that_is_looked_up_on_a_secondary_replica()
    {
        foreach (var text in ScriptText.In(DeploymentScript.Named("agent-job.sql").Parsed, s_asShipped).Where(text => text.Name.EndsWith("_command", StringComparison.Ordinal)))
        {
            var code = DeploymentScript.Parse(text.Name, text.Text);

            Assert.IsEmpty(Fragments.Of<NamedTableReference>(code), text.Name);
            Assert.AreEqual(string.Empty, string.Join(", ", Fragments.Of<FunctionCall>(code).Where(call => call.CallTarget is not null).Select(call => call.FunctionName.Value).Except(["fn_hadr_is_primary_replica"])), text.Name);
        }
    }

    [TestMethod]
    public void A_mail_that_fails_never_fails_its_step()
    {
        string text = ScriptText.In(DeploymentScript.Named("agent-job.sql").Parsed, s_asShipped).Single(candidate => candidate.Name == "@mail_command").Text;
        var code = DeploymentScript.Parse("mail", text);
        var guarded = Fragments.Of<TryCatchStatement>(code).Single();

        Assert.IsTrue(Fragments.Of<ExecuteStatement>(code).All(call => Fragments.Holds(guarded.TryStatements, call)));
        Assert.IsEmpty(Fragments.Of<ThrowStatement>(code));
    }

    [TestMethod]
    public void Nothing_is_left_to_be_put_in()
    {
        foreach (var text in ScriptText.In(DeploymentScript.Named("agent-job.sql").Parsed, s_asShipped))
        {
            Assert.DoesNotContain("{", text.Text, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void Remover_looks_for_the_mark_that_the_maker_leaves()
    {
        var marks = DeploymentScript.Jobs
            .SelectMany(script => Fragments.Of<DeclareVariableElement>(script.Parsed))
            .Where(element => element.VariableName.Value == "@made_by")
            .Select(element => ((StringLiteral)element.Value).Value)
            .ToList();

        CollectionAssert.AreEqual(new[] { marks[0], marks[0] }, marks);
    }

    [TestMethod]
    public void Both_scripts_name_the_same_jobs()
    {
        var names = DeploymentScript.Jobs.Select(script => string.Join(", ", Fragments.Of<DeclareVariableElement>(script.Parsed)
            .Where(element => element.VariableName.Value is "@job_name" or "@watchdog_name")
            .Select(element => ((StringLiteral)element.Value).Value))).ToList();

        Assert.AreEqual(names[0], names[1]);
    }

    /// <summary>A database with our schema, fixed roles, and users: DBA is sysadmin, developer a member of team.</summary>
    private static SimulatedServer AuthorityWithUsers()
    {
        var server = new SimulatedServer { Database = "SsdClr" };
        server.Sysadmins.Add("DOMAIN/dba");
        server.Execute(
            """
            INSERT INTO sys.server_principals VALUES (2, 'DOMAIN/dba', X'02'), (3, 'DOMAIN/developer', X'03'), (4, 'DOMAIN/reader', X'04');
            INSERT INTO sys.database_principals (name, type, sid) VALUES
                ('db_owner', 'R', NULL), ('db_ddladmin', 'R', NULL), ('db_datareader', 'R', NULL), ('team', 'R', NULL), ('DBA', 'U', X'02'), ('developer', 'U', X'03'), ('reader', 'U', X'04');
            """);
        new QueryWindow(server).Run("ALTER ROLE [team] ADD MEMBER [developer];\nGO\nCREATE SCHEMA [csc] AUTHORIZATION [dbo];\nGO\nCREATE TABLE [csc].[setting] ([name] nvarchar(64) NOT NULL);");
        return server;
    }

    private static string WhoMayAlterWhatTheJobRuns(SimulatedServer server)
    {
        var text = ScriptText.In(DeploymentScript.Named("agent-job.sql").Parsed, s_asShipped).Single(candidate => candidate.Name == "@able_statement");
        var window = new QueryWindow(server);

        window.Run($"DECLARE @able nvarchar(max); EXECUTE [sys].[sp_executesql] N'{text.Text.Replace("'", "''", StringComparison.Ordinal)}', N'{text.Parameters}', @able = @able OUTPUT; PRINT @able;");

        Assert.IsEmpty(window.Errors);
        return window.Printed.Single();
    }

    /// <summary>Calls of msdb's procedures that leave out a parameter without a default or give one without its name.</summary>
    private static List<string> IncompleteCalls(DeploymentScript script)
    {
        var required = ScriptCompiler.Stubs.SelectMany(stub => Fragments.Of<CreateProcedureStatement>(DeploymentScript.Parse(stub.Name, stub.Text)))
            .ToDictionary(
                procedure => procedure.ProcedureReference.Name.BaseIdentifier.Value,
                procedure => procedure.Parameters.Where(parameter => parameter.Value is null).Select(parameter => parameter.VariableName.Value).ToList(),
                StringComparer.Ordinal);

        return
        [
            .. from call in Fragments.Of<ExecutableProcedureReference>(script.Parsed)
               let procedure = call.ProcedureReference.ProcedureReference?.Name
               where procedure?.DatabaseIdentifier?.Value == "msdb"
               let given = call.Parameters.Select(parameter => parameter.Variable?.Name).ToList()
               where given.Contains(null) || required[procedure.BaseIdentifier.Value].Except(given, StringComparer.Ordinal).Any()
               select $"{script.Name}:{call.StartLine}",
        ];
    }

    /// <summary>Places of what is found in the scripts and in the code in their strings, names of data types and assemblies aside, which have no schema.</summary>
    private static string Places<T>(Func<T, bool> wrong)
        where T : TSqlFragment
    {
        var places =
            from script in DeploymentScript.All
            from part in ScriptText.In(script.Parsed, s_asShipped)
                .Select(text => (Name: $"{script.Name} {text.Name}", Code: DeploymentScript.Parse(text.Name, text.Text)))
                .Prepend((script.Name, Code: script.Parsed))
            let others = Fragments.Of<TSqlFragment>(part.Code).Where(other => other is DataTypeReference or DropAssemblyStatement).ToList()
            from fragment in Fragments.Of<T>(part.Code)
            where wrong(fragment) && !others.Exists(other => Fragments.Holds(other, fragment))
            select $"{part.Name}:{fragment.StartLine}";
        return string.Join(", ", places);
    }
}

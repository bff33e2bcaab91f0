using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build;
using SsdClr.Build.Generation;
using SsdClr.Build.Installation;
using SsdClr.Build.Packaging;
using SsdClr.Database.Tests.Scripts;
using SsdClr.Database.Tests.TSqlt;

namespace SsdClr.Database.Tests.Acceptance;

/// <summary>acceptance.sql runs on no server here: it is compiled, and what it expects is held against the model and, in <see cref="AcceptanceRowsTests"/>, executed.</summary>
[TestClass]
public sealed class AcceptanceScriptTests
{
    private const string IgnoringCase = "SQL_Latin1_General_CP1_CI_AS";
    private const string HeedingCase = "Latin1_General_BIN2";

    private static readonly SqlSource s_made = new("what the script makes", "CREATE USER [csc_acceptance_member] WITHOUT LOGIN;\nGO\nCREATE SCHEMA [csc_acceptance] AUTHORIZATION [dbo];");

    [TestMethod]
    [DataRow(SqlServerVersion.Sql130, IgnoringCase)]
    [DataRow(SqlServerVersion.Sql150, HeedingCase)]
    [DataRow(SqlServerVersion.Sql160, HeedingCase)]
    [DataRow(SqlServerVersion.Sql170, HeedingCase)]
    public void Script_and_the_code_in_its_strings_compile(SqlServerVersion version, string collation) => Compile(AcceptanceRows.Script, version, collation);

    [TestMethod]
    [DataRow("[l].[new_value] = N'302'", "[l].[value] = N'302'", "[value]")]
    [DataRow("@confirm_deletions = 3", "@deletions = 3", "@deletions")]
    [DataRow("[h].[persons_read]", "[h].[persons]", "persons")]
    [DataRow("[s47e_s47_start_date]", "[s47e_start_date]", "s47e_start_date")]
    [DataRow("[d].[is_trustworthy_on] = 0 THEN 1 ELSE 0 END, NULL\n    FROM", "[d].[trustworthy] = 0 THEN 1 ELSE 0 END, NULL\n    FROM", "trustworthy")]
    [DataRow("[t].[hash] = HASHBYTES", "[t].[sha] = HASHBYTES", "sha")]
    [DataRow("[csc].[purge_history] @keep_days = 30", "[csc].[Purge_history] @keep_days = 30", "Purge_history")]
    public void Wrong_name_is_found(string right, string wrong, string named)
    {
        var fault = Assert.ThrowsExactly<BuildException>(() => Compile(AcceptanceRows.Script.With(right, wrong), SqlServerVersion.Sql130, HeedingCase));

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Columns_that_DacFx_does_not_look_up_are_there() =>
        Assert.AreEqual(string.Empty, string.Join('\n', TableVariables.WrongColumns(AcceptanceRows.Script.Parsed)));

    [TestMethod]
    [DataRow("[p].[payload_bytes] <> DATALENGTH", "[p].[bytes] <> DATALENGTH")]
    [DataRow("INSERT INTO @steps ([step], [verdict], [detail], [remedy]) EXECUTE", "INSERT INTO @steps ([name], [verdict], [detail], [remedy]) EXECUTE")]
    public void Wrong_column_that_DacFx_does_not_look_up_is_found(string right, string wrong) =>
        Assert.HasCount(1, TableVariables.WrongColumns(AcceptanceRows.Script.With(right, wrong).Parsed).ToList());

    [TestMethod]
    public void Nothing_is_written_that_DacFx_lets_pass_and_SQL_Server_refuses() =>
        Assert.AreEqual(string.Empty, string.Join('\n', ServerRules.Faults(AcceptanceRows.Script.Parsed)));

    [TestMethod]
    public void A_hundred_facts_and_more_are_asserted()
    {
        var facts = Inserts("@facts").Sum(insert => insert.InsertSpecification.InsertSource switch
        {
            ValuesInsertSource values => values.RowValues.Count,
            SelectInsertSource select => select.Select is BinaryQueryExpression union ? Fragments.Of<BinaryQueryExpression>(union).Count + 1 : 1,
            _ => 0,
        });

        Assert.IsGreaterThanOrEqualTo(100, facts);
    }

    [TestMethod]
    public void No_fact_is_asserted_twice_in_the_same_words()
    {
        var words = Inserts("@facts")
            .SelectMany(insert => insert.InsertSpecification.InsertSource is ValuesInsertSource values
                ? values.RowValues.Select(row => row.ColumnValues[1])
                : Fragments.Of<QuerySpecification>(insert).Where(query => query.SelectElements.Count >= 4).Select(query => ((SelectScalarExpression)query.SelectElements[1]).Expression))
            .OfType<StringLiteral>()
            .Select(literal => literal.Value)
            .GroupBy(text => text, StringComparer.Ordinal)
            .Where(same => same.Count() > 1 && !same.Key.StartsWith("no ALTER DATABASE", StringComparison.Ordinal))
            .Select(same => same.Key);

        Assert.AreEqual(string.Empty, string.Join('\n', words));
    }

    [TestMethod]
    public void Objects_and_rights_looked_for_are_those_of_the_model()
    {
        using var model = DatabaseModel.Compile(CheckedOut.SsdClr.Sources, SqlServerVersion.Sql170, HeedingCase);
        var expected = AcceptanceRows.Rows("@made").Select(row => row[0]).Where(line => line.Split(' ') is ["TABLE" or "VIEW" or "FUNCTION" or "PROCEDURE" or "TRIGGER" or "CHECK" or "ROLE" or "USER" or "ASSEMBLY", _]).ToList();

        var there = new List<string>();
        Add("TABLE", Table.TypeClass);
        Add("VIEW", View.TypeClass);
        Add("FUNCTION", ScalarFunction.TypeClass);
        Add("FUNCTION", TableValuedFunction.TypeClass);
        Add("PROCEDURE", Procedure.TypeClass);
        Add("TRIGGER", DmlTrigger.TypeClass);
        Add("CHECK", CheckConstraint.TypeClass);
        Add("ROLE", Role.TypeClass);
        Add("USER", User.TypeClass);
        Add("ASSEMBLY", Microsoft.SqlServer.Dac.Model.Assembly.TypeClass);
        Assert.AreEqual(string.Join('\n', there.Order(StringComparer.Ordinal)), string.Join('\n', expected.Order(StringComparer.Ordinal)));

        void Add(string kind, ModelTypeClass type) => there.AddRange(model.GetObjects(DacQueryScopes.UserDefined, type)
            .Select(found => $"{kind} {string.Join('.', type == Microsoft.SqlServer.Dac.Model.Assembly.TypeClass ? [found.Name.Parts[^1]] : found.Name.Parts)}"));
    }

    [TestMethod]
    public void Routines_looked_for_are_those_bound_to_an_assembly()
    {
        var bound = AcceptanceRows.Rows("@bound").Select(row => row[0].Split(' ')[0]).ToList();

        CollectionAssert.AreEquivalent(CscObject.All.Where(found => found.IsOfAnAssembly).Select(found => found.Name).ToList(), bound);
    }

    [TestMethod]
    public void Lists_are_what_generate_writes()
    {
        var objects = SchemaObject.Read([.. PackagedDatabase.Objects(CheckedOut.Repository)]);

        Assert.AreEqual(AcceptanceRows.Script.Text, AcceptanceScript.Fill(AcceptanceRows.Script.Text, objects));
    }

    [TestMethod]
    public void Payload_only_is_asked_for_nothing_that_submits()
    {
        var objects = InstalledList.Of(ReducedVariant.PayloadOnly.Kept(SchemaObject.Read([.. PackagedDatabase.Objects(CheckedOut.Repository)])));
        var lines =
            from insert in Inserts("@made")
            from row in ((ValuesInsertSource)insert.InsertSpecification.InsertSource).RowValues
            where row.ColumnValues[1] is IntegerLiteral { Value: "1" }
            select ((StringLiteral)row.ColumnValues[0]).Value;

        CollectionAssert.AreEqual(objects.Append("ASSEMBLY SsdClr.Payload").Order(StringComparer.Ordinal).ToList(), lines.ToList());
    }

    [TestMethod]
    public void Payload_only_is_asked_to_call_nothing_that_submits()
    {
        var objects = SchemaObject.Read([.. PackagedDatabase.Objects(CheckedOut.Repository)]);
        var missing = objects.Select(found => found.Name).Except(ReducedVariant.PayloadOnly.Kept(objects).Select(found => found.Name)).Select(name => name.Split('.')[^1]).ToHashSet(StringComparer.Ordinal);
        var whole = Fragments.Of<IfStatement>(AcceptanceRows.Script.Parsed)
            .Select(choice => Fragments.Text(choice.Predicate) switch { "@has_submission = 1" => choice.ThenStatement, "@has_submission = 0" => choice.ElseStatement, _ => null })
            .OfType<TSqlStatement>()
            .ToList();

        var calls = Parts.Calls(AcceptanceRows.Script.Parsed).Where(call => call.Schema == "csc").ToList();
        Assert.Contains("set_secret", missing);
        Assert.AreEqual(string.Empty, string.Join('\n', calls
            .Where(call => missing.Contains(call.Name) && !whole.Exists(part => Fragments.Holds(part, call.Call)))
            .Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Name}, line {call.Call.StartLine}"))));
    }

    [TestMethod]
    public void Modules_that_have_to_be_signed_are_those_that_are()
    {
        var signed = Regex.Matches(CheckedOut.SsdClr.Sources.Single(source => source.Name == "sql/csc/Procedures/protect_secrets.sql").Text, @"ADD SIGNATURE TO OBJECT::\[csc\]\.\[(?<name>\w+)\]", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(match => match.Groups["name"].Value)
            .ToList();
        var fact = Inserts("@facts").Select(Fragments.Text).Single(text => text.Contains("are signed'", StringComparison.Ordinal));

        CollectionAssert.AreEqual(signed, Regex.Matches(fact, @"OBJECT_ID\(N'\[csc\]\.\[(?<name>\w+)\]'\)", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Groups["name"].Value).ToList());
        Assert.Contains($"COUNT(*) = {signed.Count} AND", fact, StringComparison.Ordinal);
        Assert.Contains($"END) = {signed.Count} THEN", fact, StringComparison.Ordinal);
        Assert.IsTrue(signed.TrueForAll(name => fact.Contains($"csc.{name}", StringComparison.Ordinal)), fact);
    }

    [TestMethod]
    public void Rows_of_its_runs_are_deleted_from_every_table()
    {
        var restoring = AcceptanceRows.Script.Parsed.Batches.Single().Statements.OfType<TryCatchStatement>().Last();
        var emptied = Fragments.Of<DeleteSpecification>(restoring).Select(delete => ((NamedTableReference)delete.Target).SchemaObject.BaseIdentifier.Value).ToList();

        // Nothing is submitted, so that no batch is ever logged; the script asserts that at its end.
        var counted = CheckedOut.SsdClr.Sources
            .Where(source => source.Name.StartsWith("sql/csc/Tables/", StringComparison.Ordinal) && source.Text.Contains("    [run_id] ", StringComparison.Ordinal))
            .Select(source => Path.GetFileNameWithoutExtension(source.Name))
            .Except(["batch_log"], StringComparer.Ordinal)
            .ToList();
        CollectionAssert.IsSubsetOf(counted, emptied);
        Assert.Contains("run_figure", counted);
    }

    [TestMethod]
    public void Fill_says_when_the_script_has_no_place_for_the_lists() =>
        Assert.Contains("gone", Assert.ThrowsExactly<BuildException>(() => AcceptanceScript.Fill("SELECT 1;\n", [])).Message, StringComparison.Ordinal);

    [TestMethod]
    public void Nothing_is_deployed_and_no_database_or_server_altered()
    {
        var allowed = new HashSet<string>(StringComparer.Ordinal) { "CreateUserStatement", "DropUserStatement", "AlterRoleStatement", "GrantStatement" };
        var statements = Fragments.Of<TSqlStatement>(AcceptanceRows.Script.Parsed)
            .Select(statement => statement.GetType().Name)
            .Where(name => name.StartsWith("Create", StringComparison.Ordinal) || name.StartsWith("Alter", StringComparison.Ordinal) || name.StartsWith("Drop", StringComparison.Ordinal)
                || name is "GrantStatement" or "DenyStatement" or "UseStatement" or "ReconfigureStatement" or "BackupStatement" or "KillStatement")
            .Distinct(StringComparer.Ordinal)
            .Where(name => !allowed.Contains(name));

        Assert.AreEqual(string.Empty, string.Join(", ", statements));
    }

    [TestMethod]
    public void No_address_that_could_be_reached_is_set()
    {
        var set = Parts.Calls(AcceptanceRows.Script.Parsed)
            .Where(call => call.Name is "set_setting" && Parts.Text(call.Call, "@name") is "base_url" or "token_endpoint" or "proxy_address")
            .Select(call => Parts.Text(call.Call, "@value"))
            .OfType<string>()
            .ToList();

        Assert.HasCount(3, set);
        Assert.IsTrue(set.TrueForAll(address => address.EndsWith(".invalid/", StringComparison.Ordinal)));
        Assert.IsFalse(Parts.Calls(AcceptanceRows.Script.Parsed).Any(call => call.Name == "allow_host" && Parts.Text(call.Call, "@purpose") is "receiver" or "token"));
    }

    [TestMethod]
    public void Whatever_fails_settings_rows_and_user_are_taken_away_again()
    {
        var statements = AcceptanceRows.Script.Parsed.Batches.Single().Statements.ToList();
        var asserting = statements.FindIndex(statement => statement is TryCatchStatement);
        var restoring = statements.FindLastIndex(statement => statement is TryCatchStatement);

        Assert.IsTrue(restoring > asserting, "There are two.");
        Assert.IsFalse(statements[(asserting + 1)..restoring].Exists(statement => Fragments.Of<ThrowStatement>(statement).Count + Fragments.Of<ReturnStatement>(statement).Count > 0));
        Assert.IsEmpty(Fragments.Of<ThrowStatement>(((TryCatchStatement)statements[asserting]).CatchStatements));
        Assert.IsEmpty(Fragments.Of<ReturnStatement>(AcceptanceRows.Script.Parsed));

        var ends = Parts.Calls(statements[restoring]).Select(call => call.Name).ToList();
        CollectionAssert.IsSubsetOf(new[] { "set_setting", "set_secret", "release_run_lock" }, ends);
        Assert.IsTrue(Parts.Calls(statements[restoring]).Where(call => call.Name is "set_setting" or "set_secret").All(call => call.Call.Parameters.Single(parameter => parameter.Variable.Name == "@value").ParameterValue is NullLiteral));
        Assert.HasCount(1, Fragments.Of<DropUserStatement>(statements[restoring]));
    }

    [TestMethod]
    public void Nothing_is_touched_before_every_refusal_was_looked_for()
    {
        var statements = AcceptanceRows.Script.Parsed.Batches.Single().Statements.ToList();
        var refusal = statements.FindIndex(statement => Fragments.Of<ThrowStatement>(statement).Count > 0);

        Assert.IsTrue(refusal > 0 && refusal < statements.FindIndex(statement => statement is TryCatchStatement));
        Assert.IsFalse(statements[..refusal].Exists(statement => Parts.Calls(statement).Any()));
        Assert.IsTrue(statements[..refusal].SelectMany(Fragments.Of<InsertStatement>).All(insert => insert.InsertSpecification.Target is VariableTableReference));
        Assert.AreEqual("no", ((StringLiteral)Fragments.Of<DeclareVariableElement>(AcceptanceRows.Script.Parsed).Single(element => element.VariableName.Value == "@i_understand").Value).Value);
    }

    [TestMethod]
    public void Impersonation_always_ends_before_the_next_statement_that_needs_rights()
    {
        Assert.AreEqual(Fragments.Of<ExecuteAsStatement>(AcceptanceRows.Script.Parsed).Count + 1, Fragments.Of<RevertStatement>(AcceptanceRows.Script.Parsed).Count);
        foreach (var list in Fragments.Of<StatementList>(AcceptanceRows.Script.Parsed))
        {
            var statements = list.Statements.ToList();
            for (var index = statements.FindIndex(statement => statement is ExecuteAsStatement); index >= 0; index = statements.FindIndex(index + 1, statement => statement is ExecuteAsStatement))
            {
                Assert.IsInstanceOfType<RevertStatement>(statements[index + 2], string.Create(CultureInfo.InvariantCulture, $"Line {statements[index].StartLine}"));
            }
        }
    }

    [TestMethod]
    public void Every_string_is_Unicode_but_for_days() => Assert.AreEqual(string.Empty, string.Join(", ", Fragments.Of<StringLiteral>(AcceptanceRows.Script.Parsed)
        .Where(literal => !literal.IsNational && !DateTime.TryParseExact(literal.Value[..Math.Min(8, literal.Value.Length)], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        .Select(literal => literal.StartLine.ToString(CultureInfo.InvariantCulture))));

    private static IEnumerable<InsertStatement> Inserts(string variable) => Fragments.Of<InsertStatement>(AcceptanceRows.Script.Parsed)
        .Where(insert => insert.InsertSpecification.Target is VariableTableReference target && target.Variable.Name == variable);

    /// <summary>The tables of the SSD stand in the schema that the script makes of the model.</summary>
    private static void Compile(DeploymentScript script, SqlServerVersion version, string collation) => DatabaseModel.Compile(
        [
            .. CheckedOut.SsdClr.Sources,
            .. ScriptCompiler.Stubs,
            s_made,
            .. CheckedOut.Ssd.Sources
                .Where(source => SsdClr.Payload.Reading.ChildQuery.Tables.Contains(Path.GetFileNameWithoutExtension(source.Name)))
                .Select(source => source with { Text = WithoutReferences(source) }),
            .. ScriptCompiler.Procedures([script], "SsdClr"),
        ],
        version,
        collation).Dispose();

    /// <summary>A table of the SSD with its columns alone.</summary>
    private static string WithoutReferences(SqlSource source)
    {
        var table = Fragments.Of<CreateTableStatement>(DeploymentScript.Parse(source.Name, source.Text)).Single();
        var columns = table.Definition.ColumnDefinitions.Select(column => $"[{column.ColumnIdentifier.Value}] {source.Text.Substring(column.DataType.StartOffset, column.DataType.FragmentLength)} NULL");
        return $"CREATE TABLE [csc_acceptance].[{table.SchemaObjectName.BaseIdentifier.Value}] ({string.Join(", ", columns)});";
    }
}

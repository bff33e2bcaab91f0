using System.Globalization;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build;
using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;
using SsdClr.Database.Tests.Scripts;
using Dac = Microsoft.SqlServer.Dac.Model;

namespace SsdClr.Database.Tests.TSqlt;

/// <summary>No server runs the suite here: it is compiled against declarations of tSQLt, and held against the product it is to test.</summary>
[TestClass]
public sealed class SuiteTests
{
    private const string IgnoringCase = "SQL_Latin1_General_CP1_CI_AS";
    private const string HeedingCase = "Latin1_General_BIN2";
    private const string WithoutTransaction = "--[@tSQLt:NoTransaction](DEFAULT)\n";

    /// <summary>Faults that one session cannot bring about, or not in a database to test in.</summary>
    private static readonly Dictionary<string, string> s_untestedFaults = new(StringComparer.Ordinal)
    {
        ["51002"] = "takes a second session that holds the lock",
        ["51003"] = "takes a login that reaches csc.begin_run without being a member of csc_runner, which only db_owner does",
        ["51004"] = "takes a read-only database",
        ["51006"] = "takes a database with forced delayed durability, which a test would have to alter",
        ["51036"] = "takes a second session that holds the lock",
        ["51034"] = "takes a database master key that the server does not open, as after a restore elsewhere",
    };

    [TestMethod]
    [DataRow(SqlServerVersion.Sql130, IgnoringCase)]
    [DataRow(SqlServerVersion.Sql150, HeedingCase)]
    [DataRow(SqlServerVersion.Sql160, HeedingCase)]
    [DataRow(SqlServerVersion.Sql170, HeedingCase)]
    public void Every_class_compiles(SqlServerVersion version, string collation) => SuiteCompiler.Compile(TestClass.All, version, collation);

    [TestMethod]
    [DataRow("csc_run_tests", "@confirm_deletions = 7", "@deletions = 7", "@deletions")]
    [DataRow("csc_run_tests", "[csc].[refresh] @as_of", "[csc].[Refresh] @as_of", "Refresh")]
    [DataRow("csc_run_tests", "[r].[confirm_removals]", "[r].[removals]", "removals")]
    [DataRow("csc_run_tests", "@TableName = N'csc.begin_run_SpyProcedureLog'", "@Table = N'csc.begin_run_SpyProcedureLog'", "@Table")]
    public void Wrong_name_is_found(string name, string right, string wrong, string named)
    {
        var fault = Assert.ThrowsExactly<BuildException>(() => SuiteCompiler.Compile([TestClass.Named(name).With(right, wrong)], SqlServerVersion.Sql130, HeedingCase));

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Columns_that_DacFx_does_not_look_up_are_there() => NoFaults(
        from made in TestClass.All
        from procedure in made.Procedures
        from fault in TableVariables.WrongColumns(procedure)
        select $"{made.Name}: {fault}");

    [TestMethod]
    [DataRow("csc_run_tests", "INSERT INTO [#Expected] ([operation]", "INSERT INTO [#Expected] ([what]")]
    [DataRow("csc_permission_tests", "[r].[object_name], [r].[permission] FROM @rights", "[r].[object], [r].[permission] FROM @rights")]
    public void Wrong_column_that_DacFx_does_not_look_up_is_found(string name, string right, string wrong) =>
        Assert.IsTrue(TestClass.Named(name).With(right, wrong).Procedures.SelectMany(TableVariables.WrongColumns).Any());

    [TestMethod]
    public void Nothing_is_written_that_DacFx_lets_pass_and_SQL_Server_refuses() => NoFaults(
        TestClass.All.Select(made => (made.Name, made.Parsed)).Concat(CscObject.All.Select(made => (made.Name, made.Parsed)))
            .SelectMany(made => ServerRules.Faults(made.Parsed).Select(fault => $"{made.Name}: {fault}")));

    [TestMethod]
    [DataRow("SELECT MIN(CASE WHEN EXISTS (SELECT 1) THEN 1 END);")]
    [DataRow("SELECT SUM(MAX([t].[a])) FROM [csc].[x] AS [t];")]
    [DataRow("SET IDENTITY_INSERT [#a] ON;")]
    [DataRow("DECLARE @count int; SELECT @Count = 1;")]
    public void What_SQL_Server_refuses_is_found(string code) => Assert.HasCount(1, ServerRules.Faults(DeploymentScript.Parse("code", code)).ToList());

    [TestMethod]
    public void Runner_compiles() => SuiteCompiler.CompileRunner(RunnerBatches(), SqlServerVersion.Sql130, HeedingCase);

    [TestMethod]
    public void Runner_makes_every_class_and_no_other()
    {
        var included = Runner().Split('\n').Where(line => line.StartsWith(":r ", StringComparison.Ordinal)).Select(line => line[3..]).ToList();

        CollectionAssert.AreEqual(TestClass.All.Select(made => made.Name + ".sql").ToList(), included);
    }

    [TestMethod]
    public void Every_file_makes_the_class_of_its_name_and_everything_in_it()
    {
        var wrong =
            from made in TestClass.All
            let named = Parts.Calls(made.Parsed.Batches[0]).Select(call => Parts.Text(call.Call, "@ClassName")).Single()
            from schema in made.Procedures.Select(procedure => procedure.ProcedureReference.Name.SchemaIdentifier.Value)
                .Concat(Fragments.Of<CreateFunctionStatement>(made.Parsed).Select(function => function.Name.SchemaIdentifier.Value))
                .Append(named)
            where schema != made.Name
            select $"{made.Name}: {schema}";

        NoFaults(wrong);
    }

    [TestMethod]
    public void Every_procedure_is_a_test_by_its_name_or_none()
    {
        var called = TestClass.All.SelectMany(made => Parts.Calls(made.Parsed)).Select(call => $"{call.Schema}.{call.Name}").ToHashSet(StringComparer.Ordinal);

        NoFaults(
            from made in TestClass.All
            from name in made.Procedures.Select(TestClass.NameOf)
            where !name.StartsWith("test ", StringComparison.Ordinal) && name != "SetUp" && !called.Contains($"{made.Name}.{name}")
            select $"{made.Name}.{name} is run by nobody");
    }

    [TestMethod]
    public void No_two_procedures_of_a_class_have_one_name() => NoFaults(
        from made in TestClass.All
        from same in made.Procedures.Select(TestClass.NameOf).GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
        where same.Count() > 1
        select $"{made.Name}.{same.Key}");

    [TestMethod]
    public void Every_test_can_fail()
    {
        NoFaults(
            from made in TestClass.All
            let asserting = made.Procedures.Where(procedure => Parts.Calls(procedure).Any(IsAssertion)).Select(TestClass.NameOf).ToHashSet(StringComparer.Ordinal)
            from test in made.Tests
            where !Parts.Calls(test).Any(call => IsAssertion(call) || (call.Schema == made.Name && asserting.Contains(call.Name)))
            select $"{made.Name}.{TestClass.NameOf(test)}");

        static bool IsAssertion((string Schema, string Name, ExecutableProcedureReference Call) call) =>
            call.Schema == "tSQLt" && (call.Name.StartsWith("Assert", StringComparison.Ordinal) || call.Name.StartsWith("Expect", StringComparison.Ordinal) || call.Name == "Fail");
    }

    [TestMethod]
    public void An_error_is_expected_once_and_of_what_follows() => NoFaults(
        from made in TestClass.All
        from test in made.Tests
        let calls = Parts.Calls(test).Where(call => call.Name is "ExpectException" or "ExpectNoException").ToList()
        where calls.Count > 1 || (calls.Count == 1 && Fragments.Of<TSqlStatement>(test)[^1] is ExecuteStatement last && Parts.Calls(last).Any(call => call.Schema == "tSQLt"))
        select $"{made.Name}.{TestClass.NameOf(test)}");

    [TestMethod]
    public void Test_that_goes_on_after_an_error_runs_without_a_transaction() => NoFaults(
        from made in TestClass.All
        from test in made.Tests
        where Fragments.Of<TryCatchStatement>(test).Count > 0 && !RunsWithoutTransaction(made, test)
            && !Fragments.Of<FunctionCall>(test).Any(call => call.FunctionName.Value == "XACT_STATE")
        select $"{made.Name}.{TestClass.NameOf(test)}: the error may have doomed the transaction, and the test does not look at XACT_STATE()");

    [TestMethod]
    public void Test_without_a_transaction_leaves_nothing_that_tSQLt_does_not_undo() => NoFaults(
        from made in TestClass.All
        from test in made.Tests
        where RunsWithoutTransaction(made, test)
        let helpers = made.Procedures.Where(procedure => Parts.Calls(test).Any(call => call.Schema == made.Name && call.Name == TestClass.NameOf(procedure)) || TestClass.NameOf(procedure) == "SetUp")
        from part in helpers.Append(test)
        where Parts.Calls(part).Any(call => call.Name == "FakeFunction" && Parts.Text(call.Call, "@FakeDataSource") is not null) || Fragments.Of<CreateUserStatement>(part).Count > 0
        select $"{made.Name}.{TestClass.NameOf(test)}: {TestClass.NameOf(part)}");

    [TestMethod]
    public void Annotation_is_where_tSQLt_looks_for_it() => NoFaults(
        from made in TestClass.All
        where made.Text.Split("@tSQLt:").Length != made.Text.Split(WithoutTransaction + "CREATE PROCEDURE").Length
        select made.Name);

    [TestMethod]
    public void Fakes_of_functions_have_columns_of_the_function() => NoFaults(
        from made in TestClass.All
        from call in Parts.Calls(made.Parsed)
        where call.Name == "FakeFunction"
        let text = Parts.Text(call.Call, "@FakeDataSource")
        where text is not null
        let columns = ColumnsOf(Parts.Text(call.Call, "@FunctionName")!)
        let query = Fragments.Of<QuerySpecification>(DeploymentScript.Parse(made.Name, text)).First()
        from column in query.SelectElements.Cast<SelectScalarExpression>()
        where !columns.Contains(column.ColumnName.Value)
        select $"{made.Name}: {Parts.Text(call.Call, "@FunctionName")} has no column {column.ColumnName.Value}");

    [TestMethod]
    public void What_is_faked_or_spied_is_there()
    {
        var known = CscObject.All.Where(found => found.Folder != "Security").Select(found => "csc." + found.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var function in TestClass.All.SelectMany(made => Fragments.Of<CreateFunctionStatement>(made.Parsed)))
        {
            known.Add($"{function.Name.SchemaIdentifier.Value}.{function.Name.BaseIdentifier.Value}");
        }

        NoFaults(
            from made in TestClass.All
            from call in Parts.Calls(made.Parsed)
            from parameter in new[] { "@TableName", "@ProcedureName", "@FunctionName", "@FakeFunctionName", "@routine", "@procedure" }
            let name = Parts.Text(call.Call, parameter)
            where name is not null && !name.StartsWith('#') && !known.Contains(name.Replace("_SpyProcedureLog", string.Empty, StringComparison.Ordinal))
            select $"{made.Name}: {name}");
    }

    [TestMethod]
    public void Every_procedure_is_called_by_a_test()
    {
        var called = Calls().ToHashSet(StringComparer.Ordinal);
        var spied = TextsOf("@ProcedureName");
        var signed = TextsOf("@routine");

        NoFaults(
            from procedure in CscObject.All
            where procedure.Folder == "Procedures"
            where procedure.IsOfAnAssembly ? !spied.Contains("csc." + procedure.Name) || !signed.Contains("csc." + procedure.Name) : !called.Contains(procedure.Name)
            select procedure.Name);

        static IEnumerable<string> Calls() =>
            from made in TestClass.All
            where made.Name != "csc_help_tests"
            from call in Parts.Calls(made.Parsed)
            where call.Schema == "csc" && !call.Call.Parameters.Any(parameter => parameter.Variable?.Name == "@help")
            select call.Name;
    }

    [TestMethod]
    public void Every_procedure_has_its_help_tested() => NoFaults(CscObject.All
        .Where(found => found.Folder == "Procedures" && !found.IsOfAnAssembly)
        .Select(found => "csc." + found.Name)
        .Except(TextsOf("@procedure"), StringComparer.Ordinal));

    [TestMethod]
    public void Every_view_and_function_is_read_by_a_test_or_its_signature_is()
    {
        var read = new HashSet<string>(TextsOf("@routine").Select(name => name[4..]), StringComparer.Ordinal);
        foreach (var made in TestClass.All)
        {
            read.UnionWith(Fragments.Of<SchemaObjectName>(made.Parsed).Where(name => name.SchemaIdentifier?.Value == "csc").Select(name => name.BaseIdentifier.Value));
            read.UnionWith(Fragments.Of<FunctionCall>(made.Parsed)
                .Where(call => call.CallTarget is MultiPartIdentifierCallTarget { MultiPartIdentifier.Identifiers: [{ Value: "csc" }] })
                .Select(call => call.FunctionName.Value));
        }

        NoFaults(CscObject.All.Where(found => found.Folder is "Views" or "Functions").Select(found => found.Name).Except(read, StringComparer.Ordinal));
    }

    [TestMethod]
    public void Every_key_and_check_of_a_table_is_tested()
    {
        var constraints = CscObject.All.Where(found => found.Folder == "Tables")
            .SelectMany(table => Fragments.Of<ConstraintDefinition>(table.Parsed))
            .Where(constraint => constraint.ConstraintIdentifier is not null && constraint is UniqueConstraintDefinition or CheckConstraintDefinition)
            .Select(constraint => constraint.ConstraintIdentifier.Value);

        NoFaults(constraints.Except(TextsOf("@ConstraintName"), StringComparer.Ordinal));
    }

    [TestMethod]
    public void Every_trigger_is_tested() =>
        NoFaults(CscObject.All.Where(found => found.Folder == "Triggers").Select(found => found.Name).Except(TextsOf("@TriggerName"), StringComparer.Ordinal));

    [TestMethod]
    public void Every_fault_of_a_procedure_is_provoked()
    {
        var thrown = CscObject.All.Where(found => found.Folder is "Procedures" or "Triggers")
            .SelectMany(found => Fragments.Of<ThrowStatement>(found.Parsed))
            .Select(statement => (statement.ErrorNumber as IntegerLiteral)?.Value)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);
        var provoked = TestClass.All.SelectMany(made => Fragments.Of<IntegerLiteral>(made.Parsed)).Select(literal => literal.Value).ToHashSet(StringComparer.Ordinal);

        Assert.AreEqual(string.Join(' ', s_untestedFaults.Keys.Order(StringComparer.Ordinal)), string.Join(' ', thrown.Where(number => !provoked.Contains(number)).Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    public void Rights_that_are_expected_of_a_role_are_those_of_the_model()
    {
        using var model = DatabaseModel.Compile(CheckedOut.SsdClr.Sources, SqlServerVersion.Sql170, HeedingCase);
        var roles = model.GetObjects(DacQueryScopes.UserDefined, Role.TypeClass).Select(role => role.Name.Parts[0]).Order(StringComparer.Ordinal).ToList();
        var tested = TestClass.Named("csc_permission_tests").Tests
            .Where(test => TestClass.NameOf(test).StartsWith("test rights of ", StringComparison.Ordinal))
            .ToDictionary(test => TestClass.NameOf(test)["test rights of ".Length..], StringComparer.Ordinal);
        CollectionAssert.AreEqual(roles, tested.Keys.Order(StringComparer.Ordinal).ToList());

        NoFaults(
            from role in roles
            let expected = Fragments.Of<InlineDerivedTable>(tested[role]).Count > 0 ? [] : RowsOf(tested[role])
            let granted = Rights(model, role)
            from right in expected.Except(granted, StringComparer.Ordinal).Select(right => "expected, not granted: " + right)
                .Concat(granted.Except(expected, StringComparer.Ordinal).Select(right => "granted, not expected: " + right))
            select $"{role}: {right}");
    }

    [TestMethod]
    public void Signatures_that_are_expected_of_the_assemblies_are_those_declared()
    {
        NoFaults(
            from call in TestClass.All.SelectMany(made => Parts.Calls(made.Parsed))
            where call.Name == "assert signature"
            let found = CscObject.Named(Parts.Text(call.Call, "@routine")![4..])
            let columns = string.Join(", ", Fragments.Of<TableDefinition>(found.Parsed).SelectMany(table => table.ColumnDefinitions).Select(column => $"{column.ColumnIdentifier.Value} {found.TextOf(column.DataType)}"))
            let parameters = string.Join(", ", Fragments.Of<ProcedureParameter>(found.Parsed).Select(parameter => $"{parameter.VariableName.Value} {found.TextOf(parameter.DataType)}"))
            where columns != Parts.Text(call.Call, "@columns") || parameters != Parts.Text(call.Call, "@parameters")
            select $"{found.Name}: {columns}; {parameters}");

        CollectionAssert.AreEqual(
            CscObject.All.Where(found => found.IsOfAnAssembly).Select(found => "csc." + found.Name).Order(StringComparer.Ordinal).ToList(),
            TextsOf("@routine").Order(StringComparer.Ordinal).ToList());
    }

    [TestMethod]
    public void Every_string_is_Unicode_but_for_kinds_of_objects() => NoFaults(
        from made in TestClass.All
        from literal in Fragments.Of<StringLiteral>(made.Parsed)
        where !literal.IsNational && literal.Value.Length > 2 && !DateTime.TryParseExact(literal.Value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        select $"{made.Name}:{literal.StartLine}");

    private static bool RunsWithoutTransaction(TestClass made, CreateProcedureStatement test) =>
        made.Text.AsSpan(0, test.StartOffset).EndsWith(WithoutTransaction, StringComparison.Ordinal);

    private static HashSet<string> TextsOf(string parameter) =>
        TestClass.All.SelectMany(made => Parts.Calls(made.Parsed)).Select(call => Parts.Text(call.Call, parameter)).OfType<string>().ToHashSet(StringComparer.Ordinal);

    private static HashSet<string> ColumnsOf(string function)
    {
        var found = CscObject.Named(function[4..]);
        return Fragments.Of<TableDefinition>(found.Parsed).SelectMany(table => table.ColumnDefinitions).Select(column => column.ColumnIdentifier.Value)
            .Concat(Fragments.Of<QuerySpecification>(found.Parsed).Take(1).SelectMany(query => query.SelectElements.OfType<SelectScalarExpression>())
                .Select(element => element.ColumnName?.Value ?? ((ColumnReferenceExpression)element.Expression).MultiPartIdentifier.Identifiers[^1].Value))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static List<string> RowsOf(CreateProcedureStatement test) =>
        [.. Fragments.Of<RowValue>(test).Select(row => string.Join(' ', row.ColumnValues.Cast<StringLiteral>().Select(value => value.Value)))];

    /// <summary>What a member of a role may do, the roles it is in itself included: object and permission.</summary>
    private static List<string> Rights(TSqlModel model, string role)
    {
        var roles = new List<string> { role };
        for (var index = 0; index < roles.Count; index++)
        {
            roles.AddRange(model.GetObjects(DacQueryScopes.UserDefined, RoleMembership.TypeClass)
                .Where(membership => membership.GetReferenced(RoleMembership.Member).Single().Name.Parts[0] == roles[index])
                .Select(membership => membership.GetReferenced(RoleMembership.Role).Single().Name.Parts[0]));
        }

        return
        [
            .. from permission in model.GetObjects(DacQueryScopes.UserDefined, Dac.Permission.TypeClass)
               where roles.Contains(permission.GetReferenced(Dac.Permission.Grantee).Single().Name.Parts[0])
               where permission.GetProperty<PermissionAction>(Dac.Permission.PermissionAction) == PermissionAction.Grant
               let secured = permission.GetReferenced(Dac.Permission.SecuredObject).Single().Name.Parts
               where secured.Count == 2
               select $"{secured[1]} {permission.GetProperty<PermissionType>(Dac.Permission.PermissionType).ToString().ToUpperInvariant()}",
        ];
    }

    private static string Runner() => File.ReadAllText(Path.Combine(TestClass.Folder, "run.sql")).ReplaceLineEndings("\n");

    /// <summary>What sqlcmd sends of the runner: its own commands, which begin with a colon, are not T-SQL.</summary>
    private static IEnumerable<SqlSource> RunnerBatches()
    {
        string text = string.Join('\n', Runner().Split('\n').Select(line => line.StartsWith(':') ? string.Empty : line));
        return DeploymentScript.Parse("tests/tSQLt/run.sql", text).Batches
            .Select((batch, index) => new SqlSource(string.Create(CultureInfo.InvariantCulture, $"run {index}"), text.Substring(batch.StartOffset, batch.FragmentLength)));
    }

    private static void NoFaults(IEnumerable<string> faults) => Assert.AreEqual(string.Empty, string.Join('\n', faults.Distinct(StringComparer.Ordinal)));
}

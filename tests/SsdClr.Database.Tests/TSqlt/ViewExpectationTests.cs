using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Database.Tests.Model;

namespace SsdClr.Database.Tests.TSqlt;

/// <summary>
/// What the suite expects of views, executed: the rows of such a test go into the companion's tables, whose views are generated from the same
/// files, and the rows that come out are compared with the expected ones. So the expectation is seen to be right before a server is asked.
/// </summary>
[TestClass]
public sealed partial class ViewExpectationTests
{
    private const string Now = "'%Y-%m-%d %H:%M:%S', 'now'";

    /// <summary>Tests that do nothing but insert rows, read a view and compare; what they call is known here.</summary>
    public static IEnumerable<TestDataRow<(string Class, string Test)>> Tests =>
        from made in TestClass.All
        where made.Name is "csc_view_tests" or "csc_requeue_tests" or "csc_history_tests"
        from test in made.Tests
        where IsOfViews(test)
        select new TestDataRow<(string, string)>((made.Name, TestClass.NameOf(test))) { DisplayName = $"{made.Name}: {TestClass.NameOf(test)}" };

    [TestMethod]
    [DynamicData(nameof(Tests))]
    public void Rows_given_lead_to_the_rows_expected((string Class, string Test) named)
    {
        var (expected, actual) = Rows(TestClass.Named(named.Class), named.Test);

        Assert.AreEqual(expected, actual);
    }

    [TestMethod]
    [DataRow("csc_view_tests", "test status counts the children of the present receiver by state and change", "(N'pending', N'new', 2, 1, 1)", "(N'pending', N'new', 3, 1, 1)")]
    [DataRow("csc_view_tests", "test withheld child needs attention", "@kind = N'withheld'", "@kind = N'held'")]
    [DataRow("csc_view_tests", "test nothing needs attention after a good night", "(1, N'P3', N'dormant'", "(1, N'P3', N'rejected'")]
    [DataRow("csc_history_tests", "test batches that nothing depends on are past", "(4, 3, @old, N'in_flight')", "(4, 3, @old, N'accepted')")]
    public void Wrong_expectation_is_seen(string name, string test, string right, string wrong)
    {
        var (expected, actual) = Rows(TestClass.Named(name).With(right, wrong), test);

        Assert.AreNotEqual(expected, actual);
    }

    [TestMethod]
    [DataRow("run_time_budget_s")]
    [DataRow("request_timeout_s")]
    public void An_overdue_run_is_one_by_the_defaults_of_the_settings(string setting)
    {
        var view = CheckedOut.SsdClr.Sources.Single(source => source.Name == "sql/csc/Views/overdue_run.sql").Text;
        var definition = SsdClr.Settings.SettingCatalogue.All.Single(found => found.Name == setting);

        Assert.Contains($"N'{setting}'), {definition.DefaultValue})", view, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Every_such_test_is_taken() => Assert.IsGreaterThanOrEqualTo(17, Tests.Count());

    private static (string Expected, string Actual) Rows(TestClass made, string test)
    {
        using var database = new SqliteDatabase();
        var run = new Run(made, database);
        var setUp = made.Procedures.SingleOrDefault(procedure => TestClass.NameOf(procedure) == "SetUp");
        if (setUp is not null)
        {
            run.Execute(setUp);
        }

        run.Execute(made.Tests.Single(found => TestClass.NameOf(found) == test));
        Assert.IsTrue(run.HasCompared);
        return (string.Join('\n', run.Expected.Order(StringComparer.Ordinal)), string.Join('\n', run.Actual.Order(StringComparer.Ordinal)));
    }

    /// <summary>Reads views of ours and nothing that only SQL Server has, and calls nothing but tSQLt and what the class shares.</summary>
    private static bool IsOfViews(CreateProcedureStatement test)
    {
        var read = Fragments.Of<QuerySpecification>(test).Where(query => query.FromClause is not null).SelectMany(query => Fragments.Of<NamedTableReference>(query.FromClause))
            .Select(table => table.SchemaObject.BaseIdentifier.Value)
            .Where(name => !name.StartsWith('#'))
            .ToList();
        var calls = Parts.Calls(test).ToList();
        return Fragments.Of<DeclareVariableStatement>(test).Count == 0
            && calls.TrueForAll(call => call.Schema == "tSQLt" || call.Name is "seed" or "assert one thing needs attention")
            && read.TrueForAll(name => name is "status" or "needs_attention" or "run_history" or "requeueable" or "past_batch" or "overdue_run")
            && (read.Count > 0 || calls.Exists(call => call.Name == "assert one thing needs attention"));
    }

    [GeneratedRegex(@"DATEADD\((?<unit>HOUR|DAY), (?<count>-?\d+), SYSUTCDATETIME\(\)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Earlier();

    [GeneratedRegex(@" AS \[n\] \(\[(?<column>\w+)\]\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedColumn();

    private sealed class Run(TestClass made, SqliteDatabase database)
    {
        private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

        public string[] Actual { get; private set; } = [];

        public List<string> Expected { get; } = [];

        public bool HasCompared { get; private set; }

        public void Execute(CreateProcedureStatement procedure)
        {
            foreach (var statement in procedure.StatementList.Statements.OfType<BeginEndBlockStatement>().SelectMany(block => block.StatementList.Statements))
            {
                Execute(statement);
            }
        }

        private void Execute(TSqlStatement statement)
        {
            switch (statement)
            {
                case DeclareVariableStatement declare:
                    foreach (var element in declare.Declarations.Where(element => element.Value is not null))
                    {
                        _variables[element.VariableName.Value] = Sqlite(element.Value);
                    }

                    break;
                case ExecuteStatement execute:
                    Call(Parts.Calls(execute).Single());
                    break;
                case SelectStatement { Into: not null, QueryExpression: QuerySpecification { TopRowFilter: not null } }:
                    break;
                case SelectStatement { Into: not null } select:
                    var text = Text(select);
                    var into = Text(select.Into);
                    Actual = database.Rows(Sqlite(text.Remove(text.IndexOf("INTO " + into, StringComparison.Ordinal), 5 + into.Length)));
                    break;
                case InsertStatement { InsertSpecification.Target: NamedTableReference { SchemaObject.BaseIdentifier.Value: "#Expected" } } insert:
                    Expected.AddRange(((ValuesInsertSource)insert.InsertSpecification.InsertSource).RowValues
                        .Select(row => string.Join('|', row.ColumnValues.Select(value => value is VariableReference variable ? _variables[variable.Name] : value is NullLiteral ? string.Empty : ((Literal)value).Value))));
                    break;
                case InsertStatement or UpdateStatement:
                    database.Execute(Sqlite(Text(statement)));
                    break;
                default:
                    Assert.Fail($"{made.Name}:{statement.StartLine.ToString(CultureInfo.InvariantCulture)}: a {statement.GetType().Name} is not known here.");
                    break;
            }
        }

        private void Call((string Schema, string Name, ExecutableProcedureReference Call) call)
        {
            switch (call.Name)
            {
                case "FakeTable":
                    Fake(Parts.Text(call.Call, "@TableName")!);
                    break;
                case "AssertEqualsTable" or "AssertEmptyTable":
                    HasCompared = true;
                    break;
                case "SpyProcedure":
                    break;
                default:
                    var called = made.Procedures.Single(procedure => TestClass.NameOf(procedure) == call.Name);
                    foreach (var parameter in called.Parameters)
                    {
                        var given = call.Call.Parameters.FirstOrDefault(argument => argument.Variable.Name == parameter.VariableName.Value)?.ParameterValue;
                        _variables[parameter.VariableName.Value] = given is Literal and not NullLiteral ? ((Literal)given).Value : string.Empty;
                    }

                    Execute(called);
                    break;
            }
        }

        /// <summary>As tSQLt does: the columns without what constrains them.</summary>
        private void Fake(string table)
        {
            var columns = database.Rows($"SELECT name FROM csc.pragma_table_info('{table[4..]}', 'csc')");
            database.Execute($"DROP TABLE {table}; CREATE TABLE {table} ([{string.Join("], [", columns)}]);");
        }

        private string Text(TSqlFragment part) => made.Text.Substring(part.StartOffset, part.FragmentLength);

        private string Sqlite(TSqlFragment part) => Sqlite(Text(part));

        private string Sqlite(string text)
        {
            text = Earlier().Replace(text, match => $"strftime({Now}, '{match.Groups["count"].Value} {match.Groups["unit"].Value}S')")
                .Replace("SYSUTCDATETIME()", $"strftime({Now})", StringComparison.Ordinal)
                .Replace("N'", "'", StringComparison.Ordinal);
            foreach (var (name, value) in _variables)
            {
                text = text.Replace(name, value, StringComparison.Ordinal);
            }

            var named = NamedColumn().Match(text);
            return named.Success
                ? NamedColumn().Replace(text, " AS [n]").Replace($"[n].[{named.Groups["column"].Value}]", "[n].[column1]", StringComparison.Ordinal)
                : text;
        }
    }
}

using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build.Installation;
using SsdClr.Database.Tests.Acceptance;
using SsdClr.Database.Tests.Scripts;

namespace SsdClr.Database.Tests.Dacpac;

/// <summary>The first error is the one that a caller is told, in its own words.</summary>
[TestClass]
public sealed class ErrorTests
{
    /// <summary>THROW reads % in its message as the start of a format, in a variable too: the message is then cut, or empty. Two of them are one.</summary>
    [TestMethod]
    public void A_percent_sign_in_a_message_is_doubled()
    {
        var texts = TSqlFile.All.SelectMany(file => file.Statements.Select(statement => (file.Name, Code: (TSqlFragment)statement)))
            .Concat(DeploymentScript.All.Append(AcceptanceRows.Script).Select(script => (script.Name, Code: (TSqlFragment)script.Parsed)))
            .Append(("install.sql", DeploymentScript.Parse("install.sql", InstallScript.Write(CheckedOut.Release.Whole, []))));

        Assert.AreEqual(string.Empty, string.Join(", ", texts.SelectMany(text => Undoubled(text.Item1, text.Item2))));
    }

    [TestMethod]
    [DataRow("SET @message = N'100% of ' + @name; THROW 51000, @message, 1;")]
    [DataRow("SET @message = N'All of ' + @name; THROW 51000, @message, 1;")]
    [DataRow("SET @other = REPLACE(@name, N'%', N'%%'); THROW 51000, @message, 1;")]
    [DataRow("SET @message = N'100%'; THROW 51000, @message, 1;")]
    [DataRow("THROW 51000, N'100%', 1;")]
    [DataRow("IF @name IS NULL THROW 51000, @message, 1;")]
    public void A_percent_sign_that_may_be_lost_is_found(string code) =>
        Assert.HasCount(1, Undoubled("planted", DeploymentScript.Parse("planted", $"DECLARE @name sysname, @other sysname, @message nvarchar(2048);\n{code}")).ToList());

    [TestMethod]
    [DataRow("SET @message = N'All.' + N' And more.'; THROW 51000, @message, 1;")]
    [DataRow("SET @message = REPLACE(@message, N'%', N'%%'); THROW 51000, @message, 1;")]
    [DataRow("THROW 51000, N'100%%', 1;")]
    public void A_percent_sign_that_stays_is_let_pass(string code) =>
        Assert.IsEmpty(Undoubled("planted", DeploymentScript.Parse("planted", $"DECLARE @message nvarchar(2048);\n{code}")).ToList());

    private static IEnumerable<string> Undoubled(string name, TSqlFragment code)
    {
        var doubled = Fragments.Of<StatementList>(code).Select(list => list.Statements).Concat(Fragments.Of<TSqlBatch>(code).Select(batch => batch.Statements))
            .SelectMany(list => list.Zip(list.Skip(1)))
            .Where(pair => pair is { First: SetVariableStatement set, Second: ThrowStatement { Message: VariableReference thrown } } && set.Variable.Name == thrown.Name && IsSafe(set.Expression))
            .Select(pair => pair.Second)
            .ToHashSet();
        return Fragments.Of<ThrowStatement>(code)
            .Where(raised => raised.Message is not null && !(raised.Message is StringLiteral ? IsSafe((StringLiteral)raised.Message) : doubled.Contains(raised)))
            .Select(raised => $"{name}:{raised.StartLine.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
    }

    private static bool IsSafe(ScalarExpression expression) => expression switch
    {
        StringLiteral literal => !literal.Value.Replace("%%", string.Empty, StringComparison.Ordinal).Contains('%', StringComparison.Ordinal),
        BinaryExpression { BinaryExpressionType: BinaryExpressionType.Add } sum => IsSafe(sum.FirstExpression) && IsSafe(sum.SecondExpression),
        FunctionCall { FunctionName.Value: "REPLACE", Parameters: [_, StringLiteral { Value: "%" }, StringLiteral { Value: "%%" }] } => true,
        _ => false,
    };

    [TestMethod]
    public void A_refresh_that_cannot_be_shown_hides_no_error()
    {
        var refresh = TSqlFile.Procedures.Single(item => item.File.Name == "sql/csc/Procedures/refresh.sql").Procedure;
        var guarded = Fragments.Of<TryCatchStatement>(refresh);
        var shown = Fragments.Of<ExecutableProcedureReference>(refresh).Where(call => call.ProcedureReference.ProcedureReference?.Name.BaseIdentifier.Value == "show_refresh").ToList();

        Assert.HasCount(2, shown);
        foreach (var call in shown)
        {
            var around = guarded.Last(part => Fragments.Holds(part.TryStatements, call));
            Assert.HasCount(1, Fragments.Of<PrintStatement>(around.CatchStatements));
            Assert.IsEmpty(Fragments.Of<ThrowStatement>(around));
        }
    }
}

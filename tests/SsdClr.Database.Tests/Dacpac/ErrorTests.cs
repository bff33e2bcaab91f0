using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.Dacpac;

/// <summary>The first error is the one that a caller is told.</summary>
[TestClass]
public sealed class ErrorTests
{
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

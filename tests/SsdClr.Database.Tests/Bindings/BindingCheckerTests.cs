using SsdClr.Database.Tests.Verifier;

namespace SsdClr.Database.Tests.Bindings;

/// <summary>The binding checker finds each kind of misfit, and none where T-SQL and method fit.</summary>
[TestClass]
public sealed class BindingCheckerTests
{
    private const string Right = "[SsdClr.Forbidden].[SsdClr.Forbidden.Bindings.RightRoutines]";
    private const string Wrong = "[SsdClr.Forbidden].[SsdClr.Forbidden.Bindings.WrongRoutines]";
    private const string Refresh = "CREATE PROCEDURE csc.r @run_id bigint, @as_of date, @quiet bit, @count int OUTPUT, @text nvarchar(max) OUTPUT AS EXTERNAL NAME " + Right + ".[Refresh];";
    private const string Pretty = "CREATE FUNCTION csc.r (@json nvarchar(max)) RETURNS nvarchar(max) AS EXTERNAL NAME " + Right + ".[Pretty];";
    private const string Payloads = "CREATE FUNCTION csc.r (@as_of date, @person_id nvarchar(48)) RETURNS TABLE (person_id nvarchar(48), payload nvarchar(max), payload_hash binary(32), payload_bytes int) AS EXTERNAL NAME " + Right + ".[Payloads];";

    [TestMethod]
    [DataRow(Refresh)]
    [DataRow(Pretty)]
    [DataRow(Payloads)]
    [DataRow("CREATE FUNCTION csc.r () RETURNS TABLE (Number int) AS EXTERNAL NAME " + Right + ".[Numbers];")]
    public void A_declaration_that_fits_has_no_fault(string script) => Assert.AreEqual("", string.Join('\n', FaultsOf(script)));

    [TestMethod]
    [DataRow(Refresh, "[SsdClr.Forbidden]", "[SsdClr.Elsewhere]", "there is no assembly [SsdClr.Elsewhere]")]
    [DataRow(Refresh, "RightRoutines", "rightroutines", "has no class [SsdClr.Forbidden.Bindings.rightroutines]")]
    [DataRow(Refresh, "[Refresh]", "[refresh]", "has no method [refresh]")]
    [DataRow(Refresh, "[Refresh]", "[FillPayload]", "FillPayload has no SqlFunction or SqlProcedure attribute")]
    [DataRow(Refresh, "@run_id bigint, ", "", "Refresh takes 5 parameters, the declaration has 4")]
    [DataRow(Refresh, "@run_id bigint", "@run_id int", "@run_id: int is bound to System.Data.SqlTypes.SqlInt64")]
    [DataRow(Refresh, "@as_of date", "@as_of nvarchar(10)", "@as_of: nvarchar(10) is bound to System.Nullable`1<System.DateTime>")]
    [DataRow(Refresh, "@quiet bit", "@quiet bit OUTPUT", "@quiet is OUTPUT, quiet is neither ref nor out")]
    [DataRow(Refresh, "@count int OUTPUT", "@count int", "@count is not OUTPUT, count is ref or out")]
    [DataRow(Refresh, "@quiet bit", "@quiet varchar(5)", "@quiet: varchar(5) cannot be bound to a method")]
    [DataRow(Pretty, "RETURNS nvarchar(max)", "RETURNS int", "RETURNS: int is bound to System.Data.SqlTypes.SqlChars")]
    [DataRow(Pretty, "[Pretty]", "[Refresh]", "has SqlProcedureAttribute, which does not fit a ScalarFunction")]
    [DataRow(Payloads, ", payload_bytes int", "", "FillPayload fills 4 columns, the table has 3")]
    [DataRow(Payloads, "payload_bytes int", "payload_bytes bigint", "column payload_bytes: bigint is bound to System.Data.SqlTypes.SqlInt32")]
    [DataRow(Payloads, "payload_bytes int", "payload_size int", "column payload_size is filled by payloadBytes")]
    public void A_declaration_that_does_not_fit_is_told_apart(string script, string part, string replacement, string fault) =>
        AssertFault(script.Replace(part, replacement, StringComparison.Ordinal), fault);

    [TestMethod]
    [DataRow("PROCEDURE csc.r", ".[WithoutAttribute]", "WithoutAttribute has no SqlFunction or SqlProcedure attribute")]
    [DataRow("PROCEDURE csc.r", ".[ReturnsText]", "a procedure returns void, int or SqlInt32, not System.Data.SqlTypes.SqlString")]
    [DataRow("PROCEDURE csc.r", ".[Overloaded]", "has 2 methods called Overloaded")]
    [DataRow("FUNCTION csc.r (@json nvarchar(max)) RETURNS nvarchar(max)", ".[LargeText]", "RETURNS: nvarchar(max) is bound to System.Data.SqlTypes.SqlString; it needs System.Data.SqlTypes.SqlChars")]
    [DataRow("FUNCTION csc.r () RETURNS TABLE (number int)", ".[ReturnsList]", "a table function returns IEnumerable, not System.Collections.Generic.List`1<System.Int32>")]
    [DataRow("FUNCTION csc.r () RETURNS TABLE (number int)", ".[ReadsWhileStreaming]", "ReadsWhileStreaming is an iterator that reads data")]
    [DataRow("FUNCTION csc.r () RETURNS TABLE (number int)", ".[WithoutFillRow]", "has 0 methods called Nowhere")]
    [DataRow("FUNCTION csc.r () RETURNS TABLE (number int)", ".[FillsFromDatabase]", "FillFromDatabase reads data")]
    [DataRow("FUNCTION csc.r () RETURNS TABLE (number int)", ".[DescribesAnotherTable]", "TableDefinition (number bigint) differs from RETURNS TABLE (number int)")]
    [DataRow("FUNCTION csc.r () RETURNS TABLE (number int)", ".[FillsByValue]", "FillByValue: number is not out")]
    [DataRow("FUNCTION csc.r () RETURNS TABLE (first int, other int)", ".[Pairs]", "column other is filled by second")]
    public void A_method_that_cannot_be_bound_is_told_apart(string declaration, string method, string fault) =>
        AssertFault($"CREATE {declaration} AS EXTERNAL NAME {Wrong}{method};", fault);

    [TestMethod]
    [DataRow("RightRoutines.Pretty: no T-SQL declares it")]
    [DataRow("WrongRoutines.ReadsWithoutAccess: opens a connection without DataAccess = DataAccessKind.Read")]
    [DataRow("HiddenRoutines.Run: is not in a public class")]
    public void Entry_points_are_checked_without_a_declaration_too(string fault) =>
        Assert.IsTrue(Faults("").Any(found => found.Contains(fault, StringComparison.Ordinal)), string.Join('\n', Faults("")));

    [TestMethod]
    public void A_function_that_says_it_reads_may_open_a_connection() =>
        Assert.IsFalse(Faults("").Any(found => found.Contains("RightRoutines.Payloads: opens", StringComparison.Ordinal)));

    [TestMethod]
    public void A_declared_entry_point_is_not_reported_as_undeclared() =>
        Assert.IsFalse(Faults(Pretty).Any(found => found.Contains("RightRoutines.Pretty: no T-SQL", StringComparison.Ordinal)));

    [TestMethod]
    public void A_routine_declared_twice_is_a_fault() =>
        Assert.IsTrue(Faults(Pretty + "\nGO\n" + Pretty.Replace("csc.r", "csc.R", StringComparison.Ordinal)).Any(fault => fault.StartsWith("csc.r: declared more than once", StringComparison.Ordinal)));

    [TestMethod]
    public void Routines_written_in_TSQL_are_no_declarations() =>
        Assert.AreEqual(0, RoutineDeclarationReader.Read("CREATE PROCEDURE csc.run AS SELECT 1;\nGO\nCREATE FUNCTION csc.f() RETURNS TABLE AS RETURN SELECT 1 AS a;", "test").Count);

    [TestMethod]
    [DataRow("CREATE PROCEDURE csc.run AS EXTERNAL;", "test(1,")]
    [DataRow("CREATE TRIGGER csc.t ON csc.staging AFTER INSERT AS EXTERNAL NAME a.b.c;", "neither procedure nor function")]
    [DataRow("CREATE AGGREGATE csc.a (@v int) RETURNS int EXTERNAL NAME a.b;", "an aggregate")]
    [DataRow("CREATE TYPE csc.t EXTERNAL NAME a.b;", "a type")]
    public void What_cannot_be_checked_is_an_error(string script, string message)
    {
        var error = Assert.ThrowsExactly<InvalidDataException>(() => RoutineDeclarationReader.Read(script, "test"));
        StringAssert.Contains(error.Message, message, StringComparison.Ordinal);
    }

    private static void AssertFault(string script, string fault)
    {
        var faults = FaultsOf(script);
        Assert.IsTrue(faults.Count == 1 && faults[0].Contains(fault, StringComparison.Ordinal), $"Expected one fault, with \"{fault}\"; found:\n{string.Join('\n', faults)}");
    }

    // The faults of declarations only: the rest of the assembly is undeclared here.
    private static List<string> FaultsOf(string script) => [.. Faults(script).Where(fault => fault.StartsWith("test(", StringComparison.Ordinal))];

    private static IReadOnlyList<string> Faults(string script)
    {
        using var resolver = new ReferenceAssemblyResolver(BuiltFiles.ReferenceAssemblies);
        using var module = resolver.OpenFile(BuiltFiles.Forbidden);
        return BindingChecker.Check(RoutineDeclarationReader.Read(script, "test"), [module]);
    }
}

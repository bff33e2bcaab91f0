using SsdClr.Database.Tests.Verifier;

namespace SsdClr.Database.Tests.Bindings;

/// <summary>Every EXTERNAL NAME of the csc schema fits a method of the assemblies that ship, and every entry point is declared.</summary>
[TestClass]
public sealed class BindingTests
{
    [TestMethod]
    public void Declarations_and_entry_points_fit_both_ways()
    {
        using var resolver = new ReferenceAssemblyResolver(BuiltFiles.ReferenceAssemblies);
        using var payload = resolver.OpenFile(BuiltFiles.Payload);
        using var submission = resolver.OpenFile(BuiltFiles.Submission);
        var declarations = RoutineDeclarationReader.ReadFolder(Path.Combine(BuiltFiles.Repository, "sql", "csc"));
        Assert.IsTrue(declarations.Count > 0, "No file below sql/csc declares a routine with EXTERNAL NAME.");
        var faults = BindingChecker.Check(declarations, [payload, submission]);
        Assert.AreEqual(0, faults.Count, Environment.NewLine + string.Join(Environment.NewLine, faults));
    }

    [TestMethod]
    [DataRow("DataQualityFunction", "DataQualityFindings")]
    [DataRow("PreflightFunction", "PreflightSsdSteps")]
    [DataRow("RefreshProcedure", "RefreshStaging")]
    [DataRow("TakeoverProcedure", "TakeOverChildren")]
    public void Entry_points_that_read_SSD_for_a_procedure_tell_the_number_of_an_error(string type, string method)
    {
        using var resolver = new ReferenceAssemblyResolver(BuiltFiles.ReferenceAssemblies);
        using var payload = resolver.OpenFile(BuiltFiles.Payload);

        var body = payload.GetType("SsdClr.Payload.SqlServer." + type).Methods.Single(candidate => candidate.Name == method).Body;

        Assert.Contains(handler => handler.CatchType?.FullName == "System.Data.SqlClient.SqlException", body.ExceptionHandlers);
    }
}

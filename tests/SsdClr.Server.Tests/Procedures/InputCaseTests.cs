namespace SsdClr.Server.Tests.Procedures;

/// <summary>The cases of wrong input themselves; needs no server.</summary>
[TestClass]
public sealed class InputCaseTests
{
    // A run date out of range is refused by these; WrongInputTests asks the two that people call.
    private static readonly string[] s_runs = ["refresh", "run", "submit"];

    [TestMethod]
    public void Every_procedure_with_parameters_is_given_wrong_input()
    {
        var given = InputCase.WithoutAssemblies.Concat(InputCase.WithAssemblies).Select(input => input.Procedure).Concat(InputCase.Unrefusing.Keys).Concat(s_runs).ToHashSet(StringComparer.Ordinal);

        var forgotten = ProcedureDatabase.All.Where(procedure => ProcedureDatabase.Parameters(procedure).Any() && !given.Contains(procedure.Name)).Select(procedure => procedure.Name);

        Assert.AreEqual(string.Empty, string.Join(", ", forgotten));
    }

    [TestMethod]
    public void No_case_names_a_procedure_that_is_gone()
    {
        var procedures = ProcedureDatabase.All.Select(procedure => procedure.Name).ToHashSet(StringComparer.Ordinal);

        var gone = InputCase.WithoutAssemblies.Concat(InputCase.WithAssemblies).Select(input => input.Procedure).Concat(InputCase.Unrefusing.Keys).Where(name => !procedures.Contains(name));

        Assert.AreEqual(string.Empty, string.Join(", ", gone));
    }
}

using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.TSqlt;

/// <summary>Looks into parsed T-SQL.</summary>
internal static class Parts
{
    /// <summary>Schema and name of every procedure called.</summary>
    public static IEnumerable<(string Schema, string Name, ExecutableProcedureReference Call)> Calls(TSqlFragment fragment) =>
        from call in Fragments.Of<ExecutableProcedureReference>(fragment)
        let name = call.ProcedureReference.ProcedureReference?.Name
        where name?.SchemaIdentifier is not null
        select (name.SchemaIdentifier.Value, name.BaseIdentifier.Value, call);

    /// <summary>The text given for a parameter of a call; null where there is none.</summary>
    public static string? Text(ExecutableProcedureReference call, string parameter) =>
        (call.Parameters.FirstOrDefault(given => given.Variable?.Name == parameter)?.ParameterValue as StringLiteral)?.Value;
}

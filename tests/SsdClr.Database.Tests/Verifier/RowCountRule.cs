using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>
/// The number of rows that a statement reports is not used: on the context connection it is -1 wherever the caller has set NOCOUNT. A count comes
/// from SELECT.
/// </summary>
internal sealed class RowCountRule : IRule
{
    /// <summary>Rule name: a reported number of rows that is not thrown away.</summary>
    public const string RowCount = "RowCount";

    // The number itself, or something it can be had from later.
    private static readonly string[] s_members = ["ExecuteNonQuery", "ExecuteNonQueryAsync", "EndExecuteNonQuery", "get_RecordsAffected", "get_RecordCount", "add_StatementCompleted"];

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(ExaminedAssembly assembly) => Check(assembly.Types);

    /// <summary>The same for an assembly that is not for SQL Server.</summary>
    public static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types) =>
        from type in types
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        where instruction.Operand is MethodReference called && s_members.Contains(called.Name, StringComparer.Ordinal) && !IsThrownAway(instruction)
        select new Place(type, method).Breaks(RowCount, $"uses what {((MethodReference)instruction.Operand).Name} reports; under SET NOCOUNT ON that is -1, so ask with SELECT COUNT(*)");

    private static bool IsThrownAway(Instruction instruction) =>
        instruction.OpCode.Code is Code.Call or Code.Callvirt && instruction.Next is { OpCode.Code: Code.Pop };
}

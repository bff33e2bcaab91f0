using Mono.Cecil;

namespace SsdClr.Database.Tests.Bindings;

/// <summary>Which methods of a module a method can come to run. A type that is made counts with all it overrides and implements, so the
/// answer errs on the side of too many.</summary>
internal static class CallGraph
{
    private const string Connection = "System.Data.SqlClient.SqlConnection";

    /// <summary>Whether the method, or anything it can come to run, opens a SqlConnection.</summary>
    public static bool ReachesConnection(MethodDefinition start) => Reached(start).Any(method =>
        method.HasBody && method.Body.Instructions.Any(instruction => instruction.Operand is MethodReference { Name: ".ctor", DeclaringType.FullName: Connection }));

    /// <summary>Whether the method, or anything it can come to run, uses ADO.NET.</summary>
    public static bool ReachesData(MethodDefinition start) => Reached(start).Any(method =>
        method.HasBody && method.Body.Instructions.Any(instruction => instruction.Operand is MethodReference { DeclaringType.Namespace: "System.Data" or "System.Data.Common" or "System.Data.SqlClient" }));

    private static HashSet<MethodDefinition> Reached(MethodDefinition start)
    {
        var reached = new HashSet<MethodDefinition> { start };
        var open = new Queue<MethodDefinition>(reached);
        while (open.TryDequeue(out var method))
        {
            foreach (var next in Next(method).Where(reached.Add))
            {
                open.Enqueue(next);
            }
        }

        return reached;
    }

    private static IEnumerable<MethodDefinition> Next(MethodDefinition method)
    {
        if (!method.HasBody)
        {
            yield break;
        }

        foreach (var instruction in method.Body.Instructions)
        {
            if (instruction.Operand is not MethodReference called || called.DeclaringType.GetElementType() is not TypeDefinition owner || called.Resolve() is not { } definition)
            {
                continue;
            }

            yield return definition;
            if (definition.IsConstructor)
            {
                foreach (var overridden in owner.Methods.Where(candidate => candidate.IsVirtual))
                {
                    yield return overridden;
                }
            }
        }
    }
}

using System.Globalization;
using Mono.Cecil;

namespace SsdClr.Database.Tests.Bindings;

/// <summary>Checks that T-SQL declarations and the methods they name fit, both ways, as CREATE PROCEDURE and CREATE FUNCTION would on the
/// server. The DacFx model cannot: it does not look into assemblies.</summary>
internal static class BindingChecker
{
    /// <summary>Every misfit, one line each that names the declaration or method.</summary>
    public static IReadOnlyList<string> Check(IReadOnlyList<RoutineDeclaration> declarations, IReadOnlyList<ModuleDefinition> assemblies)
    {
        var entryPoints = assemblies.SelectMany(EntryPoint.Of).ToList();
        List<string> faults = [];
        foreach (var declaration in declarations)
        {
            faults.AddRange(Check(declaration, assemblies, entryPoints).Select(fault => $"{declaration.Source} {declaration.Name}: {fault}"));
        }

        var declared = declarations.Select(declaration => declaration.ExternalName).ToHashSet(StringComparer.Ordinal);
        foreach (var entryPoint in entryPoints)
        {
            var name = $"{entryPoint.Assembly}, {entryPoint.Method.DeclaringType.FullName}.{entryPoint.Method.Name}";
            if (!declared.Contains(entryPoint.ExternalName))
            {
                faults.Add($"{name}: no T-SQL declares it");
            }

            faults.AddRange(CheckMethod(entryPoint).Select(fault => $"{name}: {fault}"));
        }

        foreach (var twice in declarations.GroupBy(declaration => declaration.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            faults.Add($"{twice.Key}: declared more than once: {string.Join(", ", twice.Select(declaration => declaration.Source))}");
        }

        return faults;
    }

    private static IEnumerable<string> Check(RoutineDeclaration declaration, IReadOnlyList<ModuleDefinition> assemblies, List<EntryPoint> entryPoints)
    {
        // Ordinal throughout: the server compares these names exactly.
        var assembly = assemblies.FirstOrDefault(module => module.Assembly.Name.Name == declaration.Assembly);
        if (assembly is null)
        {
            return [$"there is no assembly [{declaration.Assembly}]"];
        }

        var type = assembly.GetType(declaration.Class);
        if (type is null)
        {
            return [$"{declaration.Assembly} has no class [{declaration.Class}]"];
        }

        var methods = type.Methods.Where(method => method.Name == declaration.Method).ToList();
        if (methods.Count != 1)
        {
            return [methods.Count == 0 ? $"{declaration.Class} has no method [{declaration.Method}]" : $"{declaration.Class} has {methods.Count} methods called {declaration.Method}; SQL Server cannot choose"];
        }

        var entryPoint = entryPoints.FirstOrDefault(candidate => candidate.Method == methods[0]);
        return entryPoint is null ? [$"{declaration.Method} has no SqlFunction or SqlProcedure attribute"] : CheckSignature(declaration, entryPoint);
    }

    private static IEnumerable<string> CheckMethod(EntryPoint entryPoint)
    {
        var method = entryPoint.Method;
        if (entryPoint.Attribute.AttributeType.Name is not ("SqlFunctionAttribute" or "SqlProcedureAttribute"))
        {
            yield return $"has {entryPoint.Attribute.AttributeType.Name}; only functions and procedures are offered";
        }

        if (!method.IsPublic || !method.IsStatic)
        {
            yield return "is not public static";
        }

        if (!method.DeclaringType.IsPublic || method.DeclaringType.HasGenericParameters || method.HasGenericParameters)
        {
            yield return "is not in a public class that is neither nested nor generic";
        }

        if (!entryPoint.MayReadData && CallGraph.ReachesConnection(method))
        {
            yield return "opens a connection without DataAccess = DataAccessKind.Read";
        }
    }

    private static IEnumerable<string> CheckSignature(RoutineDeclaration declaration, EntryPoint entryPoint)
    {
        var method = entryPoint.Method;
        if (entryPoint.IsProcedure != (declaration.Kind == RoutineKind.Procedure))
        {
            yield return $"{method.Name} has {entryPoint.Attribute.AttributeType.Name}, which does not fit a {declaration.Kind}";
            yield break;
        }

        if (method.Parameters.Count != declaration.Parameters.Count)
        {
            yield return $"{method.Name} takes {Number(method.Parameters.Count)} parameters, the declaration has {Number(declaration.Parameters.Count)}";
            yield break;
        }

        foreach (var (parameter, declared) in method.Parameters.Zip(declaration.Parameters))
        {
            if (parameter.ParameterType.IsByReference != declared.IsOutput)
            {
                yield return declared.IsOutput ? $"{declared.Name} is OUTPUT, {parameter.Name} is neither ref nor out" : $"{declared.Name} is not OUTPUT, {parameter.Name} is ref or out";
            }

            if (TypeMapping.Fault(declared.Type, WithoutReference(parameter.ParameterType), declared.IsOutput) is { } fault)
            {
                yield return $"{declared.Name}: {fault}";
            }
        }

        var returnFaults = declaration.Kind switch
        {
            RoutineKind.Procedure => CheckProcedureReturn(method),
            RoutineKind.ScalarFunction => CheckScalarReturn(declaration, method),
            _ => CheckTable(declaration, entryPoint),
        };
        foreach (var fault in returnFaults)
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> CheckProcedureReturn(MethodDefinition method)
    {
        if (method.ReturnType.FullName is not ("System.Void" or "System.Int32" or "System.Data.SqlTypes.SqlInt32"))
        {
            yield return $"a procedure returns void, int or SqlInt32, not {method.ReturnType.FullName}";
        }
    }

    private static IEnumerable<string> CheckScalarReturn(RoutineDeclaration declaration, MethodDefinition method)
    {
        if (TypeMapping.Fault(declaration.Returns!, method.ReturnType, leaves: true) is { } fault)
        {
            yield return $"RETURNS: {fault}";
        }
    }

    private static IEnumerable<string> CheckTable(RoutineDeclaration declaration, EntryPoint entryPoint)
    {
        var method = entryPoint.Method;
        if (method.ReturnType.FullName is not ("System.Collections.IEnumerable" or "System.Collections.IEnumerator"))
        {
            yield return $"a table function returns IEnumerable, not {method.ReturnType.FullName}";
        }

        foreach (var fault in CheckTableDefinition(declaration, entryPoint).Concat(CheckStreaming(method)))
        {
            yield return fault;
        }

        var fillRows = method.DeclaringType.Methods.Where(candidate => candidate.Name == entryPoint.FillRowMethodName).ToList();
        if (fillRows.Count != 1)
        {
            yield return entryPoint.FillRowMethodName is null ? "its attribute has no FillRowMethodName" : $"{method.DeclaringType.FullName} has {Number(fillRows.Count)} methods called {entryPoint.FillRowMethodName}";
            yield break;
        }

        foreach (var fault in CheckFillRow(declaration, fillRows[0]))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> CheckTableDefinition(RoutineDeclaration declaration, EntryPoint entryPoint)
    {
        if (entryPoint.TableDefinition is not { } definition)
        {
            yield break;
        }

        var columns = RoutineDeclarationReader.ReadTableDefinition(definition);
        if (!columns.SequenceEqual(declaration.Columns))
        {
            yield return $"TableDefinition ({Text(columns)}) differs from RETURNS TABLE ({Text(declaration.Columns)})";
        }
    }

    // Data may be read in the init method only; the body of an iterator runs in MoveNext.
    private static IEnumerable<string> CheckStreaming(MethodDefinition method)
    {
        var iterator = method.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "IteratorStateMachineAttribute");
        if (iterator?.ConstructorArguments[0].Value is TypeReference type && type.Resolve().Methods.First(candidate => candidate.Name == "MoveNext") is var moveNext && CallGraph.ReachesData(moveNext))
        {
            yield return $"{method.Name} is an iterator that reads data; read it all first, then return the rows";
        }
    }

    private static IEnumerable<string> CheckFillRow(RoutineDeclaration declaration, MethodDefinition fillRow)
    {
        if (!fillRow.IsPublic || !fillRow.IsStatic || fillRow.ReturnType.FullName != "System.Void")
        {
            yield return $"{fillRow.Name} is not public static void";
        }

        if (CallGraph.ReachesData(fillRow))
        {
            yield return $"{fillRow.Name} reads data; only the function's own method may";
        }

        if (fillRow.Parameters.Count == 0 || fillRow.Parameters[0].ParameterType.FullName != "System.Object")
        {
            yield return $"{fillRow.Name} does not start with an object";
            yield break;
        }

        if (fillRow.Parameters.Count - 1 != declaration.Columns.Count)
        {
            yield return $"{fillRow.Name} fills {Number(fillRow.Parameters.Count - 1)} columns, the table has {Number(declaration.Columns.Count)}";
            yield break;
        }

        foreach (var (parameter, column) in fillRow.Parameters.Skip(1).Zip(declaration.Columns))
        {
            if (!parameter.IsOut || !parameter.ParameterType.IsByReference)
            {
                yield return $"{fillRow.Name}: {parameter.Name} is not out";
            }

            if (TypeMapping.Fault(column.Type, WithoutReference(parameter.ParameterType), leaves: true) is { } fault)
            {
                yield return $"column {column.Name}: {fault}";
            }

            if (Letters(parameter.Name) != Letters(column.Name))
            {
                yield return $"column {column.Name} is filled by {parameter.Name}; columns and out parameters go by the same names, so that an exchange of two shows";
            }
        }
    }

    private static TypeReference WithoutReference(TypeReference type) => type is ByReferenceType reference ? reference.ElementType : type;

    private static string Letters(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    private static string Text(IReadOnlyList<SqlColumnDeclaration> columns) => string.Join(", ", columns.Select(column => $"{column.Name} {column.Type}"));

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}

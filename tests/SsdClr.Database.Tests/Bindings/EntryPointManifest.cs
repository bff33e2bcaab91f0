namespace SsdClr.Database.Tests.Bindings;

/// <summary>What an upgrade may not change, as text: ALTER ASSEMBLY refuses an assembly in which a bound method has another signature.</summary>
internal static class EntryPointManifest
{
    /// <summary>One line a routine, in ordinal order: external name, parameters, what it returns. A release keeps every line of the
    /// releases before it.</summary>
    public static string Render(IEnumerable<RoutineDeclaration> declarations) =>
        string.Concat(declarations.Select(Line).Order(StringComparer.Ordinal).Select(line => line + "\n"));

    /// <summary>Lines of an earlier manifest that the later one no longer has: each is an entry point changed or taken away.</summary>
    public static IReadOnlyList<string> Lost(string earlier, string later)
    {
        var kept = later.Split('\n').ToHashSet(StringComparer.Ordinal);
        return [.. earlier.Split('\n').Where(line => line.Length > 0 && !kept.Contains(line))];
    }

    private static string Line(RoutineDeclaration declaration)
    {
        var parameters = string.Join(", ", declaration.Parameters.Select(parameter => $"{parameter.Name} {parameter.Type}{(parameter.IsOutput ? " OUTPUT" : "")}"));
        var returns = declaration.Kind switch
        {
            RoutineKind.Procedure => "",
            RoutineKind.ScalarFunction => $" RETURNS {declaration.Returns}",
            _ => $" RETURNS TABLE ({string.Join(", ", declaration.Columns.Select(column => $"{column.Name} {column.Type}"))})",
        };
        return $"{declaration.Name} = {declaration.Assembly}.[{declaration.Class}].{declaration.Method}({parameters}){returns}";
    }
}

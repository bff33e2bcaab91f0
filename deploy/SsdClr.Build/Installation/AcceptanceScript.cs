using SsdClr.Build.Packaging;

namespace SsdClr.Build.Installation;

/// <summary>The part of <c>deploy/acceptance.sql</c> that says what has to be in a database: written from the sources of the schema.</summary>
internal static class AcceptanceScript
{
    private const string Start = "-- Written by SsdClr.Build generate, from sql/csc\n";
    private const string End = "-- to here\n";

    /// <summary>Puts the lists into the script, in place of those it holds.</summary>
    /// <param name="script">The script, with LF line ends.</param>
    /// <param name="objects">Every object of the schema, the assemblies aside.</param>
    /// <returns>The script.</returns>
    /// <exception cref="BuildException">The script does not say where the lists belong.</exception>
    public static string Fill(string script, IReadOnlyList<SchemaObject> objects)
    {
        var start = script.IndexOf(Start, StringComparison.Ordinal);
        var end = start < 0 ? -1 : script.IndexOf(End, start, StringComparison.Ordinal);
        return end < 0
            ? throw new BuildException("deploy/acceptance.sql: the lines that say where the lists belong are gone.")
            : string.Concat(script.AsSpan(0, start + Start.Length), Lists(objects), script.AsSpan(end));
    }

    private static string Lists(IReadOnlyList<SchemaObject> objects)
    {
        var kept = ReducedVariant.PayloadOnly.Kept(objects);
        return Insert("@made", Made(objects), Made(kept).ToHashSet(StringComparer.Ordinal)) + Insert("@bound", Bound(objects), Bound(kept).ToHashSet(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Made(IReadOnlyList<SchemaObject> objects) =>
        InstalledList.Of(objects).Concat(SqlServerAssembly.All
            .Where(assembly => objects.Any(item => item.References.Contains(assembly.Name)))
            .Select(assembly => $"ASSEMBLY {assembly.Name}"));

    /// <summary>A line a routine: its name, the assembly, and class and method in it.</summary>
    private static IEnumerable<string> Bound(IReadOnlyList<SchemaObject> objects) =>
        from item in objects
        let method = item.Method
        where method is not null
        select $"{item.Name} = {method.AssemblyName.Value} {method.ClassName.Value}.{method.MethodName.Value}";

    private static string Insert(string table, IEnumerable<string> lines, HashSet<string> payloadOnly) =>
        $"INSERT INTO {table} ([line], [is_payload_only])\nVALUES\n"
            + string.Join(",\n", lines.Order(StringComparer.Ordinal).Select(line => $"    (N'{line.Replace("'", "''", StringComparison.Ordinal)}', {(payloadOnly.Contains(line) ? 1 : 0)})"))
            + ";\n";
}

namespace SsdClr.Build.Installation;

/// <summary>
/// Whether a version may be installed over an earlier one and taken back: what was released stays, and what is new comes last. ALTER ASSEMBLY
/// refuses an assembly in which a bound method has another signature, and a column in front of others or without a value for rows that are
/// there would need a table to be rebuilt.
/// </summary>
internal static class Continuation
{
    /// <summary>What of the earlier version the later one does not keep, a line each; empty where it keeps all.</summary>
    /// <param name="earlier">A released version.</param>
    /// <param name="later">A later one.</param>
    public static IReadOnlyList<string> Faults(Manifest earlier, Manifest later)
    {
        var faults = new List<string>();
        foreach (var (name, permissionSet) in earlier.Assemblies)
        {
            if (later.Assemblies.GetValueOrDefault(name) != permissionSet)
            {
                faults.Add($"assembly {name}: was {permissionSet}, and has to stay so.");
            }
        }

        faults.AddRange(earlier.Roles.Except(later.Roles, StringComparer.Ordinal).Select(role => $"role {role}: is gone. Members lose their rights: keep it."));
        faults.AddRange(earlier.Settings.SelectMany(setting => Setting(setting, later)));
        foreach (var table in earlier.Tables)
        {
            faults.AddRange(later.Tables.FirstOrDefault(candidate => candidate.Name == table.Name) is { } kept
                ? Columns(table, kept)
                : [$"table csc.{table.Name}: is gone. Data are never dropped by an upgrade: keep it."]);
        }

        foreach (var routine in earlier.Routines)
        {
            faults.AddRange(later.Routines.FirstOrDefault(candidate => candidate.Name == routine.Name) is { } kept
                ? Routine(routine, kept)
                : [$"{routine.Kind} csc.{routine.Name}: is gone. Somebody may call it: keep it."]);
        }

        return [.. faults.Select(fault => $"Since {earlier.Version}: {fault}")];
    }

    private static IEnumerable<string> Setting(KeyValuePair<string, string> earlier, Manifest later)
    {
        if (!later.Settings.TryGetValue(earlier.Key, out var value))
        {
            yield return $"setting {earlier.Key}: is gone. Where csc.setting holds it, every run would fail: keep it.";
        }
        else if (value != earlier.Value)
        {
            yield return $"setting {earlier.Key}: its default was '{earlier.Value}' and is '{value}'. Who chose the earlier one has nothing stored, and would get the other: it needs a new name.";
        }
    }

    private static IEnumerable<string> Columns(ManifestTable earlier, ManifestTable later)
    {
        for (var index = 0; index < earlier.Columns.Count; index++)
        {
            if (index >= later.Columns.Count || later.Columns[index] != earlier.Columns[index])
            {
                yield return $"table csc.{earlier.Name}: column {earlier.Columns[index]} is no longer what and where it was. New columns go last.";
                yield break;
            }
        }

        foreach (var column in later.Columns.Skip(earlier.Columns.Count).Where(column => column.EndsWith(" NOT NULL", StringComparison.Ordinal)))
        {
            yield return $"table csc.{earlier.Name}: new column {column} has no value for rows that are there. Make it nullable or give it a default.";
        }
    }

    private static IEnumerable<string> Routine(ManifestRoutine earlier, ManifestRoutine later)
    {
        var name = $"{earlier.Kind} csc.{earlier.Name}";
        if (earlier.Kind != later.Kind || earlier.Method != later.Method)
        {
            yield return $"{name}: is now {later.Kind}{(later.Method is null ? string.Empty : $" {later.Method}")}. A change of kind or method needs a new name.";
        }

        // Arguments of functions go by place; those of T-SQL procedures by name, and a bound method takes just what it took.
        var mayGrow = earlier.Kind == "procedure" && earlier.Method is null;
        if (mayGrow ? earlier.Parameters.Except(later.Parameters, StringComparer.Ordinal).Any() : !earlier.Parameters.SequenceEqual(later.Parameters, StringComparer.Ordinal))
        {
            yield return $"{name}: parameters were ({string.Join(", ", earlier.Parameters)}). {(mayGrow ? "Keep each." : "A change of them needs a new name.")}";
        }

        var mayReturnMore = earlier.Method is null && earlier.Kind is "view" or "inline function";
        if (mayReturnMore ? !later.Returns.Take(earlier.Returns.Count).SequenceEqual(earlier.Returns, StringComparer.Ordinal) : !earlier.Returns.SequenceEqual(later.Returns, StringComparer.Ordinal))
        {
            yield return $"{name}: returned ({string.Join(", ", earlier.Returns)}). {(mayReturnMore ? "New columns go last." : "A change of that needs a new name.")}";
        }
    }
}

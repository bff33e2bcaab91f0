using SsdClr.Build.Packaging;

namespace SsdClr.Build.Installation;

/// <summary>What is installed, taken apart: both ways in, the manifest and the uninstaller are made from it.</summary>
internal sealed class InstallationContent
{
    /// <summary>Takes a package apart.</summary>
    /// <param name="version">Version, as <c>0.1.0</c>.</param>
    /// <param name="package">The package.</param>
    /// <param name="assemblies">The bytes of the assemblies; those that the package leaves out are left out.</param>
    /// <exception cref="BuildException">A source is not right, or functions and views name each other in a circle.</exception>
    public InstallationContent(string version, PackagedDatabase package, IReadOnlyList<ShippedAssembly> assemblies)
    {
        Version = version;
        Package = package;
        Objects = SchemaObject.Read(package.Sources);
        Assemblies = [.. assemblies.Where(assembly => Of(SchemaObjectKind.Assembly).Any(item => item.Name == assembly.Assembly.Name))];
        Modules = InOrder([.. Objects.Where(item => item.Kind is SchemaObjectKind.Function or SchemaObjectKind.View or SchemaObjectKind.Procedure or SchemaObjectKind.Trigger)]);
    }

    /// <summary>Version, as <c>0.1.0</c>.</summary>
    public string Version { get; }

    /// <summary>The package.</summary>
    public PackagedDatabase Package { get; }

    /// <summary>Every object of the package, in the order of its files.</summary>
    public IReadOnlyList<SchemaObject> Objects { get; }

    /// <summary>The assemblies of the package.</summary>
    public IReadOnlyList<ShippedAssembly> Assemblies { get; }

    /// <summary>Functions, views, procedures and triggers, each after those that it names where SQL Server looks them up when it is made.</summary>
    public IReadOnlyList<SchemaObject> Modules { get; }

    /// <summary>Whether the assembly that submits is among it.</summary>
    public bool Submits => Assemblies.Any(assembly => assembly.Assembly.PermissionSet != "SAFE");

    /// <summary>whole, payload-only or companion, as <c>csc.schema_version</c> has it.</summary>
    public string Variant => Assemblies.Count == 0 ? ReducedVariant.Companion.Name : Submits ? "whole" : ReducedVariant.PayloadOnly.Name;

    /// <summary>The objects of one kind, in the order of their files.</summary>
    /// <param name="kind">Kind.</param>
    public IEnumerable<SchemaObject> Of(SchemaObjectKind kind) => Objects.Where(item => item.Kind == kind);

    /// <summary>Kind by kind; within a kind, and between functions and views, what is named comes first. Names in procedures are looked up when they run.</summary>
    private static List<SchemaObject> InOrder(IReadOnlyList<SchemaObject> modules)
    {
        var ordered = new List<SchemaObject>();
        var left = modules.OrderBy(item => item.Kind).ThenBy(item => item.Name, StringComparer.Ordinal).ToList();
        while (left.Count > 0)
        {
            var next = left.FirstOrDefault(item => item.Kind == SchemaObjectKind.Procedure || !left.Exists(other => item.References.Contains(other.Name)))
                ?? throw new BuildException($"These name each other in a circle: {string.Join(", ", left.Select(item => item.Source.Name))}.");
            ordered.Add(next);
            left.Remove(next);
        }

        return ordered;
    }
}

using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;

namespace SsdClr.Build.Installation;

/// <summary>The product without the assembly that may leave the server: previews, cohort, issues, checks of the SSD, dictionary, settings.</summary>
internal static class PayloadOnly
{
    /// <summary>Secrets are for the submission alone: without it there is no reason to make keys in anybody's database.</summary>
    private static readonly string[] Secrets = ["read_secrets", "set_secret"];

    /// <summary>
    /// Takes out the assembly, its owner, the secrets, everything that needs them, directly or through others, and the grants on that. Nothing else: which
    /// objects these are follows from what names what. Tables stay, all of them, so that the whole product may be installed over it.
    /// </summary>
    /// <param name="whole">The whole product.</param>
    public static PackagedDatabase Of(PackagedDatabase whole)
    {
        var objects = SchemaObject.Read(whole.Sources);
        var left = LeftOut(objects);
        var sources = Sources(objects, left);
        return new(
            whole.Name + ".payload-only",
            "Turns SSD records into payloads and shows them, submits nothing: schema csc and its SAFE assembly.",
            sources,
            [.. whole.PostDeployment.Where(script => !Names(script.Text, left))]);
    }

    /// <summary>What is left of objects, the assemblies aside.</summary>
    /// <param name="objects">Objects of the whole product.</param>
    public static IReadOnlyList<SchemaObject> Kept(IReadOnlyList<SchemaObject> objects) => SchemaObject.Read(Sources(objects, LeftOut(objects)));

    private static IReadOnlyList<SqlSource> Sources(IReadOnlyList<SchemaObject> objects, HashSet<string> left) =>
    [
        .. objects.Where(item => !left.Contains(item.Name)).Select(item =>
            item.Kind != SchemaObjectKind.Permissions
                ? item.Source
                : item.Source with { Text = string.Join("\nGO\n", Batches(item.Source.Text).Where(batch => !Names(batch, left))) }),
    ];

    /// <summary>Names of what is not there.</summary>
    private static HashSet<string> LeftOut(IReadOnlyList<SchemaObject> objects)
    {
        var outside = SqlServerAssembly.All.Where(assembly => assembly.PermissionSet != "SAFE").ToList();
        var left = outside.SelectMany(assembly => new[] { assembly.Name, assembly.Owner }).Concat(Secrets).ToHashSet(StringComparer.Ordinal);
        int before;
        do
        {
            before = left.Count;
            left.UnionWith(objects
                .Where(item => item.Kind is SchemaObjectKind.Function or SchemaObjectKind.View or SchemaObjectKind.Procedure or SchemaObjectKind.Trigger && item.References.Any(left.Contains))
                .Select(item => item.Name));
        }
        while (left.Count > before);
        return left;
    }

    private static string[] Batches(string text) => text.TrimEnd('\n').Split("\nGO\n");

    private static bool Names(string text, HashSet<string> left) => SchemaObject.Named(SchemaObject.Parse(new("batch", text))).Any(left.Contains);
}

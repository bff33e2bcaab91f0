using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;

namespace SsdClr.Build.Installation;

/// <summary>The product without some of its assemblies, and without everything that needs them.</summary>
internal sealed class ReducedVariant
{
    private readonly string _description;
    private readonly Func<SqlServerAssembly, bool> _leavesOut;
    private readonly string[] _others;

    private ReducedVariant(string name, string description, Func<SqlServerAssembly, bool> leavesOut, params string[] others)
    {
        Name = name;
        _description = description;
        _leavesOut = leavesOut;
        _others = others;
    }

    /// <summary>
    /// Without the assembly that may leave the server: previews, cohort, issues, checks of the SSD, dictionary, settings. Secrets are for the submission
    /// alone: without it there is no reason to make keys in anybody's database. Without it nothing runs, so the frame of a run goes too.
    /// </summary>
    public static ReducedVariant PayloadOnly { get; } = new(
        "payload-only",
        "Turns SSD records into payloads and shows them, submits nothing: schema csc and its SAFE assembly.",
        assembly => assembly.PermissionSet != "SAFE",
        "begin_run",
        "end_run",
        "read_secrets",
        "renew_scrambling_key",
        "scrambled_payloads_in_range",
        "scrambling_key",
        "set_secret");

    /// <summary>Without any assembly: tables, views, settings, logs and roles for the companion, which does the work from outside and brings the secrets.</summary>
    public static ReducedVariant Companion { get; } = new(
        "companion",
        "Tables, views, settings, logs and roles for ssdclr --connection, which submits from outside the server: schema csc without an assembly.",
        _ => true,
        "encrypt_secret",
        "read_secrets",
        "scrambling_key",
        "secret_key_fault",
        "set_secret");

    /// <summary>Name of the variant, as <c>csc.schema_version</c> and the files have it.</summary>
    public string Name { get; }

    /// <summary>
    /// Takes out the assemblies, their owners, the secrets and what frames a run, everything that needs them, directly or through others, and the grants on that. Nothing else: which
    /// objects these are follows from what names what. Tables stay, all of them, so that the whole product may be installed over it.
    /// </summary>
    /// <param name="whole">The whole product.</param>
    public PackagedDatabase Of(PackagedDatabase whole)
    {
        var objects = SchemaObject.Read(whole.Sources);
        var left = LeftOut(objects);
        var kept = Sources(objects, left);
        return new(
            $"{whole.Name}.{Name}",
            _description,
            this == Companion ? [.. kept.Select(CompanionTexts.In), .. whole.ForCompanion] : kept,
            [.. whole.PostDeployment.Where(script => !Names(script.Text, left))]);
    }

    /// <summary>What is left of objects, the assemblies aside.</summary>
    /// <param name="objects">Objects of the whole product.</param>
    public IReadOnlyList<SchemaObject> Kept(IReadOnlyList<SchemaObject> objects) => SchemaObject.Read(Sources(objects, LeftOut(objects)));

    private static IReadOnlyList<SqlSource> Sources(IReadOnlyList<SchemaObject> objects, HashSet<string> left)
    {
        var kept = objects.Where(item => !left.Contains(item.Name)).ToList();
        return
        [
            .. kept.Select(item =>
                item.Kind == SchemaObjectKind.Permissions
                    ? item.Source with { Text = string.Join("\nGO\n", Batches(item.Source.Text).Where(batch => !Names(batch, left))) }
                    : item.Name == ProcedureHelpView.Name
                        ? item.Source with { Text = ProcedureHelpView.Write(kept.Where(other => other.Kind == SchemaObjectKind.Procedure).Select(other => other.Source)) }
                        : item.Source),
        ];
    }

    /// <summary>Names of what is not there.</summary>
    private HashSet<string> LeftOut(IReadOnlyList<SchemaObject> objects)
    {
        var outside = SqlServerAssembly.All.Where(_leavesOut).ToList();
        var left = outside.SelectMany(assembly => new[] { assembly.Name, assembly.Owner }).Concat(_others).ToHashSet(StringComparer.Ordinal);
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

    private static bool Names(string text, HashSet<string> left) => SchemaObject.Named(new SqlSource("batch", text).Parse()).Any(left.Contains);
}

namespace SsdClr.Database.Tests.Verifier;

/// <summary>Judges a net472 assembly by the rules under which SQL Server takes it as SAFE or EXTERNAL_ACCESS and runs it, as far as its
/// IL shows them.</summary>
internal static class SqlServerVerifier
{
    /// <summary>Every violation in the assembly at <paramref name="path"/>, each once, in a stable order.</summary>
    public static IReadOnlyList<Violation> Verify(string path, PermissionSet permissionSet)
    {
        using var resolver = new ReferenceAssemblyResolver(BuiltFiles.ReferenceAssemblies);
        using var assembly = new ExaminedAssembly(path, resolver);
        List<IRule> rules =
        [
            new ReferenceRule(), new StaticFieldRule(), new DeclarationRule(), new VerifiableCodeRule(), new ReachRule(), new TrustRule(permissionSet), new BodyDemandRule(), new RowCountRule(),
        ];
        if (permissionSet == PermissionSet.Safe)
        {
            rules.Add(new SafeSurfaceRule());
        }

        return
        [
            .. rules.SelectMany(rule => rule.Check(assembly)).Distinct()
                .OrderBy(violation => violation.Type, StringComparer.Ordinal)
                .ThenBy(violation => violation.Rule, StringComparer.Ordinal)
                .ThenBy(violation => violation.Member, StringComparer.Ordinal)
                .ThenBy(violation => violation.Detail, StringComparer.Ordinal),
        ];
    }
}

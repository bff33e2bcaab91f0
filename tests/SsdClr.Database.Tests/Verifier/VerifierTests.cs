using Mono.Cecil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>The assemblies that ship keep SQL Server's rules; the assembly made to break them is caught rule by rule.</summary>
[TestClass]
public sealed class VerifierTests
{
    private static readonly Lazy<IReadOnlyList<Violation>> s_forbidden = new(() => SqlServerVerifier.Verify(BuiltFiles.Forbidden, PermissionSet.Safe));

    /// <summary>Full name and broken rules of every class of the bad assembly.</summary>
    public static IEnumerable<(string Type, string[] Rules)> ForbiddenTypes()
    {
        using var module = ModuleDefinition.ReadModule(BuiltFiles.Forbidden);
        foreach (var type in module.Types)
        {
            var breaks = type.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "BreaksAttribute");
            if (breaks is not null)
            {
                var rules = (CustomAttributeArgument[])breaks.ConstructorArguments[0].Value;
                yield return (type.FullName, [.. rules.Select(rule => (string)rule.Value)]);
            }
        }
    }

    [TestMethod]
    public void Payload_assembly_is_fit_for_SAFE() => AssertNone(SqlServerVerifier.Verify(BuiltFiles.Payload, PermissionSet.Safe));

    [TestMethod]
    public void Submission_assembly_is_fit_for_EXTERNAL_ACCESS() =>
        AssertNone([.. SqlServerVerifier.Verify(BuiltFiles.Submission, PermissionSet.ExternalAccess).Where(violation => !IsChoiceOfProxy(violation))]);

    [TestMethod]
    public void Only_choosing_a_proxy_needs_UNSAFE() => Assert.AreEqual(
        1,
        SqlServerVerifier.Verify(BuiltFiles.Submission, PermissionSet.ExternalAccess).Count(IsChoiceOfProxy));

    [TestMethod]
    public void Companion_uses_no_reported_row_count()
    {
        using var module = ModuleDefinition.ReadModule(typeof(Local.Runs.Requeue).Assembly.Location);
        AssertNone([.. RowCountRule.Check(module.GetTypes())]);
    }

    [TestMethod]
    [DynamicData(nameof(ForbiddenTypes))]
    public void Each_forbidden_class_trips_its_rules_and_no_other(string type, string[] rules)
    {
        var violations = s_forbidden.Value.Where(violation => violation.Type == type).ToList();
        Assert.AreEqual(
            string.Join(", ", rules.Order(StringComparer.Ordinal)),
            string.Join(", ", violations.Select(violation => violation.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
            string.Join(Environment.NewLine, violations));
    }

    [TestMethod]
    public void Forbidden_assembly_itself_trips_the_rules_for_assemblies() =>
        Assert.AreEqual(
            string.Join(", ", DeclarationRule.Attribute, DeclarationRule.NativeCode, ReferenceRule.Reference, DeclarationRule.SkipVerification),
            string.Join(", ", s_forbidden.Value.Where(violation => violation.Type.Length == 0).Select(violation => violation.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));

    [TestMethod]
    public void Every_rule_is_tripped_by_some_forbidden_class()
    {
        string[] rules =
        [
            ReferenceRule.Reference, StaticFieldRule.StaticField, DeclarationRule.Finalizer, DeclarationRule.NativeCode, DeclarationRule.MethodImpl,
            DeclarationRule.Async, DeclarationRule.ExplicitLayout, DeclarationRule.Attribute, VerifiableCodeRule.Pointer, VerifiableCodeRule.UnverifiableOpcode,
            VerifiableCodeRule.Volatile, VerifiableCodeRule.InitOnlyField, VerifiableCodeRule.ReferenceReturn, VerifiableCodeRule.UninitialisedVariables,
            ReachRule.Lock, ReachRule.Reflection, ReachRule.Dynamic,
            TrustRule.HostProtection, TrustRule.PermissionDemand, TrustRule.SecurityCritical, BodyDemandRule.BodyDemand, SafeSurfaceRule.OutsideSafe,
            RowCountRule.RowCount,
        ];
        var tripped = ForbiddenTypes().SelectMany(type => type.Rules).ToHashSet(StringComparer.Ordinal);
        Assert.IsTrue(tripped.SetEquals(rules), "Without a class of its own: " + string.Join(", ", rules.Except(tripped)) + "; unknown: " + string.Join(", ", tripped.Except(rules)));
    }

    [TestMethod]
    public void Network_and_files_are_permitted_in_EXTERNAL_ACCESS()
    {
        var violations = SqlServerVerifier.Verify(BuiltFiles.Forbidden, PermissionSet.ExternalAccess);
        AssertNone([.. violations.Where(violation => violation.Type is "SsdClr.Forbidden.NetworkInSafe" or "SsdClr.Forbidden.FileInSafe" or "SsdClr.Forbidden.MachineNameInSafe")]);
    }

    [TestMethod]
    public void A_missing_assembly_is_an_error_that_says_what_to_do()
    {
        var error = Assert.ThrowsExactly<FileNotFoundException>(() => SqlServerVerifier.Verify("nowhere.dll", PermissionSet.Safe));
        StringAssert.Contains(error.Message, "build it for net472 first", StringComparison.Ordinal);
    }

    /// <summary>Reached only where proxy_address is set; the refusal is caught there and says what to do.</summary>
    private static bool IsChoiceOfProxy(Violation violation) =>
        violation is { Rule: BodyDemandRule.BodyDemand, Type: "SsdClr.Submission.Http.NetworkSettings", Member: "UseProxy" };

    private static void AssertNone(IReadOnlyList<Violation> violations) =>
        Assert.AreEqual(0, violations.Count, Environment.NewLine + string.Join(Environment.NewLine, violations));
}

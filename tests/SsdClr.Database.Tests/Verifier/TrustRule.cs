using Mono.Cecil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>What the framework itself asks of its callers: host protection, permissions, full trust. Every reached type and member is
/// resolved to its definition, and the type that declares it counts as reached, whichever type the reference names.</summary>
internal sealed class TrustRule(PermissionSet granted) : IRule
{
    /// <summary>Rule name: a type or member whose host protection SQL Server refuses.</summary>
    public const string HostProtection = "HostProtection";

    /// <summary>Rule name: a type or member that demands a permission outside the permission set.</summary>
    public const string PermissionDemand = "PermissionDemand";

    /// <summary>Rule name: a type or member for fully trusted code only.</summary>
    public const string SecurityCritical = "SecurityCritical";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(ExaminedAssembly assembly)
    {
        foreach (var use in assembly.Uses)
        {
            foreach (var violation in use.Target switch
            {
                TypeReference type => CheckTarget(use.Place, Resolved(type.Resolve(), type)),
                MethodReference method => CheckMember(use.Place, Resolved(method.Resolve(), method)),
                FieldReference field => CheckMember(use.Place, Resolved(field.Resolve(), field)),
                _ => throw new InvalidOperationException($"Cannot judge {use.Target.FullName}: neither type, method nor field."),
            })
            {
                yield return violation;
            }
        }

        foreach (var method in assembly.Types.SelectMany(type => type.Methods))
        {
            if (Overridden(method) is { } overridden && (SecurityAnnotations.IsSecurityCritical(overridden) || IsCriticalType(overridden.DeclaringType)))
            {
                yield return new Place(method.DeclaringType, method).Breaks(SecurityCritical, $"overrides {overridden.FullName}, which is for fully trusted code");
            }
        }
    }

    private static T Resolved<T>(T? definition, MemberReference reference)
        where T : class => definition ?? throw new InvalidOperationException($"{reference.FullName} is not in the .NET Framework 4.7.2 reference assemblies; the verifier cannot judge it.");

    private IEnumerable<Violation> CheckMember<T>(Place place, T member)
        where T : class, IMemberDefinition, ICustomAttributeProvider
    {
        // A property's or event's accessor is what is called; some annotations sit on the type that declares it.
        IEnumerable<Violation> own = member is MethodDefinition method ? CheckTarget(place, method) : [];
        return own.Concat(CheckTarget(place, member.DeclaringType));
    }

    private IEnumerable<Violation> CheckTarget<T>(Place place, T target)
        where T : ISecurityDeclarationProvider, IMemberDefinition
    {
        if (SecurityAnnotations.HostProtection(target) is { Count: > 0 } resources)
        {
            yield return place.Breaks(HostProtection, $"reaches {target.FullName}, host protection {string.Join(", ", resources)}");
        }

        if (SecurityAnnotations.UngrantedDemands(target, granted) is { Count: > 0 } demands)
        {
            yield return place.Breaks(PermissionDemand, $"reaches {target.FullName}, which demands {string.Join(", ", demands)}");
        }

        if (SecurityAnnotations.IsSecurityCritical(target) || (target is TypeDefinition type && IsCriticalType(type)))
        {
            yield return place.Breaks(SecurityCritical, $"reaches {target.FullName}, which is for fully trusted code");
        }
    }

    private static bool IsCriticalType(TypeDefinition type) =>
        SecurityAnnotations.IsSecurityCritical(type) || (type.DeclaringType is not null && IsCriticalType(type.DeclaringType));

    private static MethodDefinition? Overridden(MethodDefinition method)
    {
        if (!method.IsVirtual || !method.IsReuseSlot)
        {
            return null;
        }

        for (var parent = method.DeclaringType.BaseType?.Resolve(); parent is not null; parent = parent.BaseType?.Resolve())
        {
            var match = parent.Methods.FirstOrDefault(candidate => candidate.IsVirtual && candidate.Name == method.Name && HasSameParameters(candidate, method));
            if (match is not null)
            {
                return match;
            }
        }

        return null;
    }

    private static bool HasSameParameters(MethodDefinition left, MethodDefinition right) =>
        left.Parameters.Select(parameter => parameter.ParameterType.FullName).SequenceEqual(right.Parameters.Select(parameter => parameter.ParameterType.FullName), StringComparer.Ordinal);
}

using Mono.Cecil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>Where in the examined assembly something was found.</summary>
/// <param name="Type">Innermost type, or null for the assembly itself.</param>
/// <param name="Member">Method or field, or null for the type itself.</param>
internal sealed record Place(TypeDefinition? Type, IMemberDefinition? Member)
{
    /// <summary>The assembly as a whole.</summary>
    public static Place Assembly { get; } = new(null, null);

    /// <summary>Reports a violation here. A compiler-made nested type counts as part of the type that was written.</summary>
    public Violation Breaks(string rule, string detail)
    {
        if (Type is null)
        {
            return new Violation(rule, "", "", detail);
        }

        var outermost = Type;
        while (outermost.DeclaringType is not null)
        {
            outermost = outermost.DeclaringType;
        }

        var member = Member?.Name ?? "";
        if (outermost != Type)
        {
            member = member.Length == 0 ? Type.Name : $"{Type.Name}.{member}";
        }

        return new Violation(rule, outermost.FullName, member, detail);
    }
}

using Mono.Cecil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>Only libraries from SQL Server's supported list, and of those only the five this product keeps to.</summary>
internal sealed class ReferenceRule : IRule
{
    /// <summary>Rule name: a library outside the list.</summary>
    public const string Reference = "Reference";

    private static readonly string[] s_supported = ["mscorlib", "System", "System.Core", "System.Data", "System.Xml"];

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(ExaminedAssembly assembly)
    {
        foreach (var name in assembly.Module.AssemblyReferences.Where(name => !s_supported.Contains(name.Name, StringComparer.Ordinal)))
        {
            yield return Place.Assembly.Breaks(Reference, $"references {name.Name}; only {string.Join(", ", s_supported)} may be");
        }

        foreach (var use in assembly.Uses)
        {
            if (use.Place.Type is not null && use.Target is TypeReference type && type.Scope is AssemblyNameReference scope && !s_supported.Contains(scope.Name, StringComparer.Ordinal))
            {
                yield return use.Place.Breaks(Reference, $"uses {type.FullName} of {scope.Name}");
            }
        }
    }
}

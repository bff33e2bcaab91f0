using Mono.Cecil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>Only libraries from SQL Server's supported list, and of those only the five this product keeps to.</summary>
internal sealed class ReferenceRule : IRule
{
    /// <summary>Rule name: a library outside the list.</summary>
    public const string Reference = "Reference";

    private static readonly string[] Supported = ["mscorlib", "System", "System.Core", "System.Data", "System.Xml"];

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(ExaminedAssembly assembly)
    {
        foreach (var name in assembly.Module.AssemblyReferences.Where(name => !Supported.Contains(name.Name, StringComparer.Ordinal)))
        {
            yield return Place.Assembly.Breaks(Reference, $"references {name.Name}; only {string.Join(", ", Supported)} may be");
        }

        foreach (var use in assembly.Uses)
        {
            if (use.Place.Type is not null && use.Target is TypeReference type && type.Scope is AssemblyNameReference scope && !Supported.Contains(scope.Name, StringComparer.Ordinal))
            {
                yield return use.Place.Breaks(Reference, $"uses {type.FullName} of {scope.Name}");
            }
        }
    }
}

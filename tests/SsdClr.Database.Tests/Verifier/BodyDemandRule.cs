using Mono.Cecil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>A list, written by hand from the published source of .NET Framework, of members that demand in their body what even
/// EXTERNAL_ACCESS does not grant (it grants WebPermission to connect, not unrestricted; SecurityPermission without Infrastructure). A
/// call fails at run time with a SecurityException. Reference assemblies have no bodies, so this cannot be read from them.</summary>
internal sealed class BodyDemandRule : IRule
{
    /// <summary>Rule name: a member that demands too much in its body.</summary>
    public const string BodyDemand = "BodyDemand";

    private const string UnrestrictedWeb = "unrestricted WebPermission";
    private const string Infrastructure = "SecurityPermission Infrastructure; certificates are validated by the platform alone";

    private static readonly Dictionary<string, string> s_demands = new(StringComparer.Ordinal)
    {
        ["System.Net.HttpWebRequest::get_Proxy"] = UnrestrictedWeb,
        ["System.Net.HttpWebRequest::set_Proxy"] = UnrestrictedWeb,
        ["System.Net.WebRequest::get_Proxy"] = UnrestrictedWeb,
        ["System.Net.WebRequest::set_Proxy"] = UnrestrictedWeb,
        ["System.Net.WebRequest::get_DefaultWebProxy"] = UnrestrictedWeb,
        ["System.Net.WebRequest::set_DefaultWebProxy"] = UnrestrictedWeb,
        ["System.Net.WebRequest::GetSystemWebProxy"] = UnrestrictedWeb,
        ["System.Net.WebProxy::GetDefaultProxy"] = UnrestrictedWeb,
        ["System.Net.HttpWebRequest::set_ServerCertificateValidationCallback"] = Infrastructure,
        ["System.Net.ServicePointManager::set_ServerCertificateValidationCallback"] = Infrastructure,
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(ExaminedAssembly assembly)
    {
        foreach (var use in assembly.Uses)
        {
            if (use.Target is MethodReference method && s_demands.TryGetValue($"{method.DeclaringType.FullName}::{method.Name}", out var demand))
            {
                yield return use.Place.Breaks(BodyDemand, $"reaches {method.FullName}, which demands {demand}");
            }
        }
    }
}

using System.Security.Cryptography;
using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;
using SsdClr.Build.Signing;

namespace SsdClr.Build.Trust;

/// <summary>
/// Fills <c>deploy/trust.sql</c> and <c>deploy/untrust.sql</c> with what this build made: version, hashes of the assemblies, and, when they are signed, the
/// assembly that holds the key. The templates are T-SQL too: a binary value stands there as <c>0x /*{name}*/</c>.
/// </summary>
internal static class TrustScripts
{
    /// <summary>What stands for the public key token in names when there is none.</summary>
    private const string NoToken = "none";

    /// <summary>Both scripts, named as their files.</summary>
    /// <param name="repository">The repository, with the assemblies that are packaged.</param>
    /// <param name="signature">Whose strong name those carry.</param>
    /// <exception cref="BuildException">An assembly has not been built, or a template has lost or gained a place to fill.</exception>
    public static IReadOnlyList<SqlSource> Make(Repository repository, AssemblySignature signature)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["{version}"] = typeof(TrustScripts).Assembly.GetName().Version!.ToString(3),
            ["{trust_by}"] = signature.Key is null ? "hash" : "key",
            ["{key_token}"] = signature.Key?.Token ?? NoToken,
            ["0x /*{key_assembly}*/"] = Hex(signature.Key is null ? [] : SqlServerAssembly.Bytes(repository, repository.HostedAssembly(AssemblySignature.KeyAssembly))),
            ["0x /*{payload_hash}*/"] = Hash("SsdClr.Payload"),
            ["0x /*{submission_hash}*/"] = Hash("SsdClr.Submission"),
        };
        return [Fill("trust.sql"), Fill("untrust.sql")];

        string Hash(string assembly) => Hex(SHA512.HashData(SqlServerAssembly.Bytes(repository, repository.HostedAssembly(assembly))));

        SqlSource Fill(string name)
        {
            var text = File.ReadAllText(Path.Combine(repository.Deploy, name)).ReplaceLineEndings("\n");
            text = texts.Aggregate(text, (filled, place) => filled.Replace(place.Key, place.Value, StringComparison.Ordinal));
            return text.Contains('{', StringComparison.Ordinal)
                ? throw new BuildException($"deploy/{name}: holds a place that the build does not fill. Name it as deploy/SsdClr.Build/Trust/TrustScripts.cs does.")
                : new SqlSource(name, text);
        }
    }

    private static string Hex(byte[] bytes) => "0x" + Convert.ToHexString(bytes);
}

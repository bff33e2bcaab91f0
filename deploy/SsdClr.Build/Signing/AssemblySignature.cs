using SsdClr.Build.Packaging;

namespace SsdClr.Build.Signing;

/// <summary>Whose strong name the assemblies of a build carry.</summary>
/// <param name="Key">Public key that all of them carry; nothing when they have no strong name.</param>
internal sealed record AssemblySignature(StrongNameKey? Key)
{
    /// <summary>Name of the assembly that holds nothing but the key.</summary>
    public const string KeyAssembly = "SsdClr.Key";

    /// <summary>One line for whoever builds.</summary>
    public string Description => Key is null
        ? "Not signed: the assemblies have no strong name, and trust.sql trusts them by hash."
        : $"Signed: the assemblies have the public key token {Key.Token}, and trust.sql trusts them by key.";

    /// <summary>Looks into the built assemblies, not at what was asked for.</summary>
    /// <param name="repository">The repository, with the assemblies that are to be packaged.</param>
    /// <exception cref="BuildException">One is not there, is not signed by the key it carries, or carries another key than the rest.</exception>
    public static AssemblySignature Of(Repository repository)
    {
        var keys = new List<StrongNameKey?>();
        foreach (var file in SqlServerAssembly.All.Select(assembly => assembly.Name).Append(KeyAssembly).Select(repository.HostedAssembly))
        {
            var bytes = SqlServerAssembly.Bytes(repository, file);
            var carried = StrongName.KeyOf(bytes);
            if (carried is not null && !StrongName.IsSignatureValid(bytes))
            {
                throw new BuildException($"{repository.Relative(file)}: carries a public key but no signature of it, so SQL Server would refuse it. Build with --signing-key and a key pair.");
            }

            if (carried is null != (repository.SignedAssemblies is null))
            {
                throw new BuildException($"{repository.Relative(file)}: {(carried is null ? "has no strong name although a key was given" : "has a strong name although no key was given")}. Delete the folders bin and obj beside it and build again.");
            }

            keys.Add(carried);
        }

        var key = keys[0];
        if (keys.Exists(other => other is not null && !other.Is(key!)))
        {
            throw new BuildException("The assemblies carry different public keys. Build again with --signing-key.");
        }

        return new AssemblySignature(key);
    }
}

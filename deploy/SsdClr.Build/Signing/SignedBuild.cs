namespace SsdClr.Build.Signing;

/// <summary>Compiles the assemblies that SQL Server hosts with a strong name, in a folder of their own for each key.</summary>
internal static class SignedBuild
{
    /// <summary>Compiles them anew.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="keyFile">Full path of a <c>.snk</c> file with a key pair.</param>
    /// <returns>The repository with the assemblies that were made.</returns>
    /// <exception cref="BuildException">There is no key pair in the file, or the compiler failed.</exception>
    public static Repository Run(Repository repository, string keyFile)
    {
        var key = SigningKey.Read(keyFile).PublicKey;
        var folder = Path.Combine(repository.Deploy, "SsdClr.Build", "obj", "signed", key.Token);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        var project = Path.Combine(repository.Root, "clr", "SignedAssemblies.proj");

        // The environment gives properties too, and takes a path with any characters in it.
        DotnetCommand.Run(
            repository,
            $"{keyFile}: the assemblies could not be compiled with this key.",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["SsdClrSigningKey"] = keyFile, ["SsdClrSignedFolder"] = folder },
            "msbuild", project, "-nologo", "-verbosity:quiet", "-nodeReuse:false");
        return new Repository(repository.Root) { SignedAssemblies = folder };
    }
}

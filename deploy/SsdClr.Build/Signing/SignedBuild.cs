using System.ComponentModel;
using System.Diagnostics;

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
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-nologo", "-verbosity:quiet", "-nodeReuse:false"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = repository.Root,
        };

        // The environment gives properties too, and takes a path with any characters in it.
        start.Environment["SsdClrSigningKey"] = keyFile;
        start.Environment["SsdClrSignedFolder"] = folder;
        try
        {
            using var compiler = Process.Start(start)!;
            var errors = compiler.StandardError.ReadToEndAsync();
            var lines = compiler.StandardOutput.ReadToEnd() + errors.Result;
            compiler.WaitForExit();
            return compiler.ExitCode == 0
                ? new Repository(repository.Root) { SignedAssemblies = folder }
                : throw new BuildException([$"{keyFile}: the assemblies could not be compiled with this key.", .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]);
        }
        catch (Win32Exception)
        {
            throw new BuildException("dotnet: not found. The .NET SDK has to be on the path to compile with a signing key.");
        }
    }
}

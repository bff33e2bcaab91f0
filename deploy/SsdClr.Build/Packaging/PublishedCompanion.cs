namespace SsdClr.Build.Packaging;

/// <summary>Publishes the companion: one file for each system that needs nothing installed, and a package of a .NET tool.</summary>
internal static class PublishedCompanion
{
    private const string Project = "clr/SsdClr.Local/SsdClr.Local.csproj";

    /// <summary>The systems that get a file of their own.</summary>
    public static IReadOnlyList<string> Systems { get; } = ["win-x64", "linux-x64"];

    /// <summary>Publishes into a folder.</summary>
    /// <returns>The files that were written.</returns>
    /// <exception cref="BuildException">The SDK is not there, or refused.</exception>
    public static IReadOnlyList<string> Write(Repository repository, string folder)
    {
        var written = new List<string>();
        foreach (var system in Systems)
        {
            var output = Path.Combine(folder, "ssdclr-" + system);

            // Not trimmed: SqlClient and System.CommandLine look types up by name. Compressed instead: it unpacks as it starts.
            Run(
                repository,
                "publish", Project, "-nologo", "-verbosity:quiet", "-c", "Release", "-r", system, "--self-contained", "-o", output,
                "-p:PublishSingleFile=true", "-p:EnableCompressionInSingleFile=true", "-p:IncludeNativeLibrariesForSelfExtract=true", "-p:DebugType=none", "-p:GenerateDocumentationFile=false");
            written.Add(Path.Combine(output, system.StartsWith("win", StringComparison.Ordinal) ? "ssdclr.exe" : "ssdclr"));
        }

        Run(repository, "pack", Project, "-nologo", "-verbosity:quiet", "-c", "Release", "-o", folder);
        written.AddRange(Directory.EnumerateFiles(folder, "SsdClr.*.nupkg"));
        return written;
    }

    private static void Run(Repository repository, params string[] arguments) =>
        DotnetCommand.Run(repository, $"publish: dotnet {arguments[0]} failed.", new Dictionary<string, string>(StringComparer.Ordinal), arguments);
}

using System.Security.Cryptography;
using System.Text;
using SsdClr.Build.Extraction;
using SsdClr.Build.Model;
using SsdClr.Build.Packaging;
using SsdClr.Build.Signing;
using SsdClr.Build.Trust;
using SsdClr.Settings;

namespace SsdClr.Build.Installation;

/// <summary>A version in every variant, and everything that a DBA gets of it.</summary>
internal sealed class Release
{
    /// <summary>Takes sources for a version.</summary>
    /// <param name="version">Version, as <c>0.1.0</c>.</param>
    /// <param name="whole">The whole product.</param>
    /// <param name="assemblies">The bytes of its assemblies.</param>
    /// <param name="earlier">Manifests of the versions before, oldest first.</param>
    /// <exception cref="BuildException">A source is not right, or the version does not keep what an earlier one holds.</exception>
    public Release(string version, PackagedDatabase whole, IReadOnlyList<ShippedAssembly> assemblies, IReadOnlyList<Manifest> earlier)
    {
        Whole = new(version, whole, assemblies);
        PayloadOnly = new(version, ReducedVariant.PayloadOnly.Of(whole), assemblies);
        Companion = new(version, ReducedVariant.Companion.Of(whole), assemblies);
        Earlier = earlier;
        Manifest = ManifestOf(version, Whole.Objects);
        List<string> faults = [.. earlier.SelectMany(manifest => Continuation.Faults(manifest, Manifest))];
        if (faults.Count > 0)
        {
            throw new BuildException(faults);
        }
    }

    /// <summary>The whole product.</summary>
    public InstallationContent Whole { get; }

    /// <summary>The product without the assembly that may leave the server.</summary>
    public InstallationContent PayloadOnly { get; }

    /// <summary>The product without any assembly, for the companion.</summary>
    public InstallationContent Companion { get; }

    /// <summary>Manifests of the versions before, oldest first.</summary>
    public IReadOnlyList<Manifest> Earlier { get; }

    /// <summary>What later versions have to keep of this one.</summary>
    public Manifest Manifest { get; }

    /// <summary>The version in hand.</summary>
    /// <param name="repository">The repository.</param>
    /// <exception cref="BuildException">A source is not right, an assembly has not been built, or the version does not keep what an earlier one holds.</exception>
    public static Release Of(Repository repository) =>
        new(Dacpac.Version.ToString(3), PackagedDatabase.SsdClr(repository), ShippedAssembly.Read(repository), Manifest.Released(repository, Dacpac.Version));

    /// <summary>Manifest of sources without their assemblies, which need not have been built.</summary>
    /// <param name="version">Version, as <c>0.1.0</c>.</param>
    /// <param name="objects">Objects of the whole product.</param>
    public static Manifest ManifestOf(string version, IReadOnlyList<SchemaObject> objects) =>
        Manifest.Of(
            version,
            SqlServerAssembly.All.ToDictionary(assembly => assembly.Name, assembly => assembly.PermissionSet, StringComparer.Ordinal),
            SettingCatalogue.All.Where(setting => !setting.IsSecret).ToDictionary(setting => setting.Name, setting => setting.DefaultValue, StringComparer.Ordinal),
            objects);

    /// <summary>The package of a variant as it is published: its last step notes the installation.</summary>
    /// <param name="content">One of the variants.</param>
    public static PackagedDatabase Published(InstallationContent content) =>
        content.Package with { PostDeployment = [.. content.Package.PostDeployment, new("This installation", InstallScript.Record(content, "dacpac"))] };

    /// <summary>Every file, the list of hashes last.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="signature">Whose strong name its assemblies carry.</param>
    /// <exception cref="BuildException">A source does not compile.</exception>
    public IReadOnlyList<Artifact> Artifacts(Repository repository, AssemblySignature signature)
    {
        var files = new List<Artifact> { new("Ssd.dacpac", Dacpac.Make(PackagedDatabase.Ssd(repository))) };
        foreach (var content in new[] { Whole, PayloadOnly, Companion })
        {
            files.Add(new(content.Package.Name + ".dacpac", Dacpac.Make(Published(content))));
            files.Add(Text(content.Package.Name + ".install.sql", InstallScript.Write(content, Earlier)));
        }

        var filled = TrustScripts.Make(repository, signature).ToDictionary(script => script.Name, script => script.Text, StringComparer.Ordinal);
        files.AddRange(Directory.EnumerateFiles(repository.Deploy)
            .Where(path => Path.GetExtension(path) is ".sql" or ".ps1" or ".txt" or ".md")
            .Order(StringComparer.Ordinal)
            .Select(path => (Path: path, Name: Path.GetFileName(path)))
            .Select(script => Text(script.Name, filled.GetValueOrDefault(script.Name) ?? Versioned(script.Path))));
        files.Add(Text("LICENSE", File.ReadAllText(repository.At("LICENSE")).ReplaceLineEndings("\n")));
        var model = SsdModelReader.Read(repository);
        files.AddRange(CmsMappingReader.Systems(repository).Select(system => Text(
            $"extract.{system.Name}.sql",
            $"-- SsdClr {Whole.Version}\n{ExtractScript.Write(ExtractPlan.Read(repository, model, system.Name), model)}")));
        files.Add(Text("SHA512SUMS", Sums(files)));
        return files;
    }

    private string Versioned(string path) =>
        $"{(Path.GetExtension(path) == ".sql" ? "--" : "#")} SsdClr {Whole.Version}\n{File.ReadAllText(path).ReplaceLineEndings("\n")}";

    /// <summary>As <c>sha512sum --check</c> reads it, in the order of the names.</summary>
    private static string Sums(IEnumerable<Artifact> files) => string.Concat(files
        .OrderBy(file => file.Name, StringComparer.Ordinal)
        .Select(file => $"{Convert.ToHexStringLower(SHA512.HashData(file.Bytes))}  {file.Name}\n"));

    private static Artifact Text(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));
}

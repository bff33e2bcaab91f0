using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.SqlServer.Dac;
using Microsoft.SqlServer.Dac.Model;
using SsdClr.Build.Generation;

namespace SsdClr.Build.Packaging;

/// <summary>
/// Writes a database as a dacpac, byte for byte the same from the same source: the times and ids that DacFx puts in are fixed.
/// The database options that DacFx puts in are taken out: published by default they would reset recovery model, page verification and more of the target.
/// </summary>
internal static class Dacpac
{
    /// <summary>Collation of the shipped model. It is not published.</summary>
    private const string CaseInsensitive = "SQL_Latin1_General_CP1_CI_AS";

    /// <summary>With it every name must be written in its exact case, as databases with such a collation need it.</summary>
    private const string CaseSensitive = "Latin1_General_BIN2";

    /// <summary>Where a package keeps the script that runs after it has been published: BuildPackage cannot put it there.</summary>
    private const string PostDeploymentPart = "postdeploy.sql";

    /// <summary>Every part's extension has to be declared here.</summary>
    private const string ContentTypesPart = "[Content_Types].xml";

    /// <summary>The earliest time a zip entry can carry.</summary>
    private static readonly DateTimeOffset s_fixedTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The same line ends on every system.</summary>
    private static readonly XmlWriterSettings s_xmlForm = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
    };

    /// <summary>Compiles the database for every version of SQL Server where case matters, and once where it does not: names that differ by case alone clash there.</summary>
    /// <param name="database">What to compile.</param>
    /// <exception cref="BuildException">An error or a warning in one of them.</exception>
    public static void Check(PackagedDatabase database)
    {
        DatabaseModel.Compile(database.Sources, DatabaseModel.Versions[0], CaseInsensitive).Dispose();
        foreach (var version in DatabaseModel.Versions)
        {
            DatabaseModel.Compile(database.Sources, version, CaseSensitive).Dispose();
        }
    }

    /// <summary>Compiles the database and makes its package, for SQL Server 2016 and later.</summary>
    /// <param name="database">What to package.</param>
    /// <returns>The bytes of the dacpac.</returns>
    /// <exception cref="BuildException">An error or a warning in the source.</exception>
    public static byte[] Make(PackagedDatabase database)
    {
        using var model = DatabaseModel.Compile(database.Sources, DatabaseModel.Versions[0], CaseInsensitive);
        using var package = new MemoryStream();
        DacPackageExtensions.BuildPackage(
            package,
            model,
            new PackageMetadata { Name = database.Name, Description = database.Description, Version = Version.ToString(4) },
            new PackageOptions { IgnoreValidationErrors = ["*"] });
        return Reproducible(package, database.PostDeployment);
    }

    /// <summary>Version of this build, which every package and script carries.</summary>
    public static Version Version { get; } = typeof(Dacpac).Assembly.GetName().Version!;

    /// <summary>The scripts as one text, each with its name before it and in batches of its own.</summary>
    /// <param name="scripts">Scripts that run after a deployment.</param>
    public static string PostDeploymentText(IReadOnlyList<SqlSource> scripts) =>
        string.Join("GO\n", scripts.Select(script => $"-- {script.Name}\n{script.Text.TrimEnd('\n')}\n"));

    private static byte[] Reproducible(MemoryStream package, IReadOnlyList<SqlSource> postDeployment)
    {
        package.Position = 0;
        using var source = new ZipArchive(package, ZipArchiveMode.Read);
        var parts = source.Entries.ToDictionary(entry => entry.FullName, Bytes, StringComparer.Ordinal);

        parts["model.xml"] = Edit(parts["model.xml"], model =>
            model.Descendants().Where(element => (string?)element.Attribute("Type") == "SqlDatabaseOptions").Remove());
        parts["Origin.xml"] = Edit(parts["Origin.xml"], origin =>
        {
            Set(origin, "Identity", Guid.Empty.ToString());
            Set(origin, "Start", s_fixedTime.ToString("o", CultureInfo.InvariantCulture));
            Set(origin, "End", s_fixedTime.ToString("o", CultureInfo.InvariantCulture));
            Set(origin, "Checksum", Convert.ToHexString(SHA256.HashData(parts["model.xml"])));
        });

        if (postDeployment.Count > 0)
        {
            parts[PostDeploymentPart] = Encoding.UTF8.GetBytes(PostDeploymentText(postDeployment));
            parts[ContentTypesPart] = Edit(parts[ContentTypesPart], types => types.Root!.AddFirst(
                new XElement(types.Root.Name.Namespace + "Default", new XAttribute("Extension", "sql"), new XAttribute("ContentType", "text/plain"))));
        }

        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in parts.OrderBy(part => part.Key, StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(name, System.IO.Compression.CompressionLevel.Optimal);
                entry.LastWriteTime = s_fixedTime;
                using var stream = entry.Open();
                stream.Write(bytes);
            }
        }

        return target.ToArray();
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var bytes = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Edit(byte[] xml, Action<XDocument> edit)
    {
        using var source = new MemoryStream(xml);
        var document = XDocument.Load(source);
        edit(document);
        using var target = new MemoryStream();
        using (var writer = XmlWriter.Create(target, s_xmlForm))
        {
            document.Save(writer);
        }

        return target.ToArray();
    }

    private static void Set(XDocument document, string element, string value) =>
        document.Descendants().Single(candidate => candidate.Name.LocalName == element).Value = value;
}

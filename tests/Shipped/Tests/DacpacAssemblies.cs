using System.IO.Compression;
using System.Xml.Linq;
using SsdClr.Build;
using SsdClr.Build.Packaging;

namespace SsdClr.Shipped.Tests;

/// <summary>The assemblies as they are in SsdClr.dacpac, taken out of it.</summary>
internal static class DacpacAssemblies
{
    private static readonly Lazy<Dictionary<string, byte[]>> s_packed = new(Read);

    /// <summary>Bytes by the name of the assembly.</summary>
    public static IReadOnlyDictionary<string, byte[]> All => s_packed.Value;

    /// <summary>Writes them as DLLs into a folder.</summary>
    public static void WriteTo(string folder)
    {
        foreach (var (name, bytes) in All)
        {
            File.WriteAllBytes(Path.Combine(folder, name + ".dll"), bytes);
        }
    }

    private static Dictionary<string, byte[]> Read()
    {
        var package = Dacpac.Make(PackagedDatabase.SsdClr(Repository.Containing(AppContext.BaseDirectory)));
        using var zip = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read);
        using var stream = zip.GetEntry("model.xml")!.Open();
        return XDocument.Load(stream).Descendants()
            .Where(element => (string?)element.Attribute("Type") == "SqlAssembly")
            .ToDictionary(
                assembly => ((string)assembly.Attribute("Name")!).Trim('[', ']'),
                assembly => Convert.FromHexString(Source(assembly)["0x".Length..]),
                StringComparer.Ordinal);
    }

    private static string Source(XElement assembly) => assembly.Descendants()
        .Where(element => (string?)element.Attribute("Name") == "Source")
        .Select(element => (string?)element.Attribute("Value") ?? element.Value.Trim())
        .Single();
}

using System.Text;
using SsdClr.Build;
using SsdClr.Build.Extraction;
using SsdClr.Build.Generation;
using SsdClr.Build.Model;

namespace SsdClr.Database.Tests.Cms;

/// <summary>The mappings as checked in, the same with everything confirmed, and the tables they are compiled against.</summary>
internal static class CmsFiles
{
    private static readonly Lazy<SsdModel> ReadModel = new(() => SsdModelReader.Read(CheckedOut.Repository));

    public static SsdModel Model => ReadModel.Value;

    public static string Example => Path.Combine(CheckedOut.Repository.ModelCms, "overrides.example.yml");

    public static ExtractPlan AsCheckedIn(string system) => ExtractPlan.Of(CmsMappingReader.Read(CheckedOut.Repository, Model, system), $"sql/model/cms/{system}.yml");

    /// <summary>Every line confirmed and every list filled, by overrides as an authority would write them.</summary>
    public static ExtractPlan Confirmed(string system)
    {
        var plan = AsCheckedIn(system);
        var yaml = new StringBuilder("system: ").Append(system).Append("\nyears: 6\n");
        if (plan.Mapping.Lists.Count > 0)
        {
            yaml.Append("lists:\n");
        }

        foreach (var list in plan.Mapping.Lists)
        {
            yaml.Append("  - {name: ").Append(list.Name).Append(", values: ['1', it's]}\n");
        }

        yaml.Append("objects:\n");
        foreach (var table in plan.Mapping.Objects.Where(table => table.Unmapped is null))
        {
            yaml.Append("  - {object: ").Append(table.Table.Name).Append(", confirmed: [{lines: [").AppendJoin(", ", table.Lines).Append("], by: us, date: '2026-01-31'}]}\n");
        }

        return Apply(plan, yaml.ToString());
    }

    public static ExtractPlan Apply(ExtractPlan plan, string overrides)
    {
        var folder = Directory.CreateTempSubdirectory("ssdclr-overrides-");
        try
        {
            var path = Path.Combine(folder.FullName, "our.yml");
            File.WriteAllText(path, overrides);
            return ExtractOverridesReader.Apply(plan, Model, path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static SqlSource Declared(string system)
    {
        var path = Path.Combine(CheckedOut.Repository.Root, "tests", "SsdClr.Database.Tests", "Cms", system + ".sql");
        return new SqlSource(Path.GetFileName(path), File.ReadAllText(path));
    }

    public static SqlSource Script(ExtractPlan plan) => new("extract.sql", ExtractScript.Write(plan, Model));
}

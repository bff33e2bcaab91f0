using System.Globalization;
using System.Text.RegularExpressions;

namespace SsdClr.Build.Model;

/// <summary>Reads the change log of the model, <c>sql/model/versions.yml</c>.</summary>
internal static partial class ModelVersionReader
{
    /// <summary>The versions, oldest first; none where there is no file.</summary>
    /// <param name="repository">The repository.</param>
    /// <exception cref="BuildException">The file is not right.</exception>
    public static IReadOnlyList<ModelVersion> Read(Repository repository)
    {
        if (!File.Exists(repository.ModelVersions))
        {
            return [];
        }

        var faults = new List<string>();
        var versions = new List<ModelVersion>();
        if (YamlMap.OfFile(repository.Relative(repository.ModelVersions), repository.ModelVersions, "versions", faults) is { } map)
        {
            foreach (var item in map.Maps("versions"))
            {
                var number = item.Text("version", Number());
                var released = item.OptionalText("released", Day());
                var description = item.Text("description");
                if (description.Length > 100)
                {
                    item.Fault("description", "must have at most 100 characters");
                }

                var impact = item.OptionalText("impact");
                if (impact?.Length > 255)
                {
                    item.Fault("impact", "must have at most 255 characters");
                }

                versions.Add(new ModelVersion(
                    number,
                    DateOnly.TryParseExact(released, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
                    description,
                    impact,
                    item.TextList("added", Item()),
                    item.TextList("changed", Item()),
                    item.TextList("deprecated", Item())));
                item.RefuseOtherKeys();
            }

            map.RefuseOtherKeys();
        }

        return faults.Count == 0 ? versions : throw new BuildException(faults);
    }

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+){1,2}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Day();

    [GeneratedRegex(@"^ssd_[a-z0-9_]+(\.[a-z0-9_]+)?(: [^\r\n]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Item();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace SsdClr.Build.Model;

/// <summary>Reads the change log of the model, <c>sql/model/versions.yml</c>.</summary>
internal static partial class ModelVersionReader
{
    /// <summary>The versions, oldest first; none where there is no file.</summary>
    /// <param name="repository">The repository.</param>
    /// <exception cref="BuildException">The file is not right.</exception>
    public static IReadOnlyList<ModelVersion> Read(Repository repository) => File.Exists(repository.ModelVersions)
        ? YamlMap.Read(repository.Relative(repository.ModelVersions), repository.ModelVersions, "versions", map => map.Maps("versions").Select(Version).ToList())
        : [];

    private static ModelVersion Version(YamlMap item)
    {
        var version = new ModelVersion(
            item.Text("version", Number()),
            DateOnly.TryParseExact(item.OptionalText("released", Day()), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            item.Text("description"),
            item.OptionalText("impact"),
            item.TextList("added", Item()),
            item.TextList("changed", Item()),
            item.TextList("deprecated", Item()));
        item.FaultIf(version.Description.Length > 100, "description", "must have at most 100 characters");
        item.FaultIf(version.Impact?.Length > 255, "impact", "must have at most 255 characters");

        item.RefuseOtherKeys();
        return version;
    }

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+){1,2}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Day();

    [GeneratedRegex(@"^ssd_[a-z0-9_]+(\.[a-z0-9_]+)?(: [^\r\n]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Item();
}

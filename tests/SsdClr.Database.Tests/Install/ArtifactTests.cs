using SsdClr.Build.Signing;
using SsdClr.Settings;

namespace SsdClr.Database.Tests.Install;

/// <summary>What lies beside the scripts and packages of a build.</summary>
[TestClass]
public sealed class ArtifactTests
{
    private static readonly Lazy<Dictionary<string, string>> s_files = new(() => CheckedOut.Release.Artifacts(CheckedOut.Repository, new AssemblySignature(null))
        .ToDictionary(artifact => artifact.Name, artifact => System.Text.Encoding.UTF8.GetString(artifact.Bytes), StringComparer.Ordinal));

    [TestMethod]
    public void README_names_the_version_and_every_file()
    {
        var readme = s_files.Value["README.md"];

        Assert.StartsWith("# SsdClr 0.1.0\n", readme, StringComparison.Ordinal);
        Assert.AreEqual(string.Empty, string.Join(", ", s_files.Value.Keys.Where(name => name != "README.md" && !readme.Contains($"`{name}`", StringComparison.Ordinal))));
    }

    [TestMethod]
    public void README_names_no_file_that_is_not_there()
    {
        var named = s_files.Value["README.md"].Split('`').Where((_, index) => index % 2 == 1)
            .Where(text => !text.Contains(' ', StringComparison.Ordinal) && Path.GetExtension(text) is ".sql" or ".dacpac" or ".ps1" or ".txt");

        Assert.IsEmpty(named.Except(s_files.Value.Keys, StringComparer.Ordinal));
    }

    [TestMethod]
    public void Licence_is_that_of_the_repository() => Assert.AreEqual(File.ReadAllText(CheckedOut.Repository.At("LICENSE")).ReplaceLineEndings("\n"), s_files.Value["LICENSE"]);

    [TestMethod]
    public void Sample_of_settings_names_real_settings_with_values_they_take()
    {
        var samples = s_files.Value["settings.txt"].Split('\n').Where(line => line.StartsWith('#') && !line.StartsWith("# ", StringComparison.Ordinal)).Select(line => line[1..].Split(" = ", 2)).ToList();

        Assert.IsGreaterThanOrEqualTo(5, samples.Count);
        foreach (var sample in samples)
        {
            var definition = SettingCatalogue.Find(sample[0]);
            Assert.IsNotNull(definition, sample[0]);
            Assert.IsFalse(definition.IsSecret, sample[0]);
            Assert.IsNull(definition.Fault(sample[1]), sample[0]);
        }
    }

    [TestMethod]
    public void Sample_of_settings_sets_nothing_as_it_is() =>
        Assert.IsTrue(Array.TrueForAll(s_files.Value["settings.txt"].Split('\n'), line => line.Length == 0 || line.StartsWith('#')));
}

using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SsdClr.Database.Tests.Workflows;

/// <summary>The workflows of GitHub Actions, which no runner has executed yet: what they name has to be there, and what they use is pinned.</summary>
[TestClass]
public sealed partial class WorkflowTests
{
    private static readonly string s_folder = Path.Combine(CheckedOut.Repository.Root, ".github", "workflows");

    [TestMethod]
    public void There_are_the_three_workflows_with_their_jobs()
    {
        Assert.AreEqual("linux, windows", string.Join(", ", Jobs("build.yml").Select(job => job.Name)));
        Assert.AreEqual("windows, linux", string.Join(", ", Jobs("sql-server.yml").Select(job => job.Name)));
        Assert.AreEqual("site, publish", string.Join(", ", Jobs("pages.yml").Select(job => job.Name)));
        Assert.HasCount(3, Directory.GetFiles(s_folder));
    }

    [TestMethod]
    public void Server_tests_are_told_their_server_in_every_job()
    {
        foreach (var (name, job) in Jobs("sql-server.yml"))
        {
            var test = Steps(job).Single(step => Value(step, "run") == "dotnet test tests/SsdClr.Server.Tests");
            Assert.Contains("SSDCLR_TEST_SERVER", ((YamlMappingNode)test["env"]).Children.Keys.Select(key => key.ToString()).ToList(), name);
        }
    }

    [TestMethod]
    public void Every_variable_that_a_job_sets_is_one_that_the_server_tests_read()
    {
        var source = File.ReadAllText(Path.Combine(CheckedOut.Repository.Root, "tests", "SsdClr.Server.Tests", "Engine", "TestServer.cs"));
        foreach (var variable in Jobs("sql-server.yml").SelectMany(job => Steps(job.Job)).Where(step => step.Children.ContainsKey("env")).SelectMany(step => ((YamlMappingNode)step["env"]).Children.Keys))
        {
            Assert.Contains($"\"{variable}\"", source, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void Every_action_is_pinned_to_a_commit_and_names_its_version() =>
        Assert.AreEqual(string.Empty, string.Join('\n', Directory.EnumerateFiles(s_folder).SelectMany(path => Unpinned(File.ReadAllText(path)))));

    [TestMethod]
    [DataRow("      - uses: actions/checkout@v5")]
    [DataRow("      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8")]
    [DataRow("      - uses: actions/checkout@main # v5.0.0")]
    public void Action_that_can_change_is_found(string line) => Assert.HasCount(1, Unpinned(line).ToList());

    [TestMethod]
    [DataRow("build.yml")]
    [DataRow("sql-server.yml")]
    public void Every_job_may_only_read_and_ends_in_time(string file)
    {
        var root = Root(file);
        Assert.AreEqual("read", ((YamlMappingNode)root["permissions"])["contents"].ToString());
        Assert.HasCount(1, ((YamlMappingNode)root["permissions"]).Children);
        foreach (var (name, job) in Jobs(file))
        {
            Assert.IsTrue(int.TryParse(Value(job, "timeout-minutes"), CultureInfo.InvariantCulture, out var minutes) && minutes <= 90, name);
            Assert.IsFalse(job.Children.ContainsKey("permissions"), name);
        }
    }

    [TestMethod]
    public void Only_the_job_that_publishes_pages_may_write_and_it_runs_none_of_our_code()
    {
        var root = Root("pages.yml");
        Assert.AreEqual("read", ((YamlMappingNode)root["permissions"])["contents"].ToString());
        Assert.HasCount(1, ((YamlMappingNode)root["permissions"]).Children);
        var (site, publish) = (Jobs("pages.yml")[0].Job, Jobs("pages.yml")[1].Job);
        Assert.IsFalse(site.Children.ContainsKey("permissions"));
        Assert.AreEqual("pages: write, id-token: write", string.Join(", ", ((YamlMappingNode)publish["permissions"]).Select(right => $"{right.Key}: {right.Value}")));
        Assert.IsTrue(Steps(publish).All(step => Value(step, "uses")!.StartsWith("actions/deploy-pages@", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Site_is_built_by_the_command_of_the_contributing_page()
    {
        var commands = Steps(Jobs("pages.yml")[0].Job).Select(step => Value(step, "run")).OfType<string>().ToList();

        CollectionAssert.AreEqual(new[] { "dotnet tool restore", "dotnet docfx --warningsAsErrors" }, commands);
        var page = File.ReadAllText(Path.Combine(CheckedOut.Repository.Root, "CONTRIBUTING.md"));
        Assert.IsTrue(commands.TrueForAll(command => page.Contains($"`{command}`", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("build.yml")]
    [DataRow("sql-server.yml")]
    public void Every_step_uses_an_action_or_runs_a_command(string file)
    {
        foreach (var (name, job) in Jobs(file))
        {
            var steps = Steps(job).ToList();
            Assert.IsGreaterThanOrEqualTo(3, steps.Count, name);
            Assert.IsTrue(steps.TrueForAll(step => Value(step, "uses") is null != Value(step, "run") is null), name);
        }
    }

    [TestMethod]
    public void Build_runs_the_two_commands_of_the_README()
    {
        var readme = File.ReadAllText(Path.Combine(CheckedOut.Repository.Root, "README.md")).ReplaceLineEndings("\n").Split("```\n")[1].Trim().Split('\n');
        var windows = Steps(Jobs("build.yml")[1].Job).Select(step => Value(step, "run")).OfType<string>().ToList();
        var linux = Steps(Jobs("build.yml")[0].Job).Select(step => Value(step, "run")).OfType<string>().ToList();

        CollectionAssert.AreEqual(readme, windows);
        CollectionAssert.AreEqual(new[] { readme[0], ".ci/run" }, linux);
        Assert.Contains("timeout --kill-after=30 45m " + readme[1] + " --no-build", File.ReadAllText(Path.Combine(CheckedOut.Repository.Root, ".ci", "run")), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Projects_and_files_that_are_named_are_there()
    {
        var text = string.Concat(Directory.EnumerateFiles(s_folder).Select(File.ReadAllText));
        var named = RepositoryPath().Matches(text).Select(match => match.Value.TrimEnd('/', '.')).Distinct(StringComparer.Ordinal).ToList();

        Assert.Contains("tests/SsdClr.Server.Tests", named);
        Assert.AreEqual(string.Empty, string.Join(", ", named.Where(path => !Path.Exists(Path.Combine(CheckedOut.Repository.Root, path)))));
    }

    [TestMethod]
    public void Server_tests_are_told_which_server_and_on_Windows_where_tSQLt_is()
    {
        foreach (var (name, job) in Jobs("sql-server.yml"))
        {
            var test = (YamlMappingNode)Steps(job).Single(step => Value(step, "run") == "dotnet test tests/SsdClr.Server.Tests")["env"];
            Assert.IsNotNull(Value(test, "SSDCLR_TEST_SERVER"), name);
            Assert.AreEqual(name == "windows", Value(test, "SSDCLR_TEST_TSQLT") is not null);
        }

        var versions = (YamlSequenceNode)((YamlMappingNode)((YamlMappingNode)Jobs("sql-server.yml")[0].Job["strategy"])["matrix"])["version"];
        CollectionAssert.AreEqual(new[] { "2019", "2022" }, versions.Select(version => version.ToString()).ToList());
    }

    private static IEnumerable<string> Unpinned(string text) =>
        text.Split('\n').Where(line => line.Contains("uses:", StringComparison.Ordinal) && !Pinned().IsMatch(line.TrimEnd('\r')));

    private static YamlMappingNode Root(string file)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(Path.Combine(s_folder, file));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static List<(string Name, YamlMappingNode Job)> Jobs(string file) =>
        [.. ((YamlMappingNode)Root(file)["jobs"]).Select(job => (job.Key.ToString(), (YamlMappingNode)job.Value))];

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode job) => ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>();

    private static string? Value(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var value) ? value.ToString() : null;

    [GeneratedRegex(@"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pinned();

    [GeneratedRegex(@"(?<![\w./-])(?:clr|tests|deploy|sql|\.ci|\.github)/[\w./-]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RepositoryPath();
}

#pragma warning disable MA0009 // The texts are our own, and a time limit would fail on a busy machine.
using System.Text.RegularExpressions;

namespace SsdClr.Database.Tests.Pages;

/// <summary>Steps of the playbook: who is told to run a procedure has the role that may.</summary>
[TestClass]
public sealed partial class PlaybookRoleTests
{
    private static readonly string s_docs = Path.Combine(CheckedOut.Repository.Root, "docs");
    private static readonly Dictionary<string, List<string>> s_mayRun = MayRun(File.ReadAllLines(Path.Combine(s_docs, "permissions.md")));

    [TestMethod]
    public void Whoever_is_told_to_run_a_procedure_may()
    {
        var calls = Directory.EnumerateFiles(Path.Combine(s_docs, "playbook"), "*.md").Order(StringComparer.Ordinal).SelectMany(file => Calls(File.ReadAllLines(file)).Select(call => (Page: Path.GetFileName(file), call.Role, call.Procedure))).ToList();

        Assert.IsGreaterThan(15, calls.Count);
        Assert.AreEqual(string.Empty, string.Join('\n', calls.Where(call => !May(call.Role, call.Procedure)).Select(call => $"{call.Page}: {call.Role} may not run csc.{call.Procedure}")));
    }

    [TestMethod]
    [DataRow("csc_analyst", "run", "1. Analyst: `EXEC csc.run;`.")]
    [DataRow("csc_analyst", "set_setting", "1. Analyst: choose:", "   EXEC csc.set_setting @name = N'a';")]
    [DataRow("csc_operator", "set_code", "1. Analyst: choose:", "   EXEC csc.set_code;  -- as csc_operator")]
    [DataRow("csc_operator", "allow_host", "1. Person (`csc_configurer`): set.", "2. Operator: `EXEC csc.allow_host;`.")]
    public void A_step_of_the_wrong_role_is_found(string role, string procedure, params string[] lines)
    {
        Assert.AreEqual((role, procedure), Calls(lines).Single());
        Assert.IsFalse(May(role, procedure));
    }

    private static bool May(string role, string procedure) => s_mayRun.TryGetValue(procedure, out var roles) && roles.Contains(role, StringComparer.Ordinal);

    /// <summary>Procedures that a step has a role run. A DBA is the database owner, who may run all.</summary>
    private static IEnumerable<(string Role, string Procedure)> Calls(IEnumerable<string> lines)
    {
        string? role = null;
        foreach (var line in lines)
        {
            var step = Step().Match(line);
            if (step.Success || line.StartsWith('#'))
            {
                role = RoleOf(step.Groups["who"].Value);
            }
            else if (Speaker().Match(line) is { Success: true } speaker)
            {
                role = RoleOf(speaker.Groups["who"].Value);
            }

            var told = Remark().Match(line) is { Success: true } remark ? remark.Groups["role"].Value : role;
            foreach (var procedure in Call().Matches(line).Select(match => match.Groups["name"].Value))
            {
                if (told is not null)
                {
                    yield return (told, procedure);
                }
            }
        }
    }

    private static string? RoleOf(string who) =>
        who.Contains("csc_configurer", StringComparison.Ordinal) || who.StartsWith("Person who sets addresses", StringComparison.Ordinal) ? "csc_configurer"
        : who.StartsWith("Analyst", StringComparison.Ordinal) ? "csc_analyst"
        : who.StartsWith("Operator", StringComparison.Ordinal) ? "csc_operator"
        : null;

    private static Dictionary<string, List<string>> MayRun(IReadOnlyList<string> lines)
    {
        var roles = lines.First(line => line.StartsWith("| csc. |", StringComparison.Ordinal)).Split('|').Select(cell => cell.Trim(' ', '`')).ToList();
        return lines.TakeWhile(line => line is not "## Functions")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|').Select(cell => cell.Trim(' ', '`')).ToList())
            .ToDictionary(cells => cells[1], cells => roles.Where((_, index) => cells[index] is "run").ToList(), StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^\d+\. ((?<who>[^:.]+):)?", RegexOptions.ExplicitCapture)]
    private static partial Regex Step();

    [GeneratedRegex(@"^   (?<who>Operator|Analyst): ", RegexOptions.ExplicitCapture)]
    private static partial Regex Speaker();

    [GeneratedRegex(@"-- as (?<role>csc_\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Remark();

    [GeneratedRegex(@"EXEC csc\.(?<name>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Call();
}

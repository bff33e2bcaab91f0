using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SsdClr.Local.Database;
using SsdClr.Payload.Reading;

namespace SsdClr.Tests.Golden;

/// <summary>Each golden child, from its rows to its payload, cohort groups and findings. The children are synthetic, so a failure prints them.</summary>
[TestClass]
public sealed class GoldenChildrenTests : IDisposable
{
    private static readonly PersonRange s_everybody = new(after: null, upTo: null);
    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly LocalDatabase _database = LocalDatabase.OpenInMemory();

    /// <summary>The file of every golden child, shown under its title.</summary>
    public static IEnumerable<TestDataRow<string>> Children =>
        GoldenChild.Files().Select(file => new TestDataRow<string>(file) { DisplayName = $"{file}: {GoldenChild.Read(file).Title}" });

    public void Dispose() => _database.Dispose();

    [TestMethod]
    [DynamicData(nameof(Children))]
    public void The_payload_is_the_expected_one_byte_for_byte(string file)
    {
        var child = GoldenChild.Read(file);
        child.Insert(_database.Connection);
        var payloads = child.Preview(_database.Context).Payloads(s_everybody).ToDictionary(payload => payload.PersonId, payload => payload.Text(), StringComparer.Ordinal);

        foreach (var expected in child.Expected.Where(expected => expected.Payload.ValueKind == JsonValueKind.Object))
        {
            var got = payloads.GetValueOrDefault(expected.Person, "null");
            var canonical = CanonicalText.Of(expected.Payload);
            if (!Encoding.UTF8.GetBytes(canonical).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(got)))
            {
                Assert.Fail($"{file}, person {expected.Person}:\n{LineDifference.Of(Lines(canonical), Lines(got))}\nexpected {canonical}\ngot      {got}");
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Children))]
    public void The_groups_are_the_expected_ones_and_nobody_else_is_in_the_cohort(string file)
    {
        var child = GoldenChild.Read(file);
        child.Insert(_database.Connection);
        var got = child.Preview(_database.Context).Cohort(s_everybody);

        var lines = got
            .Where(person => person.Verdict.IsIn || child.Expected.Any(expected => expected.Person == person.PersonId))
            .Select(person => Line(person.PersonId, person.Verdict.IsIn, GroupName.All
                .Where(group => person.Verdict.Matched.HasFlag(group))
                .Select(GroupName.Of)
                .Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal)
            .ToList();
        var wanted = child.Expected.Select(expected => Line(expected.Person, expected.IsInCohort, expected.Groups)).Order(StringComparer.Ordinal).ToList();
        if (!wanted.SequenceEqual(lines))
        {
            Assert.Fail($"{file}:\n{LineDifference.Of(wanted, lines)}");
        }

        static string Line(string person, bool isIn, IEnumerable<string> groups) => $"{person} {(isIn ? "in" : "out")}: {string.Join(' ', groups)}";
    }

    [TestMethod]
    [DynamicData(nameof(Children))]
    public void The_findings_are_the_expected_ones(string file)
    {
        var child = GoldenChild.Read(file);
        child.Insert(_database.Connection);
        var got = child.Preview(_database.Context).Issues(s_everybody)
            .Select(found => $"{found.PersonId}: {found.Issue.Rule.Name} {(found.Issue.Rule.IsError ? "error" : "warning")} {found.Issue.Source}")
            .Order(StringComparer.Ordinal)
            .ToList();
        var wanted = child.Expected.SelectMany(expected => expected.Issues.Select(issue => $"{expected.Person}: {issue}")).Order(StringComparer.Ordinal).ToList();
        if (!wanted.SequenceEqual(got))
        {
            Assert.Fail($"{file}:\n{LineDifference.Of(wanted, got)}");
        }
    }

    private static string[] Lines(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement, s_readable).ReplaceLineEndings("\n").Split('\n');
    }
}

using System.Text.Json;

namespace SsdClr.Tests.Golden;

/// <summary>What is expected of one person of a golden child's file.</summary>
internal sealed class GoldenExpectation(JsonElement expected)
{
    /// <summary>pers_person_id, as the rows hold it.</summary>
    public string Person { get; } = expected.GetProperty("person").GetString()!;

    /// <summary>In the cohort: through the age gate, and in a group that is switched on.</summary>
    public bool IsInCohort { get; } = expected.GetProperty("in_cohort").GetBoolean();

    /// <summary>Every group whose rule holds, whether or not it is switched on and whatever the age gate says, in order of name.</summary>
    public IReadOnlyList<string> Groups { get; } =
        [.. expected.GetProperty("groups").EnumerateArray().Select(group => group.GetString()!).Order(StringComparer.Ordinal)];

    /// <summary>The payload, its keys in order; the JSON null for a person outside the cohort.</summary>
    public JsonElement Payload { get; } = expected.GetProperty("payload");

    /// <summary>The findings as "rule severity source", in ordinal order; one line each time a finding is made.</summary>
    public IReadOnlyList<string> Issues { get; } =
        [.. expected.GetProperty("issues").EnumerateArray()
            .Select(issue => $"{issue.GetProperty("rule")} {issue.GetProperty("severity")} {issue.GetProperty("source")}")
            .Order(StringComparer.Ordinal)];
}

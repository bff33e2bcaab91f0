using System.Text.Json;
using SsdClr.Data;
using SsdClr.Local.Reports;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;

namespace SsdClr.Local.Runs;

/// <summary>Shows what runs did: a column a run, or JSON.</summary>
internal static class RunTable
{
    private static readonly (string Label, Func<RefreshSummary, int> Count)[] s_refresh =
    [
        ("Persons read", refresh => refresh.Counts.PersonsRead),
        ("In the cohort", refresh => refresh.Counts.InCohort),
        ("  new", refresh => refresh.Counts.New),
        ("  changed", refresh => refresh.Counts.Updated),
        ("  unchanged", refresh => refresh.Unchanged),
        ("  withheld by an error", refresh => refresh.Counts.Withheld),
        ("Gone from SSD, to be deleted", refresh => refresh.Counts.Deleted),
    ];

    private static readonly (string Label, Func<SubmissionCounts, int> Count)[] s_submission =
    [
        ("Batches posted", submission => submission.Batches),
        ("Children sent", submission => submission.Children),
        ("  attempts: each time one was sent", submission => submission.Sent),
        ("Children accepted by the receiver", submission => submission.Accepted),
        ("  of these deletions", submission => submission.Purged),
        ("Children refused by the receiver", submission => submission.Rejected),
    ];

    /// <summary>Writes a table with a column for each run.</summary>
    public static void Write(Output output, IReadOnlyList<(string Heading, CompanionRunResult Result)> runs) => output.Table(
        ["", .. runs.Select(run => run.Heading)],
        [
            .. s_refresh.Select(row => Row(row.Label, runs.Select(run => row.Count(run.Result.Refresh)))),
            .. s_submission.Select(row => Row(row.Label, runs.Select(run => row.Count(run.Result.Submission)))),
        ],
        numbers: [.. Enumerable.Range(1, runs.Count)]);

    /// <summary>Writes a table of a refresh.</summary>
    public static void Write(Output output, string heading, RefreshSummary refresh) =>
        output.Table(["", heading], s_refresh.Select(row => Row(row.Label, [row.Count(refresh)])), numbers: 1);

    /// <summary>Writes a run as a JSON object.</summary>
    public static void Write(Utf8JsonWriter json, CompanionRunResult result)
    {
        json.WriteStartObject();
        WriteRefresh(json, result.RunId, result.Refresh);
        json.WriteNumber("batches", result.Submission.Batches);
        json.WriteNumber("children_sent", result.Submission.Children);
        json.WriteNumber("attempts", result.Submission.Sent);
        json.WriteNumber("accepted", result.Submission.Accepted);
        json.WriteNumber("purged", result.Submission.Purged);
        json.WriteNumber("rejected", result.Submission.Rejected);
        json.WriteEndObject();
    }

    /// <summary>Writes a refresh as a JSON object.</summary>
    public static void Write(Utf8JsonWriter json, long runId, RefreshSummary refresh, TonightTable tonight)
    {
        json.WriteStartObject();
        WriteRefresh(json, runId, refresh);
        tonight.Write(json);
        json.WriteEndObject();
    }

    private static void WriteRefresh(Utf8JsonWriter json, long runId, RefreshSummary refresh)
    {
        json.WriteNumber("run_id", runId);
        json.WriteNumber("persons_read", refresh.Counts.PersonsRead);
        json.WriteNumber("in_cohort", refresh.Counts.InCohort);
        json.WriteNumber("new", refresh.Counts.New);
        json.WriteNumber("changed", refresh.Counts.Updated);
        json.WriteNumber("unchanged", refresh.Unchanged);
        json.WriteNumber("withheld", refresh.Counts.Withheld);
        json.WriteNumber("deleted", refresh.Counts.Deleted);
    }

    private static IReadOnlyList<string> Row(string label, IEnumerable<int> counts) =>
        [label, .. counts.Select(count => InvariantText.Grouped(count))];
}

using System.Text.Json.Nodes;
using SsdClr.Data;
using SsdClr.Local.Reports;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;

namespace SsdClr.Local.Runs;

/// <summary>Shows what runs did: a column a run, or JSON. A figure has its label and its key in one line.</summary>
internal static class RunTable
{
    private static readonly (string Label, string Key, Func<RefreshSummary, int> Count)[] s_refresh =
    [
        ("Persons read", "persons_read", refresh => refresh.Counts.PersonsRead),
        ("In the cohort", "in_cohort", refresh => refresh.Counts.InCohort),
        ("  new", "new", refresh => refresh.Counts.New),
        ("  changed", "changed", refresh => refresh.Counts.Updated),
        ("  unchanged", "unchanged", refresh => refresh.Unchanged),
        ("  withheld by an error", "withheld", refresh => refresh.Counts.Withheld),
        ("Gone from SSD, to be deleted", "deleted", refresh => refresh.Counts.Deleted),
    ];

    private static readonly (string Label, string Key, Func<SubmissionCounts, int> Count)[] s_submission =
    [
        ("Batches posted", "batches", submission => submission.Batches),
        ("Children sent", "children_sent", submission => submission.Children),
        ("  attempts: each time one was sent", "attempts", submission => submission.Sent),
        ("Children accepted by the receiver", "accepted", submission => submission.Accepted),
        ("  of these deletions", "purged", submission => submission.Purged),
        ("Children refused by the receiver", "rejected", submission => submission.Rejected),
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

    /// <summary>A run as a JSON object.</summary>
    public static JsonObject Document(CompanionRunResult result)
    {
        var document = Document(result.RunId, result.Refresh);
        foreach (var (_, key, count) in s_submission)
        {
            document[key] = count(result.Submission);
        }

        return document;
    }

    /// <summary>A refresh as a JSON object.</summary>
    public static JsonObject Document(long runId, RefreshSummary refresh)
    {
        var document = new JsonObject { ["run_id"] = runId };
        foreach (var (_, key, count) in s_refresh)
        {
            document[key] = count(refresh);
        }

        return document;
    }

    private static IReadOnlyList<string> Row(string label, IEnumerable<int> counts) =>
        [label, .. counts.Select(count => InvariantText.Grouped(count))];
}

using System.Globalization;
using System.Text.Json.Nodes;
using SsdClr.Data;
using SsdClr.Local.Reports;

namespace SsdClr.Local.Runs;

/// <summary>Shows what runs did: a column a run, or JSON. A figure has its label and its key in one line; it is left out of a run that has no such part.</summary>
internal static class RunTable
{
    private static readonly (string Label, string Key, Func<PerformedRun, int?> Count)[] s_figures =
    [
        ("Persons read", "persons_read", run => run.Refresh?.PersonsRead),
        ("In the cohort", "in_cohort", run => run.Refresh?.InCohort),
        ("  new", "new", run => run.Refresh?.New),
        ("  changed", "changed", run => run.Refresh?.Updated),
        ("  unchanged", "unchanged", run => run.Refresh?.Unchanged),
        ("  withheld by an error", "withheld", run => run.Refresh?.Withheld),
        ("Gone from SSD, to be deleted", "deleted", run => run.Refresh?.Deleted),
        ("Batches posted", "batches", run => run.Submission?.Batches),
        ("Children sent", "children_sent", run => run.Submission?.Children),
        ("  attempts: each time one was sent", "attempts", run => run.Submission?.Sent),
        ("Children accepted by the receiver", "accepted", run => run.Submission?.Accepted),
        ("  of these deletions", "purged", run => run.Submission?.Purged),
        ("Children refused by the receiver", "rejected", run => run.Submission?.Rejected),
    ];

    /// <summary>Writes a table of one run.</summary>
    public static void Write(Output output, PerformedRun run) => Write(output, (string.Create(CultureInfo.InvariantCulture, $"Run {run.RunId}"), run));

    /// <summary>Writes a table with a column for each run; all have the same parts.</summary>
    public static void Write(Output output, params IReadOnlyList<(string Heading, PerformedRun Run)> runs) => output.Table(
        ["", .. runs.Select(run => run.Heading)],
        s_figures.Where(figure => figure.Count(runs[0].Run) is not null)
            .Select(figure => (IReadOnlyList<string>)[figure.Label, .. runs.Select(run => InvariantText.Grouped(figure.Count(run.Run) ?? 0))]),
        numbers: [.. Enumerable.Range(1, runs.Count)]);

    /// <summary>A run as a JSON object.</summary>
    public static JsonObject Document(PerformedRun run)
    {
        var document = new JsonObject { ["run_id"] = run.RunId };
        foreach (var (_, key, count) in s_figures)
        {
            if (count(run) is { } number)
            {
                document[key] = number;
            }
        }

        return document;
    }
}

using System.Globalization;
using System.Text.Json;
using SsdClr.Local.Reports;

namespace SsdClr.Local.Runs;

/// <summary>Shows what runs did: a column a run, or JSON.</summary>
internal static class RunTable
{
    /// <summary>Writes a table with a column for each run.</summary>
    public static void Write(Output output, IReadOnlyList<(string Heading, CompanionRunResult Result)> runs)
    {
        var rows = new (string Label, Func<CompanionRunResult, int> Count)[]
        {
            ("Persons read", result => result.Refresh.PersonsRead),
            ("In the cohort", result => result.Refresh.InCohort),
            ("  new", result => result.Refresh.New),
            ("  changed", result => result.Refresh.Updated),
            ("  unchanged", result => result.Refresh.Unchanged),
            ("  withheld by an error", result => result.Refresh.Withheld),
            ("Gone from SSD, to be deleted", result => result.Refresh.Deleted),
            ("Batches posted", result => result.Submission.Batches),
            ("Children sent", result => result.Submission.Sent),
            ("Accepted by the receiver", result => result.Submission.Accepted),
            ("  of these deletions", result => result.Submission.Purged),
            ("Refused by the receiver", result => result.Submission.Rejected),
        };
        output.Table(
            ["", .. runs.Select(run => run.Heading)],
            rows.Select(row => (IReadOnlyList<string>)[row.Label, .. runs.Select(run => row.Count(run.Result).ToString("N0", CultureInfo.InvariantCulture))]),
            numbers: [.. Enumerable.Range(1, runs.Count)]);
    }

    /// <summary>Writes a run as a JSON object.</summary>
    public static void Write(Utf8JsonWriter json, CompanionRunResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("run_id", result.RunId);
        json.WriteNumber("persons_read", result.Refresh.PersonsRead);
        json.WriteNumber("in_cohort", result.Refresh.InCohort);
        json.WriteNumber("new", result.Refresh.New);
        json.WriteNumber("changed", result.Refresh.Updated);
        json.WriteNumber("unchanged", result.Refresh.Unchanged);
        json.WriteNumber("withheld", result.Refresh.Withheld);
        json.WriteNumber("deleted", result.Refresh.Deleted);
        json.WriteNumber("batches", result.Submission.Batches);
        json.WriteNumber("sent", result.Submission.Sent);
        json.WriteNumber("accepted", result.Submission.Accepted);
        json.WriteNumber("purged", result.Submission.Purged);
        json.WriteNumber("rejected", result.Submission.Rejected);
        json.WriteEndObject();
    }
}

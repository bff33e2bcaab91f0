using System.Text;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Settings;

namespace SsdClr.Tests.Differential;

/// <summary>A few rows written by hand, and what the product makes of them on 14 July 2026: a window from 1 April 2024 to 15 July 2026.</summary>
internal static class HandWrittenRows
{
    private static readonly DateTime s_asOf = new(2026, 7, 14, 0, 0, 0, DateTimeKind.Unspecified);
    private static readonly PersonRange s_everybody = new(after: null, upTo: null);

    /// <summary>Replaces all rows: each as <c>ssd_person: pers_person_id=1, pers_dob=2010-05-01</c>; a column that is not named is NULL.</summary>
    public static void Hold(this HostileDatabase database, params string[] rows)
    {
        var tables = database.Tables.ToDictionary(table => table, _ => new List<object?[]>());
        foreach (var row in rows)
        {
            var colon = row.IndexOf(": ", StringComparison.Ordinal);
            var table = database.Tables.Single(found => string.Equals(found.Name, row[..colon], StringComparison.Ordinal));
            var cells = row[(colon + 2)..].Split(", ").Select(cell => cell.Split('=', 2)).ToDictionary(cell => cell[0], cell => cell[1], StringComparer.Ordinal);
            Assert.IsTrue(cells.Keys.All(column => table.OrdinalOf(column) >= 0), $"{table.Name} has no such column.");
            tables[table].Add([.. table.Columns.Select(column => (object?)cells.GetValueOrDefault(column.Name))]);
        }

        database.Hold(tables);
    }

    /// <summary>The verdict on a person.</summary>
    public static CohortVerdict Verdict(this HostileDatabase database, string person) =>
        Reader(database).Cohort(s_everybody).Single(preview => string.Equals(preview.PersonId, person, StringComparison.Ordinal)).Verdict;

    /// <summary>The names of the rules that a person breaks.</summary>
    public static IEnumerable<string> Findings(this HostileDatabase database, string person) =>
        Reader(database).Issues(PersonRange.Of(person)).Select(found => found.Issue.Rule.Name);

    /// <summary>The payload of a person in the cohort.</summary>
    public static string Payload(this HostileDatabase database, string person) =>
        Encoding.UTF8.GetString(Reader(database).Payloads(s_everybody).Single(preview => string.Equals(preview.PersonId, person, StringComparison.Ordinal)).Payload);

    private static PreviewReader Reader(HostileDatabase database) =>
        new(database.Context, new SettingValues([]), s_asOf);
}

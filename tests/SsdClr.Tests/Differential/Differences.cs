using System.Data.Common;
using System.Text;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Settings;
using SsdClr.Tests.Naive;

namespace SsdClr.Tests.Differential;

/// <summary>Where the product and the naive implementation disagree about the children of one database.</summary>
internal static class Differences
{
    private const int ShownBefore = 160;
    private const int ShownAfter = 80;

    /// <summary>A line for each person on whom they disagree: about the groups, about who is in, or about a byte of the payload.</summary>
    /// <param name="context">What the product runs on.</param>
    /// <param name="connection">The same database, for the other.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="asOf">The run date.</param>
    public static List<string> Find(DbConnection context, DbConnection connection, SettingValues settings, DateOnly asOf)
    {
        var (product, payloads) = Product(context, settings, asOf);
        var (naive, naivePayloads) = Naive(connection, settings, asOf);
        var persons = product.Keys.Union(naive.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. persons.SelectMany(person => Of(person, (Verdict(product, person), payloads.GetValueOrDefault(person)), (Verdict(naive, person), naivePayloads.GetValueOrDefault(person))))];
    }

    private static IEnumerable<string> Of(string person, (string Verdict, string? Payload) product, (string Verdict, string? Payload) naive)
    {
        if (!string.Equals(product.Verdict, naive.Verdict, StringComparison.Ordinal))
        {
            yield return $"person '{person}': the product says {product.Verdict}, the naive {naive.Verdict}";
        }
        else if (!string.Equals(product.Payload, naive.Payload, StringComparison.Ordinal))
        {
            var (one, other) = (product.Payload ?? "nothing", naive.Payload ?? "nothing");
            var at = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
            yield return $"person '{person}': payloads differ{Environment.NewLine}  product {Around(one, at)}{Environment.NewLine}  naive   {Around(other, at)}";
        }
    }

    private static string Around(string payload, int at) => payload[Math.Max(0, at - ShownBefore)..Math.Min(payload.Length, at + ShownAfter)];

    private static string Verdict(Dictionary<string, (bool IsIn, NaiveGroups Groups)> verdicts, string person) =>
        verdicts.TryGetValue(person, out var verdict) ? $"{(verdict.IsIn ? "in" : "out")}, {verdict.Groups}" : "nothing";

    private static (Dictionary<string, (bool IsIn, NaiveGroups Groups)> Verdicts, Dictionary<string, string> Payloads) Product(DbConnection connection, SettingValues settings, DateOnly asOf)
    {
        var reader = new PreviewReader(connection, settings, asOf.ToDateTime(TimeOnly.MinValue));
        var everybody = new PersonRange(after: null, upTo: null);
        return (
            reader.Cohort(everybody).ToDictionary(preview => preview.PersonId, preview => (preview.Verdict.IsIn, Groups(preview.Verdict)), StringComparer.Ordinal),
            reader.Payloads(everybody).ToDictionary(preview => preview.PersonId, preview => Encoding.UTF8.GetString(preview.Payload), StringComparer.Ordinal));
    }

    private static (Dictionary<string, (bool IsIn, NaiveGroups Groups)> Verdicts, Dictionary<string, string> Payloads) Naive(DbConnection connection, SettingValues settings, DateOnly asOf)
    {
        var ssd = new NaiveSsd(connection, settings.Flag("sentinel_dates"));
        var window = NaiveWindow.Of(asOf, settings.WholeNumber("window_months_back"));
        var cohort = new NaiveCohort(window, settings);
        var payload = new NaivePayload(window, settings, CodeMapOf(connection));
        var verdicts = new Dictionary<string, (bool IsIn, NaiveGroups Groups)>(StringComparer.Ordinal);
        var payloads = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var person in ssd.Rows("ssd_person"))
        {
            var child = new NaiveChild(ssd, person, string.Equals(settings.Text("permanence_person_id"), "legacy", StringComparison.Ordinal));
            var groups = cohort.Groups(child);
            // A person whose id is none is in nobody's cohort, and no two persons can be told apart without one.
            var isIn = child.Id is not null && cohort.Includes(groups);
            verdicts.Add(person.AtItsWord("pers_person_id")?.TrimEnd(' ') ?? string.Empty, (isIn, child.Id is null ? groups with { AgeGate = false } : groups));
            if (isIn)
            {
                payloads.Add(child.Id!, payload.Of(child));
            }
        }

        return (verdicts, payloads);
    }

    private static Dictionary<(string Field, string Held), string> CodeMapOf(DbConnection connection)
    {
        var map = new Dictionary<(string Field, string Held), string>();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT [field], [held_value], [code] FROM [csc].[code_map]";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            map.Add((reader.GetString(0), reader.GetString(1)), reader.GetString(2));
        }

        return map;
    }

    private static NaiveGroups Groups(CohortVerdict verdict)
    {
        bool Has(CohortGroups group) => (verdict.Matched & group) != CohortGroups.None;
        return new NaiveGroups(
            verdict.Age == AgeGate.Open,
            Has(CohortGroups.ActiveReferral),
            Has(CohortGroups.WaitingAssessment),
            Has(CohortGroups.CinPlan),
            Has(CohortGroups.LookedAfter),
            Has(CohortGroups.CareLeaver),
            Has(CohortGroups.ChildProtectionPlan),
            Has(CohortGroups.Disability));
    }
}

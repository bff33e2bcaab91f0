using System.Reflection;
using System.Text.Json;
using SsdClr.Local.Database;
using SsdClr.Local.SampleData;
using SsdClr.Payload.Building;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Settings;

namespace SsdClr.Tests.Companion;

/// <summary>The product reads a messy sample, and what it finds there shows that the sample exercises it.</summary>
[TestClass]
public sealed class SampleRulesTests
{
    private static readonly SampleOptions s_options = new(Children: 4000, Seed: 42, SampleOptions.DefaultAsOf, MessPercent: 10);

    private static readonly Dictionary<string, string> s_legacyId = new(StringComparer.Ordinal) { ["la_child_id_column"] = "pers_legacy_id" };
    private static readonly HashSet<string> s_rules = [];
    private static readonly HashSet<string> s_ethnicities = [];
    private static CohortGroups s_groups;
    private static double s_inCohort;

    [ClassInitialize]
    public static void ReadSample(TestContext context)
    {
        using var database = LocalDatabase.OpenInMemory();
        using (var output = SqliteSampleOutput.Begin(database, replace: true))
        {
            new SampleGenerator(s_options).Write(output, new Progress<double>());
            output.Complete();
        }

        var everyone = new PersonRange(after: null, upTo: null);
        foreach (var settings in new[] { new SettingValues([]), new SettingValues(s_legacyId) })
        {
            var issues = new PreviewReader(database.Context, settings, s_options.AsOf.ToDateTime(TimeOnly.MinValue)).Issues(everyone);
            s_rules.UnionWith(issues.Select(issue => issue.Issue.Rule.Name));
        }

        var preview = new PreviewReader(database.Context, new SettingValues([]), s_options.AsOf.ToDateTime(TimeOnly.MinValue));
        var persons = preview.Cohort(everyone);
        s_inCohort = (double)persons.Count(person => person.Verdict.IsIn) / persons.Count;
        foreach (var person in persons)
        {
            s_groups |= person.Verdict.Matched;
        }

        foreach (var payload in preview.Payloads(everyone))
        {
            using var child = JsonDocument.Parse(payload.Text());
            if (child.RootElement.GetProperty("child_details").TryGetProperty("ethnicity", out var ethnicity))
            {
                s_ethnicities.Add(ethnicity.GetString()!);
            }
        }
    }

    /// <summary>
    /// The names of all rules but those of the census, which a setting asks for, and seven more: the sample has no child whose birth was never recorded and no placement
    /// without a period of care; no published SSD table holds an id of an assessment twice, or a person id of more than 48 characters; a child without either birth date is in no cohort, a column of dates holds dates, whatever the mess, and a value
    /// can only be left out of what is sent to a receiver that was sent it before, which no sample was (BodyTests shows it).
    /// </summary>
    public static IEnumerable<string> Rules => typeof(PayloadRule).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
        .Select(declared => declared.GetValue(null)).OfType<PayloadRule>()
        .Where(rule => !rule.Name.StartsWith("cin_", StringComparison.Ordinal))
        .Except([PayloadRule.NoBirthDate, PayloadRule.DateUnreadable, PayloadRule.ClearedValueNotSent, PayloadRule.PersonIdTooLong, PayloadRule.AssessmentShared, PayloadRule.ExpectedDatePast, PayloadRule.PlacementWithoutPeriod])
        .Select(rule => rule.Name).Distinct(StringComparer.Ordinal);

    [TestMethod]
    [DynamicData(nameof(Rules))]
    public void A_rule_finds_something_whichever_id_is_sent(string rule) => Assert.Contains(rule, s_rules);

    [TestMethod]
    public void Every_group_of_the_cohort_has_children()
    {
        foreach (var group in Enum.GetValues<CohortGroups>())
        {
            Assert.IsTrue(s_groups.HasFlag(group), group.ToString());
        }
    }

    [TestMethod]
    public void Every_ethnicity_is_sent_for_somebody() => Assert.IsEmpty(CodeList.Ethnicity.Codes.Except(s_ethnicities, StringComparer.Ordinal));

    [TestMethod]
    public void About_sixty_in_a_hundred_are_in_the_cohort_however_messy() => Assert.IsInRange(0.55, 0.65, s_inCohort);
}

using SsdClr.Local.Database;
using SsdClr.Local.SampleData;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Ssd;
using SsdClr.Settings;

namespace SsdClr.Tests.Companion;

/// <summary>The product reads a messy sample, and what it finds there shows that the sample exercises it.</summary>
[TestClass]
public sealed class SampleRulesTests
{
    private static readonly SampleOptions s_options = new(Children: 4000, Seed: 42, SampleOptions.DefaultAsOf, MessPercent: 10);
    private static readonly HashSet<string> s_rules = [];
    private static CohortGroups s_groups;

    [ClassInitialize]
    public static void ReadSample(TestContext context)
    {
        using var database = LocalDatabase.OpenInMemory();
        using (var output = SqliteSampleOutput.Begin(database, replace: true))
        {
            new SampleGenerator(s_options).Write(output, new Progress<double>());
            output.Complete();
        }

        var preview = new PreviewReader(database.Connection, new SettingValues([]), s_options.AsOf.ToDateTime(TimeOnly.MinValue));
        var everyone = new PersonRange(after: null, upTo: null);
        s_rules.UnionWith(preview.Issues(everyone).Select(issue => issue.Issue.Rule.Name));
        foreach (var person in preview.Cohort(everyone))
        {
            s_groups |= person.Verdict.Matched;
        }
    }

    [TestMethod]
    [DataRow("id_too_long")]
    [DataRow("id_characters")]
    [DataRow("id_contains_0x")]
    [DataRow("upn_format")]
    [DataRow("upn_or_reason")]
    [DataRow("code_unknown")]
    [DataRow("code_shortened")]
    [DataRow("postcode_format")]
    [DataRow("end_before_start")]
    [DataRow("closed_before_referral")]
    [DataRow("icpc_before_s47")]
    [DataRow("date_out_of_range")]
    [DataRow("sdq_score")]
    [DataRow("too_many_factors")]
    [DataRow("factors_not_json")]
    [DataRow("s47_outcome_not_json")]
    [DataRow("no_name")]
    [DataRow("no_episode")]
    [DataRow("placement_without_referral")]
    [DataRow("care_leaver_age")]
    [DataRow("cross_person_link")]
    [DataRow("adoption_ambiguous")]
    public void A_rule_finds_something(string rule) => Assert.Contains(rule, s_rules);

    [TestMethod]
    public void Every_group_of_the_cohort_has_children()
    {
        foreach (var group in Enum.GetValues<CohortGroups>())
        {
            Assert.IsTrue(s_groups.HasFlag(group), group.ToString());
        }
    }
}

using System.Reflection;
using SsdClr.Payload.Building;

namespace SsdClr.Tests.Rules;

/// <summary>What an analyst reads of a rule.</summary>
[TestClass]
public sealed class PayloadRuleTests
{
    private static readonly List<PayloadRule> s_rules =
        [.. typeof(PayloadRule).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(field => field.GetValue(null)).OfType<PayloadRule>()];

    [TestMethod]
    public void Every_rule_says_in_a_sentence_what_is_wrong()
    {
        foreach (var rule in s_rules)
        {
            Assert.MatchesRegex("^[A-Za-z].{15,}\\.$", rule.Problem, rule.Name);
            Assert.MatchesRegex("^$|^[A-Za-z].{10,}\\.$", rule.Remedy, rule.Name);
        }
    }

    [TestMethod]
    public void No_two_rules_say_the_same() => Assert.HasCount(s_rules.Count, s_rules.Select(rule => rule.Problem).Distinct(StringComparer.Ordinal));

    [TestMethod]
    public void Whatever_withholds_a_child_says_what_to_do()
    {
        foreach (var rule in s_rules.Where(rule => rule.IsError))
        {
            Assert.MatchesRegex("(Fill|Shorten|Correct|Merge|Give) ", rule.Remedy, rule.Name);
        }
    }

    // These speak for themselves, or are nothing to mend.
    [TestMethod]
    public void Every_rule_but_these_says_what_to_do() => Assert.AreEqual(
        """
        born_in_future care_leaver_age closed_before_referral code_shortened code_unknown date_out_of_range
        duplicate_record end_before_start factors_not_json icpc_before_s47 id_characters id_contains_0x
        no_birth_date no_episode no_name placement_without_referral postcode_format s47_outcome_not_json
        sdq_score too_many_factors upn_format upn_or_reason
        """.ReplaceLineEndings(" "),
        string.Join(' ', s_rules.Where(rule => rule.Remedy.Length == 0).Select(rule => rule.Name).Order(StringComparer.Ordinal)));

    [TestMethod]
    public void Every_message_fits_its_column_whatever_became_of_the_value()
    {
        var outcomes = typeof(IssueOutcome).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(field => field.GetValue(null)).OfType<IssueOutcome>().ToList();

        Assert.IsTrue(s_rules.TrueForAll(rule => outcomes.TrueForAll(outcome => new PayloadIssue(rule, outcome, "$", "table.column").Message.Length <= 600)));
    }

    [TestMethod]
    public void Names_of_rules_are_lower_case_words()
    {
        foreach (var rule in s_rules)
        {
            Assert.MatchesRegex("^[a-z0-9]+(_[a-z0-9]+)+$", rule.Name);
        }
    }
}

namespace SsdClr.Local.Reports;

/// <summary>How often a rule is broken.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="IsError">True: the children are withheld. False: sent, and listed.</param>
/// <param name="Children">Children with at least one finding.</param>
/// <param name="Findings">Findings.</param>
/// <param name="ExamplePersonId">The first of the children.</param>
internal sealed record RuleCount(string Rule, bool IsError, long Children, long Findings, string ExamplePersonId)
{
    /// <summary>A row a rule.</summary>
    public static Listing<RuleCount> Listing { get; } = new(
        new("severity", "Severity", rule => rule.Severity),
        new("rule_name", "Rule", rule => rule.Rule),
        new("children", "Children", rule => rule.Children) { IsNumber = true },
        new("findings", "Findings", rule => rule.Findings) { IsNumber = true },
        new("example_person_id", "Example", rule => rule.ExamplePersonId) { SheetHeading = "Example person id" });

    /// <summary>error or warning, as csc.payload_issues has it.</summary>
    public string Severity => IsError ? "error" : "warning";
}

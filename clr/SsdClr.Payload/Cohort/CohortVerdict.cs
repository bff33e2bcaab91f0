namespace SsdClr.Payload.Cohort;

/// <summary>Whether a child is in the cohort, and by what.</summary>
internal readonly struct CohortVerdict(AgeGate age, CohortGroups matched, CohortGroups counted, CohortRestrictions excludedBy = CohortRestrictions.None)
{
    /// <summary>What the age gate says.</summary>
    internal AgeGate Age { get; } = age;

    /// <summary>Every group the child matches, whether or not that group counts.</summary>
    internal CohortGroups Matched { get; } = matched;

    /// <summary>The groups that count.</summary>
    internal CohortGroups Counted { get; } = counted;

    /// <summary>The groups by which the child is in.</summary>
    internal CohortGroups Groups => Matched & Counted;

    /// <summary>The restrictions in force that leave this child out, whatever else matches.</summary>
    internal CohortRestrictions ExcludedBy { get; } = excludedBy;

    /// <summary>True where the age gate is open, at least one matched group counts, and no restriction excludes the child.</summary>
    internal bool IsIn => IsInButForRestrictions && ExcludedBy == CohortRestrictions.None;

    /// <summary>True where the age gate is open and at least one matched group counts.</summary>
    internal bool IsInButForRestrictions => Age == AgeGate.Open && (Matched & Counted) != CohortGroups.None;
}

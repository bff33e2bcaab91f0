namespace SsdClr.Payload.Cohort;

/// <summary>Whether a child is in the cohort, and by what.</summary>
internal readonly struct CohortVerdict(AgeGate age, CohortGroups matched, CohortGroups counted, CohortRestrictions excludedBy = CohortRestrictions.None, CohortGroups lostByEnds = CohortGroups.None)
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

    /// <summary>Where no matched group counts: those that would if every period that ends before it starts counted by its start.</summary>
    internal CohortGroups LostByEnds { get; } = lostByEnds;

    /// <summary>True where the child is out for nothing but the end of a period that ends before it starts.</summary>
    internal bool IsOutByAnEnd => LostByEnds != CohortGroups.None && Age == AgeGate.Open && ExcludedBy == CohortRestrictions.None;

    /// <summary>True where the age gate is open, at least one matched group counts, and no restriction excludes the child.</summary>
    internal bool IsIn => IsInButForRestrictions && ExcludedBy == CohortRestrictions.None;

    /// <summary>True where the age gate is open and at least one matched group counts.</summary>
    internal bool IsInButForRestrictions => Age == AgeGate.Open && (Matched & Counted) != CohortGroups.None;
}

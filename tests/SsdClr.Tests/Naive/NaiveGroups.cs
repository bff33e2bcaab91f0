namespace SsdClr.Tests.Naive;

/// <summary>Section 2's groups: which of them a person belongs to, whatever the settings include, and whether the age is right.</summary>
internal sealed record NaiveGroups(
    bool AgeGate,
    bool ActiveReferral,
    bool WaitingAssessment,
    bool CinPlan,
    bool LookedAfter,
    bool CareLeaver,
    bool CpPlan,
    bool Disability);

using System;

namespace SsdClr.Payload.Cohort;

/// <summary>Inclusion groups (docs/payload.md, section 2), a bit each.</summary>
[Flags]
internal enum CohortGroups
{
    /// <summary>No group.</summary>
    None = 0,

    /// <summary>A CIN episode overlaps the window.</summary>
    ActiveReferral = 1,

    /// <summary>An open CIN episode whose assessment has not started.</summary>
    WaitingAssessment = 2,

    /// <summary>A CIN plan overlaps.</summary>
    CinPlan = 4,

    /// <summary>A care episode whose referral overlaps, or a placement that does.</summary>
    LookedAfter = 8,

    /// <summary>A care leaver of 16 to 25, in touch in the window, with an open CIN episode.</summary>
    CareLeaver = 16,

    /// <summary>A child protection plan overlaps.</summary>
    ChildProtectionPlan = 32,

    /// <summary>Any disability code.</summary>
    Disability = 64,
}

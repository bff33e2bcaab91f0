namespace SsdClr.Local.SampleData;

/// <summary>What a sample child's story is about. The first twelve belong to the cohort by default, the others do not.</summary>
internal enum SampleProfile
{
    /// <summary>Referred and closed again within the window.</summary>
    Referred,

    /// <summary>Open referral without an assessment.</summary>
    WaitingAssessment,

    /// <summary>On a child in need plan.</summary>
    ChildInNeed,

    /// <summary>On a child protection plan, with its enquiry and conference.</summary>
    ChildProtection,

    /// <summary>Looked after.</summary>
    LookedAfter,

    /// <summary>Looked after, unaccompanied and seeking asylum.</summary>
    Unaccompanied,

    /// <summary>Looked after with a plan for adoption.</summary>
    Adoption,

    /// <summary>Left care, in touch.</summary>
    CareLeaver,

    /// <summary>Not yet born: an expected date only.</summary>
    Unborn,

    /// <summary>Referral closed before the window, still placed.</summary>
    PlacementOnly,

    /// <summary>Referral open, plan open, nothing else in order.</summary>
    DisabledChild,

    /// <summary>Died within the window; the record stays.</summary>
    Deceased,

    /// <summary>All episodes closed before the window.</summary>
    History,

    /// <summary>Known, never referred.</summary>
    ContactOnly,

    /// <summary>Twenty-six before the window starts.</summary>
    AgedOut,

    /// <summary>Neither date of birth nor expected date.</summary>
    BirthUnknown,

    /// <summary>A protection plan in the window under a referral closed before it: a group that is off by default.</summary>
    ProtectionOnly,
}

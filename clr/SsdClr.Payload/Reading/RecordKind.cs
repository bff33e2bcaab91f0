namespace SsdClr.Payload.Reading;

/// <summary>The kinds of record of a child, in the order of <see cref="ChildQuery"/>'s result sets.</summary>
internal enum RecordKind
{
    Person,
    LinkedIdentifier,
    Disability,
    Address,
    ImmigrationStatus,
    SdqScore,
    CinEpisode,
    CinAssessment,
    AssessmentFactors,
    CinPlan,
    Section47Enquiry,
    InitialConference,
    ChildProtectionPlan,
    CareEpisode,
    Placement,
    Permanence,
    CareLeaver,
    Involvement,
}

namespace SsdClr.Payload.Reading;

/// <summary>The layouts of all kinds of record.</summary>
internal static class RecordLayouts
{
    /// <summary>In the order of the result sets, which is that of <see cref="RecordKind"/>.</summary>
    internal static readonly RecordLayout[] All =
    [
        Person.Layout,
        LinkedIdentifier.Layout,
        Disability.Layout,
        Address.Layout,
        ImmigrationStatus.Layout,
        SdqScore.Layout,
        CinEpisode.Layout,
        CinAssessment.Layout,
        AssessmentFactors.Layout,
        PlanColumns.ChildInNeed.Layout,
        Section47Enquiry.Layout,
        InitialConference.Layout,
        PlanColumns.ChildProtection.Layout,
        CareEpisode.Layout,
        Placement.Layout,
        Permanence.Layout,
        CareLeaver.Layout,
        Involvement.Layout,
    ];
}

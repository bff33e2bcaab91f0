namespace SsdClr.Payload.Change;

/// <summary>The objects of the payload with their keys in order (payload section 3).</summary>
internal static class PayloadShape
{
    internal static readonly ObjectShape SdqAssessment = new(
        PayloadBlock.HealthAndWellbeing,
        date: null,
        KeyShape.Scalar(PayloadNames.Date),
        KeyShape.Scalar(PayloadNames.Score));

    internal static readonly ObjectShape HealthAndWellbeing = new(
        PayloadBlock.HealthAndWellbeing,
        date: null,
        KeyShape.Items(PayloadNames.SdqAssessments, SdqAssessment),
        KeyShape.Purge());

    internal static readonly ObjectShape ChildDetails = new(
        PayloadBlock.ChildDetails,
        date: null,
        KeyShape.Scalar(PayloadNames.UniquePupilNumber),
        KeyShape.Scalar(PayloadNames.FormerUniquePupilNumber),
        KeyShape.Scalar(PayloadNames.UniquePupilNumberUnknownReason),
        KeyShape.Scalar(PayloadNames.FirstName),
        KeyShape.Scalar(PayloadNames.Surname),
        KeyShape.Scalar(PayloadNames.DateOfBirth),
        KeyShape.Scalar(PayloadNames.ExpectedDateOfBirth),
        KeyShape.Scalar(PayloadNames.Sex),
        KeyShape.Scalar(PayloadNames.Ethnicity),
        KeyShape.Codes(PayloadNames.Disabilities),
        KeyShape.Scalar(PayloadNames.Postcode),
        KeyShape.Scalar(PayloadNames.UascFlag),
        KeyShape.Scalar(PayloadNames.UascEndDate),
        KeyShape.Purge());

    internal static readonly ObjectShape Assessment = new(
        PayloadBlock.Assessment,
        PayloadNames.StartDate,
        KeyShape.Id(PayloadNames.ChildAndFamilyAssessmentId),
        KeyShape.Scalar(PayloadNames.StartDate),
        KeyShape.Scalar(PayloadNames.AuthorisationDate),
        KeyShape.Codes(PayloadNames.Factors),
        KeyShape.Purge());

    internal static readonly ObjectShape CinPlan = new(
        PayloadBlock.CinPlan,
        PayloadNames.StartDate,
        KeyShape.Id(PayloadNames.ChildInNeedPlanId),
        KeyShape.Scalar(PayloadNames.StartDate),
        KeyShape.Scalar(PayloadNames.EndDate),
        KeyShape.Purge());

    internal static readonly ObjectShape Section47 = new(
        PayloadBlock.Section47,
        PayloadNames.StartDate,
        KeyShape.Id(PayloadNames.Section47AssessmentId),
        KeyShape.Scalar(PayloadNames.StartDate),
        KeyShape.Scalar(PayloadNames.IcpcRequiredFlag),
        KeyShape.Scalar(PayloadNames.IcpcDate),
        KeyShape.Scalar(PayloadNames.EndDate),
        KeyShape.Purge());

    internal static readonly ObjectShape CpPlan = new(
        PayloadBlock.CpPlan,
        PayloadNames.StartDate,
        KeyShape.Id(PayloadNames.ChildProtectionPlanId),
        KeyShape.Scalar(PayloadNames.StartDate),
        KeyShape.Scalar(PayloadNames.EndDate),
        KeyShape.Purge());

    internal static readonly ObjectShape Placement = new(
        PayloadBlock.Placement,
        PayloadNames.StartDate,
        KeyShape.Id(PayloadNames.ChildLookedAfterPlacementId),
        KeyShape.Scalar(PayloadNames.StartDate),
        KeyShape.Scalar(PayloadNames.StartReason),
        KeyShape.Scalar(PayloadNames.Postcode),
        KeyShape.Scalar(PayloadNames.PlacementType),
        KeyShape.Scalar(PayloadNames.EndDate),
        KeyShape.Scalar(PayloadNames.EndReason),
        KeyShape.Scalar(PayloadNames.ChangeReason),
        KeyShape.Purge());

    internal static readonly ObjectShape Adoption = new(
        PayloadBlock.Adoption,
        date: null,
        KeyShape.Scalar(PayloadNames.InitialDecisionDate),
        KeyShape.Scalar(PayloadNames.MatchedDate),
        KeyShape.Scalar(PayloadNames.PlacedDate),
        KeyShape.Purge());

    internal static readonly ObjectShape CareLeavers = new(
        PayloadBlock.CareLeavers,
        date: null,
        KeyShape.Scalar(PayloadNames.ContactDate),
        KeyShape.Scalar(PayloadNames.Activity),
        KeyShape.Scalar(PayloadNames.Accommodation),
        KeyShape.Purge());

    internal static readonly ObjectShape CareWorker = new(
        PayloadBlock.CareWorkers,
        date: null,
        KeyShape.Scalar(PayloadNames.WorkerId),
        KeyShape.Scalar(PayloadNames.StartDate),
        KeyShape.Scalar(PayloadNames.EndDate));

    internal static readonly ObjectShape Episode = new(
        PayloadBlock.Episode,
        PayloadNames.ReferralDate,
        KeyShape.Id(PayloadNames.SocialCareEpisodeId),
        KeyShape.Scalar(PayloadNames.ReferralDate),
        KeyShape.Scalar(PayloadNames.ReferralSource),
        KeyShape.Scalar(PayloadNames.ClosureDate),
        KeyShape.Scalar(PayloadNames.ClosureReason),
        KeyShape.Scalar(PayloadNames.ReferralNoFurtherActionFlag),
        KeyShape.Records(PayloadNames.ChildAndFamilyAssessments, Assessment),
        KeyShape.Records(PayloadNames.ChildInNeedPlans, CinPlan),
        KeyShape.Records(PayloadNames.Section47Assessments, Section47),
        KeyShape.Records(PayloadNames.ChildProtectionPlans, CpPlan),
        KeyShape.Records(PayloadNames.ChildLookedAfterPlacements, Placement),
        KeyShape.Block(PayloadNames.Adoption, Adoption),
        KeyShape.Block(PayloadNames.CareLeavers, CareLeavers),
        KeyShape.Items(PayloadNames.CareWorkerDetails, CareWorker),
        KeyShape.Purge());

    internal static readonly ObjectShape Child = new(
        PayloadBlock.Child,
        date: null,
        KeyShape.Id(PayloadNames.LaChildId),
        KeyShape.Scalar(PayloadNames.MisChildId),
        KeyShape.Purge(),
        KeyShape.Details(PayloadNames.ChildDetails, ChildDetails),
        KeyShape.Block(PayloadNames.HealthAndWellbeing, HealthAndWellbeing),
        KeyShape.Records(PayloadNames.SocialCareEpisodes, Episode));
}

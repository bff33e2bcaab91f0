using SsdClr.Payload.Building;

namespace SsdClr.Payload.Holding;

/// <summary>The parts of a payload that changes are told apart by, as analysts read them.</summary>
internal static class PayloadBlock
{
    /// <summary>The child's own ids.</summary>
    internal const string Child = "child";

    internal const string ChildDetails = "child_details";

    /// <summary>Strengths and difficulties questionnaires. They have no id.</summary>
    internal const string HealthAndWellbeing = "health_and_wellbeing";

    internal const string Episode = "episode";

    internal const string Assessment = "assessment";

    internal const string CinPlan = "cin_plan";

    internal const string Section47 = "section_47";

    internal const string CpPlan = "cp_plan";

    internal const string Placement = "placement";

    /// <summary>A block without id, the same under every episode.</summary>
    internal const string Adoption = "adoption";

    /// <summary>A block without id, the same under every episode.</summary>
    internal const string CareLeavers = "care_leavers";

    /// <summary>Care workers of an episode. The worker's number is no id of the item: it may stand in several.</summary>
    internal const string CareWorkers = "care_workers";
}

using System.Text.Json;
using SsdClr.Payload.Cohort;

namespace SsdClr.Tests.Golden;

/// <summary>The names of the inclusion groups, as the specification has them.</summary>
internal static class GroupName
{
    /// <summary>Every group there is.</summary>
    public static IEnumerable<CohortGroups> All => Enum.GetValues<CohortGroups>().Where(group => group != CohortGroups.None);

    /// <summary>The name of one group.</summary>
    public static string Of(CohortGroups group) =>
        group == CohortGroups.ChildProtectionPlan ? "cp_plan" : JsonNamingPolicy.SnakeCaseLower.ConvertName(group.ToString());
}

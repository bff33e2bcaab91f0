using System.Text.Json.Nodes;

namespace SsdClr.Tests.Holding;

/// <summary>The keys of the payload as its description lists them: what stands where, and in which order.</summary>
internal static class PayloadKeys
{
    /// <summary>The keys of each object in order; an object is named by the key it stands under, the child by <c>child</c>.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Order = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["child"] = ["la_child_id", "mis_child_id", "purge", "child_details", "health_and_wellbeing", "social_care_episodes"],
        ["child_details"] =
        [
            "unique_pupil_number", "former_unique_pupil_number", "unique_pupil_number_unknown_reason", "first_name", "surname", "date_of_birth",
            "expected_date_of_birth", "sex", "ethnicity", "disabilities", "postcode", "uasc_flag", "uasc_end_date", "purge",
        ],
        ["health_and_wellbeing"] = ["sdq_assessments", "purge"],
        ["sdq_assessments"] = ["date", "score"],
        ["social_care_episodes"] =
        [
            "social_care_episode_id", "referral_date", "referral_source", "closure_date", "closure_reason", "referral_no_further_action_flag",
            "child_and_family_assessments", "child_in_need_plans", "section_47_assessments", "child_protection_plans", "child_looked_after_placements",
            "adoption", "care_leavers", "care_worker_details", "purge",
        ],
        ["child_and_family_assessments"] = ["child_and_family_assessment_id", "start_date", "authorisation_date", "factors", "purge"],
        ["child_in_need_plans"] = ["child_in_need_plan_id", "start_date", "end_date", "purge"],
        ["section_47_assessments"] = ["section_47_assessment_id", "start_date", "icpc_required_flag", "icpc_date", "end_date", "purge"],
        ["child_protection_plans"] = ["child_protection_plan_id", "start_date", "end_date", "purge"],
        ["child_looked_after_placements"] =
        [
            "child_looked_after_placement_id", "start_date", "start_reason", "postcode", "placement_type", "end_date", "end_reason", "change_reason", "purge",
        ],
        ["adoption"] = ["initial_decision_date", "matched_date", "placed_date", "purge"],
        ["care_leavers"] = ["contact_date", "activity", "accommodation", "purge"],
        ["care_worker_details"] = ["worker_id", "start_date", "end_date"],
    };

    /// <summary>The arrays of records with an id, and its key.</summary>
    public static readonly IReadOnlyDictionary<string, string> Ids = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["social_care_episodes"] = "social_care_episode_id",
        ["child_and_family_assessments"] = "child_and_family_assessment_id",
        ["child_in_need_plans"] = "child_in_need_plan_id",
        ["section_47_assessments"] = "section_47_assessment_id",
        ["child_protection_plans"] = "child_protection_plan_id",
        ["child_looked_after_placements"] = "child_looked_after_placement_id",
    };

    /// <summary>The arrays within an episode whose records have an id.</summary>
    public static IEnumerable<string> NestedArrays => Ids.Keys.Where(name => name != "social_care_episodes");

    /// <summary>The values that no record of that kind is without.</summary>
    public static bool IsMandatory(string key) =>
        key is "sex" or "uasc_flag" or "disabilities" or "factors" or "purge" or "date" or "score" or "worker_id" or "la_child_id" || Ids.Values.Contains(key);

    /// <summary>True where the key holds one value.</summary>
    public static bool IsScalar(string key) => !Order.ContainsKey(key) && key is not ("factors" or "disabilities" or "purge");

    /// <summary>The id of a record.</summary>
    public static string Id(string array, JsonNode record) => record[Ids[array]]!.GetValue<string>();

    /// <summary>Puts a member in its place.</summary>
    public static void Put(string name, JsonObject target, string key, JsonNode value)
    {
        target.Remove(key);
        var position = target.TakeWhile(member => Array.IndexOf(Order[name], member.Key) < Array.IndexOf(Order[name], key)).Count();
        target.Insert(position, key, value);
    }

    /// <summary>The episodes of a child.</summary>
    public static IEnumerable<JsonObject> Episodes(JsonObject child) => Items(child, "social_care_episodes");

    /// <summary>The objects of an array; none where there is no such array.</summary>
    public static IEnumerable<JsonObject> Items(JsonObject owner, string array) => owner[array] is JsonArray items ? items.Select(item => item!.AsObject()) : [];
}

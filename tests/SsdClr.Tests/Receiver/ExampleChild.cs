using System.Globalization;
using System.Text.Json.Nodes;

namespace SsdClr.Tests.Receiver;

/// <summary>Invented children for the receiver's tests, written by hand from the specification of the payload.</summary>
internal static class ExampleChild
{
    /// <summary>A valid child with every key there is.</summary>
    public const string Full = """
        {"la_child_id":"child-1","mis_child_id":"L 1","purge":false,
        "child_details":{"unique_pupil_number":"A123456789012","former_unique_pupil_number":"B123456789012","unique_pupil_number_unknown_reason":"UN3",
        "first_name":"Example","surname":"Child","date_of_birth":"2010-02-28","expected_date_of_birth":"2010-03-01","sex":"F","ethnicity":"WBRI",
        "disabilities":["AUT","BEH"],"postcode":"ZZ99 9ZZ","uasc_flag":true,"uasc_end_date":"2025-06-30","purge":false},
        "health_and_wellbeing":{"sdq_assessments":[{"date":"2025-05-01","score":12},{"date":"2024-05-01","score":9}],"purge":false},
        "social_care_episodes":[{"social_care_episode_id":"episode-1","referral_date":"2024-04-05","referral_source":"1A","closure_date":"2025-04-05",
        "closure_reason":"RC1","referral_no_further_action_flag":false,
        "child_and_family_assessments":[{"child_and_family_assessment_id":"assessment-1","start_date":"2024-04-06","authorisation_date":"2024-05-06","factors":["1A","2B"],"purge":false}],
        "child_in_need_plans":[{"child_in_need_plan_id":"plan-1","start_date":"2024-05-07","end_date":"2024-06-07","purge":false}],
        "section_47_assessments":[{"section_47_assessment_id":"enquiry-1","start_date":"2024-06-08","icpc_required_flag":true,"icpc_date":"2024-06-20","end_date":"2024-06-18","purge":false}],
        "child_protection_plans":[{"child_protection_plan_id":"protection-1","start_date":"2024-06-20","end_date":"2024-12-20","purge":false}],
        "child_looked_after_placements":[{"child_looked_after_placement_id":"placement-1","start_date":"2024-07-01","start_reason":"S","postcode":"ZZ99 9ZZ",
        "placement_type":"U1","end_date":"2024-08-01","end_reason":"E11","change_reason":"CARPL","purge":false}],
        "adoption":{"initial_decision_date":"2024-07-02","matched_date":"2024-07-03","placed_date":"2024-07-04","purge":false},
        "care_leavers":{"contact_date":"2025-01-01","activity":"F2","accommodation":"B","purge":false},
        "care_worker_details":[{"worker_id":"SW12345","start_date":"2024-04-05","end_date":"2025-04-05"}],"purge":false}]}
        """;

    /// <summary>The least a child can be.</summary>
    public static string Least(string id) =>
        $$$"""{"la_child_id":"{{{id}}}","purge":false,"child_details":{"sex":"U","disabilities":["NONE"],"uasc_flag":false,"purge":false}}""";

    /// <summary>The least a child with the given episodes can be.</summary>
    public static string WithEpisodes(string id, string episodes) =>
        $$$"""{"la_child_id":"{{{id}}}","purge":false,"child_details":{"sex":"U","disabilities":["NONE"],"uasc_flag":false,"purge":false},"social_care_episodes":{{{episodes}}}}""";

    /// <summary>The deletion of a child.</summary>
    public static string Deletion(string id) => $$"""{"la_child_id":"{{id}}","purge":true}""";

    /// <summary><see cref="Full"/> with one member changed.</summary>
    /// <param name="location">JSON pointer (RFC 6901) of the member.</param>
    /// <param name="json">Its new value, or null to take the member out.</param>
    public static string FullWith(string location, string? json) => With(Full, location, json);

    /// <summary>A child with one member changed.</summary>
    /// <param name="child">The child.</param>
    /// <param name="location">JSON pointer (RFC 6901) of the member.</param>
    /// <param name="json">Its new value, or null to take the member out.</param>
    public static string With(string child, string location, string? json)
    {
        var root = JsonNode.Parse(child)!;
        var steps = location.Split('/')[1..];
        var parent = steps[..^1].Aggregate(root, (node, step) => node is JsonArray array ? array[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);
        switch (parent)
        {
            case JsonArray array:
                array[int.Parse(steps[^1], CultureInfo.InvariantCulture)] = JsonNode.Parse(json!);
                break;
            case JsonObject members when json is null:
                Assert.IsTrue(members.Remove(steps[^1]), $"{location} is not there to take out.");
                break;
            default:
                parent[steps[^1]] = JsonNode.Parse(json!);
                break;
        }

        return root.ToJsonString();
    }
}

using System.Text;
using System.Text.Json;
using SsdClr.Local.Receiver;
using SsdClr.Payload.Building;

namespace SsdClr.Tests.Receiver;

[TestClass]
public sealed class ChildSchemaTests
{
    private static async Task<IReadOnlyList<string>> FaultsAsync(string child) => (await ChildSchema.LoadAsync()).Faults(Encoding.UTF8.GetBytes(child));

    [TestMethod]
    public async Task A_child_with_every_key_is_valid() => Assert.IsEmpty(await FaultsAsync(ExampleChild.Full));

    [TestMethod]
    public void The_example_child_has_every_key_of_the_schema()
    {
        using var stream = typeof(ChildSchema).Assembly.GetManifestResourceStream("SsdClr.payload.schema.json")!;
        using var schema = JsonDocument.Parse(stream);
        using var child = JsonDocument.Parse(ExampleChild.Full);
        var inSchema = new SortedSet<string>(StringComparer.Ordinal);
        CollectProperties(schema.RootElement, inSchema);
        var inChild = new SortedSet<string>(StringComparer.Ordinal);
        CollectKeys(child.RootElement, inChild);

        Assert.AreEqual(string.Join('\n', inSchema), string.Join('\n', inChild));
    }

    [TestMethod]
    [DataRow("""{"la_child_id":"1","purge":false,"child_details":{"sex":"U","disabilities":["NONE"],"uasc_flag":false,"purge":false}}""", DisplayName = "the least a child can be")]
    [DataRow("""{"la_child_id":"1","purge":true}""", DisplayName = "a deletion")]
    [DataRow("""{"la_child_id":"1","mis_child_id":"L 1","purge":true}""", DisplayName = "a deletion with the other id")]
    public async Task A_small_child_is_valid(string child) => Assert.IsEmpty(await FaultsAsync(child));

    [TestMethod]
    [DataRow("/social_care_episodes/0", """{"social_care_episode_id":"e","purge":true}""")]
    [DataRow("/social_care_episodes/0/child_and_family_assessments/0", """{"child_and_family_assessment_id":"a","purge":true}""")]
    [DataRow("/social_care_episodes/0/child_in_need_plans/0", """{"child_in_need_plan_id":"p","purge":true}""")]
    [DataRow("/social_care_episodes/0/section_47_assessments/0", """{"section_47_assessment_id":"s","purge":true}""")]
    [DataRow("/social_care_episodes/0/child_protection_plans/0", """{"child_protection_plan_id":"p","purge":true}""")]
    [DataRow("/social_care_episodes/0/child_looked_after_placements/0", """{"child_looked_after_placement_id":"p","purge":true}""")]
    [DataRow("/social_care_episodes/0/adoption", """{"purge":true}""")]
    [DataRow("/social_care_episodes/0/care_leavers", """{"purge":true}""")]
    [DataRow("/health_and_wellbeing", """{"purge":true}""")]
    [DataRow("/social_care_episodes/0/care_worker_details", "[]")]
    public async Task A_removal_within_a_child_is_valid(string location, string removal) => Assert.IsEmpty(await FaultsAsync(ExampleChild.FullWith(location, removal)));

    [TestMethod]
    [DataRow("/child_details/unique_pupil_number", "\"12\"")]
    [DataRow("/child_details/unique_pupil_number_unknown_reason", "\"UN99\"")]
    [DataRow("/child_details/postcode", "\"NOT A POSTCODE\"")]
    [DataRow("/child_details/date_of_birth", "\"1899-12-31\"")]
    [DataRow("/health_and_wellbeing/sdq_assessments/0/score", "41")]
    [DataRow("/social_care_episodes/0/child_and_family_assessments/0/factors", "[\"99Z\"]")]
    [DataRow("/social_care_episodes/0/child_and_family_assessments/0/factors", "[]")]
    public async Task A_value_that_is_only_a_warning_to_the_sender_is_valid(string location, string value) => Assert.IsEmpty(await FaultsAsync(ExampleChild.FullWith(location, value)));

    [TestMethod]
    [DataRow("/la_child_id", ".la_child_id is missing")]
    [DataRow("/purge", ".purge is missing")]
    [DataRow("/child_details", ".child_details is missing")]
    [DataRow("/child_details/sex", ".child_details.sex is missing")]
    [DataRow("/child_details/disabilities", ".child_details.disabilities is missing")]
    [DataRow("/child_details/uasc_flag", ".child_details.uasc_flag is missing")]
    [DataRow("/child_details/purge", ".child_details.purge is missing")]
    [DataRow("/health_and_wellbeing/sdq_assessments", ".health_and_wellbeing.sdq_assessments is missing")]
    [DataRow("/health_and_wellbeing/purge", ".health_and_wellbeing.purge is missing")]
    [DataRow("/health_and_wellbeing/sdq_assessments/1/date", ".health_and_wellbeing.sdq_assessments[1].date is missing")]
    [DataRow("/health_and_wellbeing/sdq_assessments/1/score", ".health_and_wellbeing.sdq_assessments[1].score is missing")]
    [DataRow("/social_care_episodes/0/social_care_episode_id", ".social_care_episodes[0].social_care_episode_id is missing")]
    [DataRow("/social_care_episodes/0/purge", ".social_care_episodes[0].purge is missing")]
    [DataRow("/social_care_episodes/0/child_and_family_assessments/0/child_and_family_assessment_id", ".social_care_episodes[0].child_and_family_assessments[0].child_and_family_assessment_id is missing")]
    [DataRow("/social_care_episodes/0/child_and_family_assessments/0/factors", ".social_care_episodes[0].child_and_family_assessments[0].factors is missing")]
    [DataRow("/social_care_episodes/0/child_and_family_assessments/0/purge", ".social_care_episodes[0].child_and_family_assessments[0].purge is missing")]
    [DataRow("/social_care_episodes/0/child_in_need_plans/0/child_in_need_plan_id", ".social_care_episodes[0].child_in_need_plans[0].child_in_need_plan_id is missing")]
    [DataRow("/social_care_episodes/0/child_in_need_plans/0/purge", ".social_care_episodes[0].child_in_need_plans[0].purge is missing")]
    [DataRow("/social_care_episodes/0/section_47_assessments/0/section_47_assessment_id", ".social_care_episodes[0].section_47_assessments[0].section_47_assessment_id is missing")]
    [DataRow("/social_care_episodes/0/section_47_assessments/0/purge", ".social_care_episodes[0].section_47_assessments[0].purge is missing")]
    [DataRow("/social_care_episodes/0/child_protection_plans/0/child_protection_plan_id", ".social_care_episodes[0].child_protection_plans[0].child_protection_plan_id is missing")]
    [DataRow("/social_care_episodes/0/child_protection_plans/0/purge", ".social_care_episodes[0].child_protection_plans[0].purge is missing")]
    [DataRow("/social_care_episodes/0/child_looked_after_placements/0/child_looked_after_placement_id", ".social_care_episodes[0].child_looked_after_placements[0].child_looked_after_placement_id is missing")]
    [DataRow("/social_care_episodes/0/child_looked_after_placements/0/purge", ".social_care_episodes[0].child_looked_after_placements[0].purge is missing")]
    [DataRow("/social_care_episodes/0/adoption/purge", ".social_care_episodes[0].adoption.purge is missing")]
    [DataRow("/social_care_episodes/0/care_leavers/purge", ".social_care_episodes[0].care_leavers.purge is missing")]
    [DataRow("/social_care_episodes/0/care_worker_details/0/worker_id", ".social_care_episodes[0].care_worker_details[0].worker_id is missing")]
    public async Task A_mandatory_key_that_is_missing_is_named(string location, string fault)
    {
        var faults = await FaultsAsync(ExampleChild.FullWith(location, null));
        Assert.AreEqual(fault, string.Join('\n', faults));
    }

    [TestMethod]
    [DataRow("/la_child_id", "\"\"", ".la_child_id must be an identifier: 1 to 20 letters (A to Z, a to z), digits, hyphens or underscores", DisplayName = "empty id")]
    [DataRow("/la_child_id", "\"123456789012345678901\"", ".la_child_id must be an identifier: 1 to 20 letters (A to Z, a to z), digits, hyphens or underscores", DisplayName = "id of 21 characters")]
    [DataRow("/la_child_id", "\"a b\"", ".la_child_id must be an identifier: 1 to 20 letters (A to Z, a to z), digits, hyphens or underscores", DisplayName = "id with a space")]
    [DataRow("/la_child_id", "\"a\\n\"", ".la_child_id must be an identifier: 1 to 20 letters (A to Z, a to z), digits, hyphens or underscores", DisplayName = "id with a line end")]
    [DataRow("/la_child_id", "7", ".la_child_id must be a string", DisplayName = "id that is a number")]
    [DataRow("/mis_child_id", "\" \"", ".mis_child_id must be text that is not blank: a blank value is left out", DisplayName = "blank other id")]
    [DataRow("/purge", "\"false\"", ".purge must be true or false", DisplayName = "purge that is text")]
    [DataRow("/child_details", "[]", ".child_details must be an object", DisplayName = "details that are an array")]
    [DataRow("/child_details/former_unique_pupil_number", "\"B12345678901\"", ".child_details.former_unique_pupil_number must have at least 13 characters", DisplayName = "former number of 12 characters")]
    [DataRow("/child_details/former_unique_pupil_number", "\"B1234567890123\"", ".child_details.former_unique_pupil_number must have at most 13 characters", DisplayName = "former number of 14 characters")]
    [DataRow("/child_details/first_name", "null", ".child_details.first_name must be a string", DisplayName = "null name")]
    [DataRow("/child_details/first_name", "\"  \"", ".child_details.first_name must be text that is not blank: a blank value is left out", DisplayName = "blank name")]
    [DataRow("/child_details/date_of_birth", "\"2023-02-29\"", ".child_details.date_of_birth must be a date that exists, as YYYY-MM-DD", DisplayName = "a day that does not exist")]
    [DataRow("/child_details/uasc_end_date", "20250630", ".child_details.uasc_end_date must be a string", DisplayName = "date that is a number")]
    [DataRow("/child_details/sex", "\"1\"", ".child_details.sex must be \"M\" or \"F\" or \"U\"", DisplayName = "sex outside M, F, U")]
    [DataRow("/child_details/ethnicity", "\"WBRIX\"", ".child_details.ethnicity must be a code of list ethnicity (code-lists.md)", DisplayName = "ethnicity of 5 characters")]
    [DataRow("/child_details/ethnicity", "\" \"", ".child_details.ethnicity must be a code of list ethnicity (code-lists.md)", DisplayName = "blank ethnicity")]
    [DataRow("/child_details/disabilities", "[]", ".child_details.disabilities must have at least 1 items", DisplayName = "no disabilities")]
    [DataRow("/child_details/disabilities", "[\"AUT\",\"AUT\"]", ".child_details.disabilities must not have an item twice", DisplayName = "a disability twice")]
    [DataRow("/child_details/disabilities", "[\"AUT\",\"BEH\",\"COMM\",\"CON\",\"DDA\",\"HAND\",\"HEAR\",\"INC\",\"LD\",\"MOB\",\"NONE\",\"PC\",\"VIS\"]", ".child_details.disabilities must have at most 12 items", DisplayName = "13 disabilities")]
    [DataRow("/child_details/disabilities/0", "\"OTHER\"", ".child_details.disabilities[0] must be a code of list disability (code-lists.md)", DisplayName = "disability of 5 characters")]
    [DataRow("/child_details/uasc_flag", "1", ".child_details.uasc_flag must be true or false", DisplayName = "flag that is a number")]
    [DataRow("/child_details/purge", "true", ".child_details.purge must be false", DisplayName = "details that are removed")]
    [DataRow("/health_and_wellbeing/sdq_assessments", "[]", ".health_and_wellbeing.sdq_assessments must have at least 1 items", DisplayName = "a block without assessments")]
    [DataRow("/health_and_wellbeing/sdq_assessments/0/score", "\"12\"", ".health_and_wellbeing.sdq_assessments[0].score must be a whole number", DisplayName = "score that is text")]
    [DataRow("/health_and_wellbeing/sdq_assessments/0/score", "12.5", ".health_and_wellbeing.sdq_assessments[0].score must be a whole number", DisplayName = "score with a fraction")]
    [DataRow("/social_care_episodes", "[]", ".social_care_episodes must have at least 1 items", DisplayName = "no episodes")]
    [DataRow("/social_care_episodes", "{}", ".social_care_episodes must be an array", DisplayName = "episodes that are an object")]
    [DataRow("/social_care_episodes/0/social_care_episode_id", "\"a.b\"", ".social_care_episodes[0].social_care_episode_id must be an identifier: 1 to 36 letters (A to Z, a to z), digits, hyphens or underscores", DisplayName = "record id with a stop")]
    [DataRow("/social_care_episodes/0/referral_source", "\"1G\"", ".social_care_episodes[0].referral_source must be 10, 1A to 1F, 2A to 2F, 3A to 3F, 4, 5A to 5D, 6, 7, 8 or 9: a source of any other shape is left out", DisplayName = "source of another shape")]
    [DataRow("/social_care_episodes/0/closure_reason", "\"RC10\"", ".social_care_episodes[0].closure_reason must be a code of list closure_reason (code-lists.md)", DisplayName = "closure reason of 4 characters")]
    [DataRow("/social_care_episodes/0/referral_no_further_action_flag", "\"Y\"", ".social_care_episodes[0].referral_no_further_action_flag must be true or false", DisplayName = "no-further-action that is text")]
    [DataRow("/social_care_episodes/0/child_in_need_plans", "[]", ".social_care_episodes[0].child_in_need_plans must have at least 1 items", DisplayName = "an empty array of plans")]
    [DataRow("/social_care_episodes/0/child_and_family_assessments/0/factors/0", "1", ".social_care_episodes[0].child_and_family_assessments[0].factors[0] must be a string", DisplayName = "factor that is a number")]
    [DataRow("/social_care_episodes/0/section_47_assessments/0/icpc_required_flag", "null", ".social_care_episodes[0].section_47_assessments[0].icpc_required_flag must be true or false", DisplayName = "null flag")]
    [DataRow("/social_care_episodes/0/section_47_assessments/0/start_date", "\"2024-06-08T00:00:00\"", ".social_care_episodes[0].section_47_assessments[0].start_date must be a date that exists, as YYYY-MM-DD", DisplayName = "date with a time")]
    [DataRow("/social_care_episodes/0/child_looked_after_placements/0/start_reason", "\"ST\"", ".social_care_episodes[0].child_looked_after_placements[0].start_reason must be a code of list placement_start_reason (code-lists.md)", DisplayName = "start reason of 2 characters")]
    [DataRow("/social_care_episodes/0/child_looked_after_placements/0/placement_type", "\"A3XX\"", ".social_care_episodes[0].child_looked_after_placements[0].placement_type must be a code of list placement_type (code-lists.md)", DisplayName = "placement type of 4 characters")]
    [DataRow("/social_care_episodes/0/child_looked_after_placements/0/end_reason", "\"E45A\"", ".social_care_episodes[0].child_looked_after_placements[0].end_reason must be a code of list placement_end_reason (code-lists.md)", DisplayName = "end reason of 4 characters")]
    [DataRow("/social_care_episodes/0/adoption", """{"purge":false}""", ".social_care_episodes[0].adoption must have at least 2 keys", DisplayName = "adoption without a date")]
    [DataRow("/social_care_episodes/0/care_leavers/activity", "\"F2X\"", ".social_care_episodes[0].care_leavers.activity must be a code of list care_leaver_activity (code-lists.md)", DisplayName = "activity of 3 characters")]
    [DataRow("/social_care_episodes/0/care_leavers/accommodation", "\"BX\"", ".social_care_episodes[0].care_leavers.accommodation must be a code of list care_leaver_accommodation (code-lists.md)", DisplayName = "accommodation of 2 characters")]
    [DataRow("/social_care_episodes/0/care_worker_details/0/worker_id", "\"1234567890123\"", ".social_care_episodes[0].care_worker_details[0].worker_id must be a registration number: 1 to 12 letters (A to Z, a to z), digits, hyphens or underscores", DisplayName = "worker id of 13 characters")]
    public async Task A_broken_rule_is_named_with_its_path(string location, string value, string fault)
    {
        var faults = await FaultsAsync(ExampleChild.FullWith(location, value));
        Assert.AreEqual(fault, string.Join('\n', faults));
    }

    [TestMethod]
    [DataRow("/note", ".note is not part of the payload")]
    [DataRow("/child_details/note", ".child_details.note is not part of the payload")]
    [DataRow("/health_and_wellbeing/note", ".health_and_wellbeing.note is not part of the payload")]
    [DataRow("/health_and_wellbeing/sdq_assessments/0/purge", ".health_and_wellbeing.sdq_assessments[0].purge is not part of the payload")]
    [DataRow("/social_care_episodes/0/note", ".social_care_episodes[0].note is not part of the payload")]
    [DataRow("/social_care_episodes/0/adoption/note", ".social_care_episodes[0].adoption.note is not part of the payload")]
    [DataRow("/social_care_episodes/0/care_leavers/note", ".social_care_episodes[0].care_leavers.note is not part of the payload")]
    [DataRow("/social_care_episodes/0/child_and_family_assessments/0/note", ".social_care_episodes[0].child_and_family_assessments[0].note is not part of the payload")]
    [DataRow("/social_care_episodes/0/child_in_need_plans/0/note", ".social_care_episodes[0].child_in_need_plans[0].note is not part of the payload")]
    [DataRow("/social_care_episodes/0/section_47_assessments/0/note", ".social_care_episodes[0].section_47_assessments[0].note is not part of the payload")]
    [DataRow("/social_care_episodes/0/child_protection_plans/0/note", ".social_care_episodes[0].child_protection_plans[0].note is not part of the payload")]
    [DataRow("/social_care_episodes/0/child_looked_after_placements/0/note", ".social_care_episodes[0].child_looked_after_placements[0].note is not part of the payload")]
    [DataRow("/social_care_episodes/0/care_worker_details/0/purge", ".social_care_episodes[0].care_worker_details[0].purge is not part of the payload")]
    public async Task A_key_that_no_payload_has_is_named(string location, string fault)
    {
        var faults = await FaultsAsync(ExampleChild.FullWith(location, "false"));
        Assert.AreEqual(fault, string.Join('\n', faults));
    }

    [TestMethod]
    public async Task Every_code_of_every_list_is_valid()
    {
        (string Location, CodeList Codes, bool IsArray)[] lists =
        [
            ("/child_details/unique_pupil_number_unknown_reason", CodeList.UniquePupilNumberUnknown, false),
            ("/child_details/sex", CodeList.Sex, false),
            ("/child_details/ethnicity", CodeList.Ethnicity, false),
            ("/child_details/disabilities", CodeList.Disability, true),
            ("/social_care_episodes/0/referral_source", CodeList.ReferralSource, false),
            ("/social_care_episodes/0/closure_reason", CodeList.ClosureReason, false),
            ("/social_care_episodes/0/child_and_family_assessments/0/factors", CodeList.Factor, true),
            ("/social_care_episodes/0/child_looked_after_placements/0/start_reason", CodeList.PlacementStartReason, false),
            ("/social_care_episodes/0/child_looked_after_placements/0/placement_type", CodeList.PlacementType, false),
            ("/social_care_episodes/0/child_looked_after_placements/0/end_reason", CodeList.PlacementEndReason, false),
            ("/social_care_episodes/0/child_looked_after_placements/0/change_reason", CodeList.PlacementChangeReason, false),
            ("/social_care_episodes/0/care_leavers/activity", CodeList.Activity, false),
            ("/social_care_episodes/0/care_leavers/accommodation", CodeList.Accommodation, false),
        ];
        var schema = await ChildSchema.LoadAsync();
        var faults = lists.SelectMany(list => list.Codes.Codes
            .Select(code => list.IsArray ? $"[\"{code}\"]" : $"\"{code}\"")
            .SelectMany(json => schema.Faults(Encoding.UTF8.GetBytes(ExampleChild.FullWith(list.Location, json)))));

        Assert.AreEqual(string.Empty, string.Join('\n', faults));
    }

    [TestMethod]
    public void Every_pattern_is_described_in_words()
    {
        using var stream = typeof(ChildSchema).Assembly.GetManifestResourceStream("SsdClr.payload.schema.json")!;
        using var schema = JsonDocument.Parse(stream);
        Assert.IsEmpty(PatternsWithoutDescription(schema.RootElement));
    }

    [TestMethod]
    public async Task More_than_41_factors_are_refused()
    {
        var factors = JsonSerializer.Serialize(Enumerable.Range(1, 42).Select(number => $"F{number}"));
        var faults = await FaultsAsync(ExampleChild.FullWith("/social_care_episodes/0/child_and_family_assessments/0/factors", factors));
        Assert.AreEqual(".social_care_episodes[0].child_and_family_assessments[0].factors must have at most 41 items", string.Join('\n', faults));
    }

    [TestMethod]
    public async Task A_deletion_with_anything_else_in_it_is_refused()
    {
        var faults = await FaultsAsync("""{"la_child_id":"1","purge":true,"child_details":{}}""");
        Assert.AreEqual(".child_details is not part of the payload", string.Join('\n', faults));
    }

    [TestMethod]
    public async Task A_removed_record_with_anything_else_in_it_is_refused()
    {
        var faults = await FaultsAsync(ExampleChild.FullWith("/social_care_episodes/0/child_in_need_plans/0/purge", "true"));
        CollectionAssert.AreEqual(
            new[]
            {
                ".social_care_episodes[0].child_in_need_plans[0].start_date is not part of the payload",
                ".social_care_episodes[0].child_in_need_plans[0].end_date is not part of the payload",
            },
            faults.ToArray());
    }

    [TestMethod]
    public async Task A_key_that_looks_like_a_value_is_not_repeated()
    {
        var faults = await FaultsAsync(ExampleChild.FullWith("/child_details/Ann Other", "1"));
        Assert.AreEqual(".child_details has a key that is not part of the payload", string.Join('\n', faults));
    }

    [TestMethod]
    [DataRow("7", " must be an object")]
    [DataRow("null", " must be an object")]
    [DataRow("[]", " must be an object")]
    public async Task A_child_that_is_not_an_object_is_refused(string child, string fault) => Assert.AreEqual(fault, string.Join('\n', await FaultsAsync(child)));

    private static List<string> PatternsWithoutDescription(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object =>
        [
            .. element.TryGetProperty("pattern", out var pattern) && !element.TryGetProperty("description", out _) ? [pattern.GetString()!] : Array.Empty<string>(),
            .. element.EnumerateObject().SelectMany(member => PatternsWithoutDescription(member.Value)),
        ],
        JsonValueKind.Array => [.. element.EnumerateArray().SelectMany(PatternsWithoutDescription)],
        _ => [],
    };

    private static void CollectProperties(JsonElement element, SortedSet<string> names)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (member.NameEquals("properties"))
                {
                    names.UnionWith(member.Value.EnumerateObject().Select(property => property.Name));
                }

                CollectProperties(member.Value, names);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                CollectProperties(item, names);
            }
        }
    }

    private static void CollectKeys(JsonElement element, SortedSet<string> names)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                names.Add(member.Name);
                CollectKeys(member.Value, names);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                CollectKeys(item, names);
            }
        }
    }
}

using System.Text.Json.Nodes;
using SsdClr.Settings;
using static SsdClr.Tests.Naive.NaiveJson;
using static SsdClr.Tests.Naive.NaiveText;

namespace SsdClr.Tests.Naive;

/// <summary>
/// The payload of a child as docs/payload.md says it (section 7), clearly and slowly. Written from that page alone, so that what it and the
/// product agree on is what the page says.
/// </summary>
internal sealed class NaivePayload(NaiveWindow window, SettingValues settings, IReadOnlyDictionary<(string Field, string Held), string> codeMap)
{
    private readonly Dictionary<string, NaiveCodes> _codes = NaiveCodes.All(codeMap);

    private const string FormerPupilNumber = "Former Unique Pupil Number";
    private const int MostDisabilities = 12;
    private const int MostFactors = 41;
    private const int LongestWorkerId = 12;

    /// <summary>The canonical payload of a child who is in the cohort.</summary>
    public string Of(NaiveChild child)
    {
        var person = child.Person;
        return Canonical(Object(
            ("la_child_id", Text(person.TrimmedId(settings.Text("la_child_id_column")))),
            ("mis_child_id", Text(UsableId(person.TrimmedId("pers_legacy_id")))),
            ("purge", false),
            ("child_details", ChildDetails(child)),
            ("health_and_wellbeing", HealthAndWellbeing(child)),
            ("social_care_episodes", Episodes(child))));
    }

    private JsonObject ChildDetails(NaiveChild child)
    {
        var person = child.Person;
        var pupilNumber = person.Trimmed("pers_upn");
        var former = child.Of("ssd_linked_identifiers", "link_person_id")
            .Where(row => string.Equals(row.Trimmed("link_identifier_type"), FormerPupilNumber, StringComparison.OrdinalIgnoreCase))
            .OrderBy(row => row.Date("link_valid_from_date") is null)
            .ThenByDescending(row => row.Date("link_valid_from_date"))
            .ThenBy(row => row.Trimmed("link_identifier_value") is null)
            .ThenBy(row => row.Trimmed("link_identifier_value"), StringComparer.Ordinal)
            .FirstOrDefault()?.Trimmed("link_identifier_value");
        var unknownReason = new[] { person.Trimmed("pers_upn_unknown"), pupilNumber }.FirstOrDefault(IsUnknownReason);
        var birth = NaiveBirth.Of(person, window.AsOf);
        var held = child.Of("ssd_disability", "disa_person_id")
            .Select(row => _codes["disabilities"].Of(row.Trimmed("disa_disability_code")))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var disabilities = held.Count > 1 ? held.Where(code => code != "NONE").Take(MostDisabilities).ToList() : held;
        var address = child.Of("ssd_address", "addr_person_id")
            .Where(row => row.Date("addr_address_start_date") is not { } start || start <= window.End)
            .OrderBy(row => row.Date("addr_address_start_date") is null)
            .ThenByDescending(row => row.Date("addr_address_start_date"))
            .ThenBy(row => row.Date("addr_address_end_date") is not null)
            .ThenByDescending(row => row.RowId("addr_table_id"), NaiveRowId.Order)
            .ThenBy(row => row.Trimmed("addr_address_postcode") is null)
            .ThenBy(row => row.Trimmed("addr_address_postcode"), StringComparer.Ordinal)
            .FirstOrDefault();
        var unaccompanied = child.Of("ssd_immigration_status", "immi_person_id")
            .Where(row => settings.List("uasc_statuses").Any(status => IsStatus(row.Trimmed("immi_immigration_status"), status)))
            .Where(row => row.Date("immi_immigration_status_end_date") is not { } end || end >= window.Start)
            .OrderBy(row => row.Date("immi_immigration_status_start_date") is null)
            .ThenByDescending(row => row.Date("immi_immigration_status_start_date"))
            .ThenByDescending(row => row.Date("immi_immigration_status_end_date") is null)
            .ThenByDescending(row => row.Date("immi_immigration_status_end_date"))
            .ToList();
        return Object(
            ("unique_pupil_number", IsUnknownReason(pupilNumber) ? null : Text(pupilNumber)),
            ("former_unique_pupil_number", former?.Length == 13 ? Text(former) : null),
            ("unique_pupil_number_unknown_reason", Text(unknownReason?.ToUpperInvariant())),
            ("first_name", Text(person.Held("pers_forename"))),
            ("surname", Text(person.Held("pers_surname"))),
            ("date_of_birth", Date(birth.Born)),
            ("expected_date_of_birth", Date(birth.Expected)),
            ("sex", Sex(person.Trimmed("pers_sex"))),
            ("ethnicity", Text(_codes["ethnicity"].Of(person.Trimmed("pers_ethnicity")))),
            ("disabilities", disabilities.Count == 0 ? new JsonArray("NONE") : new JsonArray([.. disabilities.Select(Text)])),
            ("postcode", Text(address?.Trimmed("addr_address_postcode"))),
            ("uasc_flag", unaccompanied.Count > 0),
            ("uasc_end_date", Date(unaccompanied.FirstOrDefault()?.Date("immi_immigration_status_end_date"))),
            ("purge", false));
    }

    private string Sex(string? held) => held?.ToUpperInvariant() switch
    {
        null => "U",
        "M" or "MALE" => "M",
        "F" or "FEMALE" => "F",
        "U" => "U",
        _ => _codes["sex"].Own(held) ?? "U",
    };

    private JsonObject? HealthAndWellbeing(NaiveChild child)
    {
        var assessments = NaiveItem.Array(NaiveItem.NewestFirst(
            from row in child.Of("ssd_sdq_scores", "csdq_person_id")
            let date = row.Date("csdq_sdq_completed_date")
            let score = WholeNumber(row.Trimmed("csdq_sdq_score"))
            where window.Contains(date) && score is not null
            select new NaiveItem(date, Id: null, Object(("date", Date(date)), ("score", score)))));
        return assessments is null ? null : Object(("sdq_assessments", assessments), ("purge", false));
    }

    private JsonArray? Episodes(NaiveChild child)
    {
        var episodes = child.Episodes.Where(episode => window.Overlaps(episode.Date("cine_referral_date"), episode.Date("cine_close_date"))).ToList();
        if (episodes.Count == 0)
        {
            // In the cohort by a placement alone: its own referral carries it, whatever its dates.
            episodes = [.. child.Episodes.Where(episode => OverlappingPlacements(child, episode).Any())];
        }

        return NaiveItem.Records(NaiveItem.OldestFirst(episodes.Select(episode => Episode(child, episode))));
    }

    private NaiveItem Episode(NaiveChild child, NaiveRow row)
    {
        var id = UsableId(row.TrimmedId("cine_referral_id"));
        var referred = row.Date("cine_referral_date");
        return new NaiveItem(referred, id, Object(
            ("social_care_episode_id", Text(id)),
            ("referral_date", Date(referred)),
            ("referral_source", Text(Source(row.Trimmed("cine_referral_source_code")))),
            ("closure_date", Date(row.Date("cine_close_date"))),
            ("closure_reason", Text(_codes["closure_reason"].Of(row.Trimmed("cine_close_reason")))),
            ("referral_no_further_action_flag", YesOrNo(row.Trimmed("cine_referral_nfa"))),
            ("child_and_family_assessments", Assessments(child, row)),
            ("child_in_need_plans", CinPlans(child, row)),
            ("section_47_assessments", Section47(child, row)),
            ("child_protection_plans", ProtectionPlans(child, row)),
            ("child_looked_after_placements", Placements(child, row)),
            ("adoption", Adoption(child)),
            ("care_leavers", CareLeaver(child)),
            ("care_worker_details", CareWorkers(child, row)),
            ("purge", false)));
    }

    private string? Source(string? held) => held is null ? null : _codes["referral_source"].OwnUnlessWhole(held, held, ReferralSource(held)) ?? _codes["referral_source"].DescribedOrOwn(held);

    private JsonArray? Assessments(NaiveChild child, NaiveRow episode) => NaiveItem.Records(NaiveItem.OldestFirst(
        from row in child.Under(episode, "ssd_cin_assessments", "cina_referral_id", "cina_person_id")
        let id = UsableId(row.TrimmedId("cina_assessment_id"))
        let start = row.Date("cina_assessment_start_date")
        let authorised = row.Date("cina_assessment_auth_date")
        where window.Contains(start) || window.Contains(authorised)
        let factors = child.Factors(row)
            .OrderBy(factor => factor.RowId("cinf_table_id"), NaiveRowId.Order)
            .ThenBy(factor => factor.Held("cinf_assessment_factors_json"), StringComparer.Ordinal)
            .SelectMany(factor => NaiveOutcome.Factors(factor.Held("cinf_assessment_factors_json")))
            .Distinct(StringComparer.Ordinal)
            .Take(MostFactors)
        select new NaiveItem(start, id, Object(
            ("child_and_family_assessment_id", Text(id)),
            ("start_date", Date(start)),
            ("authorisation_date", Date(authorised)),
            ("factors", new JsonArray([.. factors.Select(Text)])),
            ("purge", false)))));

    private JsonArray? CinPlans(NaiveChild child, NaiveRow episode) => NaiveItem.Records(NaiveItem.OldestFirst(
        from row in child.Under(episode, "ssd_cin_plans", "cinp_referral_id", "cinp_person_id")
        let id = UsableId(row.TrimmedId("cinp_cin_plan_id"))
        let start = row.Date("cinp_cin_plan_start_date")
        let end = row.Date("cinp_cin_plan_end_date")
        where window.Overlaps(start, end)
        select new NaiveItem(start, id, Object(
            ("child_in_need_plan_id", Text(id)),
            ("start_date", Date(start)),
            ("end_date", Date(end)),
            ("purge", false)))));

    private JsonArray? Section47(NaiveChild child, NaiveRow episode) => NaiveItem.Records(NaiveItem.OldestFirst(
        from row in child.Under(episode, "ssd_s47_enquiry", "s47e_referral_id", "s47e_person_id")
        let id = UsableId(row.TrimmedId("s47e_s47_enquiry_id"))
        let start = row.Date("s47e_s47_start_date")
        let end = row.Date("s47e_s47_end_date")
        let conference = child.Conferences(row).Max(found => found.Date("icpc_icpc_date"))
        where window.Overlaps(start, end) || window.Contains(conference)
        select new NaiveItem(start, id, Object(
            ("section_47_assessment_id", Text(id)),
            ("start_date", Date(start)),
            ("icpc_required_flag", NaiveOutcome.ConferenceFlag(row.Held("s47e_s47_outcome_json"))),
            ("icpc_date", Date(conference)),
            ("end_date", Date(end)),
            ("purge", false)))));

    private JsonArray? ProtectionPlans(NaiveChild child, NaiveRow episode) => NaiveItem.Records(NaiveItem.OldestFirst(
        from row in child.Under(episode, "ssd_cp_plans", "cppl_referral_id", "cppl_person_id")
        let id = UsableId(row.TrimmedId("cppl_cp_plan_id"))
        let start = row.Date("cppl_cp_plan_start_date")
        let end = row.Date("cppl_cp_plan_end_date")
        where window.Overlaps(start, end)
        select new NaiveItem(start, id, Object(
            ("child_protection_plan_id", Text(id)),
            ("start_date", Date(start)),
            ("end_date", Date(end)),
            ("purge", false)))));

    private JsonArray? Placements(NaiveChild child, NaiveRow episode) => NaiveItem.Records(NaiveItem.NewestFirst(
        from row in OverlappingPlacements(child, episode)
        let id = UsableId(row.TrimmedId("clap_cla_placement_id"))
        let start = row.Date("clap_cla_placement_start_date")
        let end = row.Date("clap_cla_placement_end_date")
        let care = CareEpisodesOf(child, row)
        let first = care
            .OrderBy(found => found.Date("clae_cla_episode_start_date") is null)
            .ThenBy(found => found.Date("clae_cla_episode_start_date"))
            .ThenBy(found => found.RowId("clae_cla_episode_id"), NaiveRowId.Order)
            .ThenBy(found => StartReason(found) is null)
            .ThenBy(StartReason, StringComparer.Ordinal)
            .FirstOrDefault()
        let last = care
            .OrderByDescending(found => found.Date("clae_cla_episode_ceased_date") is null)
            .ThenByDescending(found => found.Date("clae_cla_episode_ceased_date"))
            .ThenBy(found => found.RowId("clae_cla_episode_id"), NaiveRowId.Order)
            .ThenBy(found => EndReason(found) is null)
            .ThenBy(EndReason, StringComparer.Ordinal)
            .FirstOrDefault()
        select new NaiveItem(start, id, Object(
            ("child_looked_after_placement_id", Text(id)),
            ("start_date", Date(start)),
            ("start_reason", Text(StartReason(first))),
            ("postcode", Text(row.Trimmed("clap_cla_placement_postcode"))),
            ("placement_type", Text(_codes["placement_type"].Of(row.Trimmed("clap_cla_placement_type")))),
            ("end_date", Date(end < start ? null : end)),
            ("end_reason", Text(EndReason(last))),
            ("change_reason", Text(_codes["change_reason"].Of(row.Trimmed("clap_cla_placement_change_reason")))),
            ("purge", false)))));

    private string? StartReason(NaiveRow? careEpisode) => _codes["start_reason"].Of(careEpisode?.Trimmed("clae_cla_episode_start_reason"));

    private string? EndReason(NaiveRow? careEpisode) => _codes["end_reason"].OfWithBlanksInside(careEpisode?.Trimmed("clae_cla_episode_ceased_reason"));

    private IEnumerable<NaiveRow> OverlappingPlacements(NaiveChild child, NaiveRow episode) => child.CareEpisodes
        .Where(care => Same(care.Id("clae_referral_id"), episode.Id("cine_referral_id")))
        .SelectMany(child.Placements)
        .Distinct()
        .Where(window.OverlapsPlacement);

    /// <summary>The care episodes that name a placement; if none does, those of its period that name no placement.</summary>
    private static List<NaiveRow> CareEpisodesOf(NaiveChild child, NaiveRow placement)
    {
        var naming = child.CareEpisodes.Where(care => Same(care.Id("clae_cla_placement_id"), placement.Id("clap_cla_placement_id"))).ToList();
        return naming.Count > 0
            ? naming
            : [.. child.CareEpisodes.Where(care => care.Id("clae_cla_placement_id") is null && Same(care.Id("clae_cla_id"), placement.Id("clap_cla_id")))];
    }

    private JsonObject? Adoption(NaiveChild child) => NaiveItem.NewestFirst(
        from row in child.Permanences()
        let decided = row.Date("perm_adm_decision_date")
        let matched = row.Date("perm_matched_date")
        let placed = row.Date("perm_placed_for_adoption_date")
        where window.Contains(decided) || window.Contains(matched) || window.Contains(placed)
        select new NaiveItem(placed ?? matched ?? decided, Id: null, Object(
            ("initial_decision_date", Date(decided)),
            ("matched_date", Date(matched)),
            ("placed_date", Date(placed)),
            ("purge", false)))).FirstOrDefault()?.Json;

    private JsonObject? CareLeaver(NaiveChild child)
    {
        var latest = NaiveItem.NewestFirst(
            from row in child.Of("ssd_care_leavers", "clea_person_id")
            let contact = row.Date("clea_care_leaver_latest_contact")
            select new NaiveItem(contact, Id: null, Object(
                ("contact_date", Date(contact)),
                ("activity", Text(_codes["activity"].Of(row.Trimmed("clea_care_leaver_activity")))),
                ("accommodation", Text(_codes["accommodation"].Of(row.Trimmed("clea_care_leaver_accommodation")))),
                ("purge", false)))).FirstOrDefault()?.Json;

        // With nothing but the purge flag it is empty.
        return latest?.Count > 1 ? latest : null;
    }

    private JsonArray? CareWorkers(NaiveChild child, NaiveRow episode)
    {
        var planned = child.Under(episode, "ssd_cin_plans", "cinp_referral_id", "cinp_person_id")
            .Any(plan => window.Overlaps(plan.Date("cinp_cin_plan_start_date"), plan.Date("cinp_cin_plan_end_date")));
        return !planned ? null : NaiveItem.Different(NaiveItem.NewestFirst(
            from row in child.Under(episode, "ssd_involvements", "invo_referral_id", "invo_person_id")
            where settings.List("care_worker_roles").Contains(row.Trimmed("invo_professional_role_id"), StringComparer.OrdinalIgnoreCase)
            let id = UsableId(child.Professional(row)?.TrimmedId("prof_social_worker_registration_no"), LongestWorkerId)
            let start = row.Date("invo_involvement_start_date")
            let end = row.Date("invo_involvement_end_date")
            where id is not null
            where string.Equals(settings.Text("care_worker_scope"), "all", StringComparison.Ordinal)
                || window.CensusDays().Any(day => start <= day && (end is null || end >= day))
            select new NaiveItem(start, Id: null, Object(
                ("worker_id", Text(id)),
                ("start_date", Date(start)),
                ("end_date", Date(end))))));
    }

    private static bool Same(string? one, string? other) => one is not null && string.Equals(one, other, StringComparison.Ordinal);
}

using SsdClr.Payload.Building;

namespace SsdClr.Local.SampleData;

/// <summary>Writes care: care episodes and placements, permanence, strengths and difficulties scores, leaving care.</summary>
internal static class SampleCareRows
{
    private static readonly string[] s_types = [.. CodeList.PlacementType.Codes.Where(code => code[0] != 'A')];
    private static readonly string[] s_typesForAdoption = [.. CodeList.PlacementType.Codes.Where(code => code[0] == 'A')];
    private static readonly string[] s_startReasons = [.. CodeList.PlacementStartReason.Codes.Where(code => code != "S")];
    private static readonly string[] s_endReasons = [.. CodeList.PlacementEndReason.Codes.Where(code => code != "X1")];

    /// <summary>Writes the rows that the child's story asks for.</summary>
    /// <param name="child">The child.</param>
    /// <param name="referral">The referral under which the child came into care; null when the child was never referred.</param>
    public static void Write(SampleChild child, (string ReferralId, DateTime ReferralDate)? referral)
    {
        switch (child.Profile)
        {
            case SampleProfile.LookedAfter or SampleProfile.Unaccompanied or SampleProfile.PlacementOnly:
                PeriodOfCare(child, referral!.Value, stillInCare: child.Profile is SampleProfile.PlacementOnly || child.Random.Chance(75), s_types);
                Scores(child);
                if (child.Mess.Strikes(0.5))
                {
                    LeavingCare(child);
                }

                break;
            case SampleProfile.Adoption:
                var period = PeriodOfCare(child, referral!.Value, stillInCare: true, child.Random.Chance(60) ? s_typesForAdoption : s_types);
                Permanence(child, period);
                Scores(child);
                break;
            case SampleProfile.CareLeaver:
                if (child.Random.Chance(40))
                {
                    PeriodOfCare(child, referral!.Value, stillInCare: false, s_types);
                }

                LeavingCare(child);
                break;
            case SampleProfile.AgedOut when child.Random.Chance(30):
                LeavingCare(child);
                break;
        }
    }

    /// <summary>Writes one strengths and difficulties score.</summary>
    public static void Score(SampleChild child, DateTime completed) => child.Output.Write(
        "ssd_sdq_scores",
        ("csdq_table_id", child.NextId("SDQ")),
        ("csdq_person_id", child.PersonId),
        ("csdq_sdq_completed_date", child.Moment(completed)),
        ("csdq_sdq_reason", child.Mess.Strikes() ? "SDQ1" : null),
        ("csdq_sdq_score", child.Mess.Strikes() ? child.Random.Pick<object?>([null, -1, 41, 99]) : child.Random.Between(0, 40)));

    private static string PeriodOfCare(SampleChild child, (string ReferralId, DateTime ReferralDate) referral, bool stillInCare, IReadOnlyList<string> types)
    {
        var random = child.Random;
        var asOf = child.Options.Day;
        (string Id, string? ReferralId, DateTime Entered) care =
            (child.NextId("CLA"), child.Mess.Strikes(0.4) ? null : referral.ReferralId, random.Day(referral.ReferralDate.AddDays(1), asOf.AddDays(-20)));
        var placements = random.Pick<int>([1, 1, 2, 2, 3]);
        var start = care.Entered;
        for (var number = 1; number <= placements; number++)
        {
            var last = number == placements;
            var end = last ? stillInCare ? (DateTime?)null : random.Day(start.AddDays(7), asOf) : random.Day(start.AddDays(7), start.AddDays(200));
            if (end > asOf)
            {
                end = null;
                last = true;
            }

            var placementId = child.NextId("PLC");
            child.Output.Write(
                "ssd_cla_placement",
                ("clap_cla_placement_id", placementId),
                ("clap_cla_id", care.Id),
                ("clap_person_id", child.Owner()),
                ("clap_cla_placement_start_date", child.Moment(start)),
                ("clap_cla_placement_end_date", end is not null && child.Mess.Strikes(0.4) ? start.AddDays(-5) : end),
                ("clap_cla_placement_type", child.Mess.Code(random.Pick(types), 100)),
                ("clap_cla_placement_postcode", SamplePersonRows.RecordedPostcode(child)),
                ("clap_cla_placement_change_reason", end is null ? null : child.Mess.Code(random.Pick(CodeList.PlacementChangeReason.Codes), 100)),
                ("clap_cla_placement_provider", random.Pick<string>(["PR0", "PR1", "PR2", "PR3", "PR4", "PR5"])),
                ("clap_cla_placement_distance", random.Between(0, 900) / 10.0),
                ("clap_cla_placement_urn", "SC" + random.Digits(6)));
            // A change of legal status splits a placement into two care episodes; some systems leave the placement's id out.
            var named = random.Chance(85) ? placementId : null;
            var middle = random.Chance(30) ? random.Day(start.AddDays(1), (end ?? asOf).AddDays(-1)) : (DateTime?)null;
            CareEpisode(child, care, named, (start, middle ?? end), number == 1 ? "S" : random.Pick(s_startReasons), middle is null && last);
            if (middle is { } changed)
            {
                CareEpisode(child, care, named, (changed, end), "L", last);
            }

            if (last)
            {
                break;
            }

            start = end!.Value;
        }

        return care.Id;
    }

    private static void CareEpisode(SampleChild child, (string Id, string? ReferralId, DateTime Entered) care, string? placementId, (DateTime Start, DateTime? End) days, string startReason, bool isLast)
    {
        var random = child.Random;
        var (start, end) = days;
        var endReason = end is null ? null : isLast ? random.Pick(s_endReasons) : "X1";
        child.Output.Write(
            "ssd_cla_episodes",
            ("clae_cla_episode_id", child.NextId("CEP")),
            ("clae_person_id", child.PersonId),
            ("clae_cla_episode_start_date", child.Moment(start)),
            ("clae_cla_episode_start_reason", child.Mess.Code(startReason, 100)),
            ("clae_cla_primary_need_code", random.Pick(SampleEpisodeRows.PrimaryNeeds)),
            ("clae_cla_episode_ceased_date", end),
            ("clae_cla_episode_ceased_reason", endReason is null ? null : child.Mess.Code(random.Chance(10) ? endReason + "\r\n" : endReason, 255)),
            ("clae_cla_id", care.Id),
            ("clae_referral_id", care.ReferralId),
            ("clae_cla_placement_id", placementId),
            ("clae_entered_care_date", care.Entered),
            ("clae_cla_last_iro_contact_date", random.Day(start, end ?? child.Options.Day)));
    }

    private static void Permanence(SampleChild child, string careId)
    {
        var random = child.Random;
        var decided = random.Day(child.Options.WindowStart, child.Options.Day.AddDays(-100));
        var matched = random.Chance(70) ? decided.AddDays(random.Between(20, 60)) : (DateTime?)null;
        var byPeriod = random.Chance(50);
        // One vendor holds the legacy id here; and a row may name one child and the period of care of another.
        var person = byPeriod && child.Mess.Strikes(2) ? child.OtherPersonId : child.Mess.Strikes() ? child.LegacyId : byPeriod && random.Chance(50) ? null : child.PersonId;
        child.Output.Write(
            "ssd_permanence",
            ("perm_table_id", child.NextId("PER")),
            ("perm_person_id", person),
            ("perm_cla_id", byPeriod ? careId : null),
            ("perm_adm_decision_date", decided),
            ("perm_matched_date", matched),
            ("perm_placed_for_adoption_date", matched is not null && random.Chance(60) ? matched.Value.AddDays(random.Between(5, 40)) : null),
            ("perm_adopted_by_carer_flag", "N"),
            ("perm_part_of_sibling_group", random.Chance(30) ? "Y" : "N"),
            ("perm_siblings_placed_together", random.Between(0, 2)),
            ("perm_siblings_placed_apart", random.Between(0, 2)),
            ("perm_number_of_adopters", random.Between(1, 2)),
            ("perm_adoption_worker_id", child.Professionals.Pick(random)));
        if (byPeriod && child.Mess.Strikes())
        {
            // The period of care also stands against another child, a sibling perhaps: nobody can tell whose adoption it is.
            child.Output.Write(
                "ssd_cla_episodes",
                ("clae_cla_episode_id", child.NextId("CEP")),
                ("clae_person_id", child.OtherPersonId),
                ("clae_cla_episode_start_date", decided),
                ("clae_cla_id", careId));
        }
    }

    private static void Scores(SampleChild child)
    {
        for (var count = child.Age >= 4 ? child.Random.Between(0, 3) : 0; count > 0; count--)
        {
            Score(child, child.Random.Day(child.Options.WindowStart.AddDays(-200), child.Options.Day));
        }
    }

    private static void LeavingCare(SampleChild child)
    {
        var random = child.Random;
        for (var rows = random.Pick<int>([1, 1, 2]); rows > 0; rows--)
        {
            var contact = random.Day(child.Options.Day.AddDays(-300), child.Options.Day);
            child.Output.Write(
                "ssd_care_leavers",
                ("clea_table_id", child.NextId("CLV")),
                ("clea_person_id", child.PersonId),
                ("clea_care_leaver_eligibility", random.Pick<string>(["Former relevant child", "Relevant child", "Eligible child"])),
                ("clea_care_leaver_in_touch", "YES"),
                ("clea_care_leaver_latest_contact", child.Moment(contact)),
                ("clea_care_leaver_accommodation", child.Mess.Code(random.Pick(CodeList.Accommodation.Codes), 100)),
                ("clea_care_leaver_accom_suitable", random.Chance(85) ? "1" : "2"),
                ("clea_care_leaver_activity", child.Mess.Code(random.Pick(CodeList.Activity.Codes), 100)),
                ("clea_pathway_plan_review_date", contact.AddDays(-random.Between(1, 180))),
                ("clea_care_leaver_worker_id", child.Professionals.Pick(random)));
        }
    }
}

using SsdClr.Settings;

namespace SsdClr.Tests.Naive;

/// <summary>Section 2: who is in.</summary>
internal sealed class NaiveCohort(NaiveWindow window, SettingValues settings)
{
    /// <summary>The groups of a child.</summary>
    public NaiveGroups Groups(NaiveChild child) => new(
        AgeGate(child),
        child.Episodes.Any(Overlaps),
        child.Episodes.Any(episode => Waits(child, episode)),
        child.CinPlans.Any(plan => window.Overlaps(plan.Date("cinp_cin_plan_start_date"), plan.Date("cinp_cin_plan_end_date"))),
        child.CareEpisodes.Any(care => IsLookedAfter(child, care)),
        IsCareLeaver(child),
        child.ProtectionPlans.Any(plan => window.Overlaps(plan.Date("cppl_cp_plan_start_date"), plan.Date("cppl_cp_plan_end_date"))),
        child.Of("ssd_disability", "disa_person_id").Any(row => row.Held("disa_disability_code") is not null));

    /// <summary>True for a child who is sent.</summary>
    public bool Includes(NaiveGroups groups) =>
        groups.AgeGate
        && ((groups.ActiveReferral && settings.Flag("include_active_referral"))
            || (groups.WaitingAssessment && settings.Flag("include_waiting_assessment"))
            || (groups.CinPlan && settings.Flag("include_cin_plan"))
            || (groups.LookedAfter && settings.Flag("include_looked_after"))
            || (groups.CareLeaver && settings.Flag("include_care_leaver"))
            || (groups.CpPlan && settings.Flag("include_cp_plan"))
            || (groups.Disability && settings.Flag("include_disability")));

    private bool AgeGate(NaiveChild child)
    {
        var birth = NaiveBirth.Of(child.Person, window.AsOf);
        return birth.IsImpossible
            || (birth.Born is { } born ? born <= window.End && born.AddYears(26) > window.Start : birth.Expected >= window.Start);
    }

    private bool Overlaps(NaiveRow episode) => window.Overlaps(episode.Date("cine_referral_date"), episode.Date("cine_close_date"));

    private static bool Waits(NaiveChild child, NaiveRow episode) =>
        episode.Date("cine_close_date") is null
        && child.Under(episode, "ssd_cin_assessments", "cina_referral_id", "cina_person_id").All(assessment => assessment.Date("cina_assessment_start_date") is null);

    private bool IsLookedAfter(NaiveChild child, NaiveRow care) =>
        child.Episodes.Any(episode => care.Id("clae_referral_id") is { } referral && string.Equals(referral, episode.Id("cine_referral_id"), StringComparison.Ordinal) && Overlaps(episode))
        || child.Placements(care).Any(window.OverlapsPlacement);

    private bool IsCareLeaver(NaiveChild child) =>
        NaiveBirth.Of(child.Person, window.AsOf).Born is { } birth
        && birth.AddYears(16) < window.End
        && birth.AddYears(26) >= window.Start
        && child.Of("ssd_care_leavers", "clea_person_id").Any(row => row.Date("clea_care_leaver_latest_contact") is { } contact && contact >= window.Start && contact < window.End)
        && child.Episodes.Any(episode => episode.Date("cine_close_date") is null && episode.Date("cine_referral_date") <= window.End);
}

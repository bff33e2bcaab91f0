using SsdClr.Simulation.Receiver;

namespace SsdClr.Simulation.World;

/// <summary>What has to be sent of a child, worked out apart from the product: cohort, window and content.</summary>
internal static class ExpectedContent
{
    /// <summary>The id a child is sent under; null where it has none.</summary>
    internal static string? ChildId(WorldChild child, string column) => column == "pers_person_id" ? child.PersonId : child.LegacyId;

    /// <summary>True where the child is one to be sent, as of a date.</summary>
    internal static bool IsInCohort(WorldChild child, DateOnly asOf) => child.IsInSsd && child.Referrals.Exists(
        referral => Overlaps(referral.Start, referral.End, asOf) || referral.Plans.Exists(plan => Overlaps(plan.Start, plan.End, asOf)) || CarriesPlacement(referral, asOf));

    /// <summary>What a receiver should hold of a child that is in the cohort and not withheld.</summary>
    internal static ChildContent Of(WorldChild child, string column, DateOnly asOf)
    {
        var content = Content(child, asOf);
        content.Set("la_child_id", Text(ChildId(child, column)!));
        return content;
    }

    /// <summary>True where an adoption is to be sent of the child, or was never any other.</summary>
    internal static bool KeepsAdoption(WorldChild child, DateOnly asOf) =>
        child.IsInSsd && child.Permanences.Count > 0 && (LatestPermanence(child, asOf) is not null || !child.HasLostPermanence);

    /// <summary>True where the path leads to a date of an adoption.</summary>
    internal static bool IsOfAdoption(string[] parts) => parts.Length == 4 && parts[2] == "adoption";

    /// <summary>
    /// True where what is held of an adoption is a row that SSD still holds, while none is to be sent: it aged out. Dates that are listed as not cleared
    /// may be there besides.
    /// </summary>
    internal static bool HasAdoptionAgedOut(WorldChild child, string path, DateOnly asOf, ChildContent held, Func<string, bool> isListed)
    {
        var block = path[..path.LastIndexOf('/')];
        return child.IsInSsd && LatestPermanence(child, asOf) is null && child.Permanences.Exists(
            row => IsHeld("initial_decision_date", row.Decision) && IsHeld("matched_date", row.Matched) && IsHeld("placed_date", row.Placed));

        bool IsHeld(string name, DateOnly? date)
        {
            var text = held.Values.GetValueOrDefault(block + "/" + name);
            return date is null ? text is null || isListed(block + "/" + name) : text == Text(date.Value);
        }
    }

    /// <summary>True where SSD holds the row behind a path of a child's content.</summary>
    internal static bool Holds(WorldChild child, string path)
    {
        if (!child.IsInSsd)
        {
            return false;
        }

        var parts = path.Split('/');
        if (parts[0] == "health_and_wellbeing")
        {
            return parts.Length > 2 && child.Questionnaires.Exists(score => IsoDate.Of(score.Start) == parts[2]);
        }

        var referral = parts.Length > 1 ? child.Referrals.Find(candidate => candidate.Id == parts[1]) : null;
        return referral is not null && (parts.Length < 4 || (parts[2] switch
        {
            "child_looked_after_placements" => referral.Placements.Select(placement => placement.Id),
            "child_in_need_plans" => referral.Plans.Select(plan => plan.Id),
            "child_and_family_assessments" => referral.Assessments.Select(assessment => assessment.Id),
            _ => [],
        }).Contains(parts[3]));
    }

    /// <summary>
    /// The referrals that are sent. A placement alone can admit a child: where no referral is in the window, those that carry one are sent, whatever their dates.
    /// </summary>
    internal static List<WorldReferral> Sent(WorldChild child, DateOnly asOf)
    {
        var sent = child.Referrals.FindAll(referral => Overlaps(referral.Start, referral.End, asOf));
        return sent.Count > 0 ? sent : child.Referrals.FindAll(referral => CarriesPlacement(referral, asOf));
    }

    /// <summary>The adoption that is sent; null for none. No two of a child have the same latest date.</summary>
    internal static WorldPermanence? LatestPermanence(WorldChild child, DateOnly asOf) => child.Permanences
        .Where(row => Contains(row.Decision, asOf) || Contains(row.Matched, asOf) || Contains(row.Placed, asOf))
        .MaxBy(row => row.Latest);

    /// <summary>How the adoption under a referral is known among ids.</summary>
    internal static string AdoptionOf(string referralId) => referralId + "/adoption";

    /// <summary>True where a period overlaps the window.</summary>
    internal static bool Overlaps(DateOnly start, DateOnly? end, DateOnly asOf) => start <= asOf.AddDays(1) && (end is null || end >= WindowStart(asOf));

    /// <summary>True where a date is in the window.</summary>
    internal static bool Contains(DateOnly? date, DateOnly asOf) => date is not null && date >= WindowStart(asOf) && date <= asOf.AddDays(1);

    private static ChildContent Content(WorldChild child, DateOnly asOf)
    {
        var content = new ChildContent();
        if (child.LegacyId is not null)
        {
            content.Set("mis_child_id", Text(child.LegacyId));
        }

        content.Set("child_details/surname", Text(child.Surname));
        content.Set("child_details/date_of_birth", Text("2015-01-01"));
        content.Set("child_details/sex", Text("F"));
        content.Set("child_details/disabilities", "[\"NONE\"]");
        content.Set("child_details/uasc_flag", "false");
        foreach (var score in child.Questionnaires.Where(score => Contains(score.Start, asOf)))
        {
            content.Set("health_and_wellbeing/sdq_assessments/" + IsoDate.Of(score.Start), $"{{\"date\":{Text(score.Start)},\"score\":11}}");
        }

        var adoption = LatestPermanence(child, asOf);
        foreach (var referral in Sent(child, asOf))
        {
            var path = "social_care_episodes/" + referral.Id;
            content.Set(path, string.Empty);
            content.Set(path + "/referral_date", Text(referral.Start));
            SetDate(content, path + "/closure_date", referral.End);
            if (referral.CloseReason is not null)
            {
                content.Set(path + "/closure_reason", Text(referral.CloseReason));
            }

            foreach (var plan in referral.Plans.Where(plan => Overlaps(plan.Start, plan.End, asOf)))
            {
                var planPath = path + "/child_in_need_plans/" + plan.Id;
                content.Set(planPath, string.Empty);
                content.Set(planPath + "/start_date", Text(plan.Start));
                SetDate(content, planPath + "/end_date", plan.End);
            }

            foreach (var assessment in referral.Assessments.Where(assessment => Contains(assessment.Start, asOf) || Contains(assessment.End, asOf)))
            {
                var assessmentPath = path + "/child_and_family_assessments/" + assessment.Id;
                content.Set(assessmentPath, string.Empty);
                content.Set(assessmentPath + "/start_date", Text(assessment.Start));
                SetDate(content, assessmentPath + "/authorisation_date", assessment.End);
                content.Set(assessmentPath + "/factors", "[]");
            }

            SetPlacements(content, path, referral, asOf);
            SetDate(content, path + "/adoption/initial_decision_date", adoption?.Decision);
            SetDate(content, path + "/adoption/matched_date", adoption?.Matched);
            SetDate(content, path + "/adoption/placed_date", adoption?.Placed);
        }

        return content;
    }

    private static void SetPlacements(ChildContent content, string path, WorldReferral referral, DateOnly asOf)
    {
        foreach (var period in referral.CarePeriods)
        {
            foreach (var placement in period.Placements.Where(placement => Overlaps(placement.Start, placement.End, asOf)))
            {
                var placementPath = path + "/child_looked_after_placements/" + placement.Id;
                content.Set(placementPath, string.Empty);
                content.Set(placementPath + "/start_date", Text(placement.Start));
                content.Set(placementPath + "/start_reason", Text("S"));
                SetText(content, placementPath + "/placement_type", placement.Type);
                SetDate(content, placementPath + "/end_date", placement.End);
                SetText(content, placementPath + "/end_reason", period.CeasedReason);
                SetText(content, placementPath + "/change_reason", placement.ChangeReason);
            }
        }
    }

    private static bool CarriesPlacement(WorldReferral referral, DateOnly asOf) => referral.Placements.Any(placement => Overlaps(placement.Start, placement.End, asOf));

    private static DateOnly WindowStart(DateOnly asOf) => new((asOf.Month >= 4 ? asOf.Year : asOf.Year - 1) - 2, 4, 1);

    private static void SetDate(ChildContent content, string path, DateOnly? date)
    {
        if (date is not null)
        {
            content.Set(path, Text(date.Value));
        }
    }

    private static void SetText(ChildContent content, string path, string? text)
    {
        if (text is not null)
        {
            content.Set(path, Text(text));
        }
    }

    private static string Text(string value) => "\"" + value + "\"";

    private static string Text(DateOnly value) => Text(IsoDate.Of(value)!);
}

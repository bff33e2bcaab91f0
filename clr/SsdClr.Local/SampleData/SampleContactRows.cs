using static SsdClr.Local.SampleData.SampleSchedule;

namespace SsdClr.Local.SampleData;

/// <summary>Writes contacts, one before each referral and others that led elsewhere, and the early help some of them led to.</summary>
internal static class SampleContactRows
{
    private const string Referral = "CIN Referral";
    private const string EarlyHelp = "EH Referral";
    private const int YearsOfContacts = 6;

    private static readonly string[] s_reasons = ["Parenting support", "School attendance", "Domestic abuse", "Emotional wellbeing", "Housing or debt", "Young carer"];
    private static readonly string[] s_endReasons = ["Goals met", "Family withdrew", "Stepped up to social care", "Moved away"];
    private static readonly string[] s_organisations = ["Local authority", "School", "Health visiting", "Family charity"];

    private static readonly string[] s_otherOutcomes = [.. ModelCodes.ContactOutcome.Select(code => code.Value).Where(code => code != Referral)];

    /// <summary>Writes the rows of one child.</summary>
    public static void Write(SampleChild child, SampleHistory history)
    {
        var random = child.Random;
        var last = history.LastDay(child);
        foreach (var episode in history.Rows("ssd_cin_episodes"))
        {
            if (episode.Day("cine_referral_date") is { } referred && referred >= child.FirstDay && referred <= last)
            {
                Contact(child, Later(referred.AddDays(-random.Between(0, 2)), child.FirstDay), Referral);
            }
        }

        var others = child.Profile is SampleProfile.ContactOnly ? random.Between(1, 3) : random.Pick<int>([0, 0, 1, 1, 2]);
        for (; others > 0; others--)
        {
            var day = random.Day(Later(child.FirstDay, last.AddYears(-YearsOfContacts)), last);
            var outcome = random.Pick(s_otherOutcomes);
            Contact(child, day, outcome);
            if (outcome == EarlyHelp)
            {
                Episode(child, random.Day(day, Earlier(day.AddDays(30), last)), last);
            }
        }
    }

    private static void Contact(SampleChild child, DateTime day, string outcome)
    {
        var source = child.Random.Pick(ModelCodes.ContactSource);
        var flags = ModelCodes.ContactOutcome.Select(code => $"\"{code.Value}\":\"{(code.Value == outcome ? 'Y' : 'N')}\"");
        child.Output.Write(
            "ssd_contacts",
            ("cont_contact_id", child.NextId("CON")),
            ("cont_person_id", child.Mess.Reference(child.Owner())),
            ("cont_contact_date", child.Mess.Date(child.Moment(day))),
            ("cont_contact_source_code", child.Mess.Code(source.Value)),
            ("cont_contact_source_desc", source.Description),
            ("cont_contact_outcome_json", child.Mess.Strikes() ? outcome : $"{{{string.Join(',', flags)}}}"));
    }

    private static void Episode(SampleChild child, DateTime start, DateTime last)
    {
        var random = child.Random;
        var end = start.AddDays(random.Between(60, 300));
        var ended = end <= last;
        child.Output.Write(
            "ssd_early_help_episodes",
            ("earl_episode_id", child.NextId("EHE")),
            ("earl_person_id", child.Mess.Reference(child.Owner())),
            ("earl_episode_start_date", start),
            ("earl_episode_end_date", ended ? child.Mess.End(start, end) : null),
            ("earl_episode_reason", child.Mess.Strikes() ? null : random.Pick(s_reasons)),
            ("earl_episode_end_reason", ended ? random.Pick(s_endReasons) : null),
            ("earl_episode_organisation", random.Pick(s_organisations)),
            ("earl_episode_worker_id", child.Mess.Reference(child.Professionals.Pick(random))));
    }
}

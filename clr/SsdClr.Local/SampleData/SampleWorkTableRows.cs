using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace SsdClr.Local.SampleData;

/// <summary>Writes the work tables that extraction tools leave in the dataset: whom the extract is for and why, and what was last sent by another tool.</summary>
internal static class SampleWorkTableRows
{
    /// <summary>Writes the rows of one child.</summary>
    public static void Write(SampleChild child, SampleHistory history)
    {
        Cohort(child, history);
        // The stories before History are those that belong to the cohort.
        if (child.Profile < SampleProfile.History)
        {
            Staging(child);
        }
    }

    private static void Cohort(SampleChild child, SampleHistory history)
    {
        DateTime? first = null;
        DateTime? latest = null;
        void Activity(DateTime? day)
        {
            first = first is null || day < first ? day ?? first : first;
            latest = latest is null || day > latest ? day ?? latest : latest;
        }

        foreach (var contact in history.Rows("ssd_contacts"))
        {
            Activity(contact.Day("cont_contact_date"));
        }

        foreach (var episode in history.Rows("ssd_cin_episodes"))
        {
            Activity(episode.Day("cine_referral_date"));
        }

        child.Output.Write(
            "ssd_cohort",
            ("dim_person_id", child.PersonId),
            ("legacy_id", child.LegacyId),
            ("has_contact", Flag(history, "ssd_contacts")),
            ("has_referral", Flag(history, "ssd_cin_episodes")),
            ("has_903", Flag(history, "ssd_cla_episodes")),
            ("is_care_leaver", Flag(history, "ssd_care_leavers")),
            ("has_eligibility", Flag(history, "ssd_care_leavers")),
            ("has_client_flag", 1),
            ("has_involvement", Flag(history, "ssd_involvements")),
            ("first_activity_dttm", first),
            ("last_activity_dttm", first is { } start ? child.Mess.End(start, latest) : latest));
    }

    private static int Flag(SampleHistory history, string table) => history.Rows(table).Count > 0 ? 1 : 0;

    private static void Staging(SampleChild child)
    {
        var random = child.Random;
        // As little as a payload can be: that tool's own are no business of the sample.
        var payload = $"{{\"la_child_id\":\"{JavaScriptEncoder.Default.Encode(child.PersonId)}\",\"purge\":false}}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(payload));
        var built = child.Calendar.AsOf.AddDays(-random.Between(0, 3)).AddMinutes(random.Between(0, 300));
        var status = child.Mess.Strikes() ? random.Pick<string?>([null, "Error", "sent "]) : random.Pick<string>(["Pending", "Sent", "Sent", "Sent"]);
        var wasSent = status == "Sent";
        child.Output.Write(
            "ssd_api_data_staging",
            ("id", child.NextId("APS")),
            ("person_id", child.Mess.Reference(child.PersonId)),
            ("json_payload", payload),
            ("current_hash", hash),
            ("previous_hash", wasSent ? hash : null),
            ("submission_status", status),
            ("submission_timestamp", wasSent ? built.AddMinutes(30) : null),
            ("api_response", wasSent ? "200 OK" : null),
            ("row_state", wasSent ? "unchanged" : random.Pick<string>(["new", "updated"])),
            ("last_updated", built));
    }
}

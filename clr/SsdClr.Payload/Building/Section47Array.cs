using System;
using System.Collections.Generic;
using SsdClr.Json;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Building;

/// <summary>section_47_assessments (fields 29 to 33): enquiries of the referral that overlap, or whose conference is in the window.</summary>
internal sealed class Section47Array : RecordArray<Section47Enquiry>
{
    private const string OutcomeSource = "ssd_s47_enquiry.s47e_s47_outcome_json";

    private readonly Window _window;
    private List<InitialConference> _conferences = [];

    internal Section47Array(FieldWriter fields, Window window)
        : base(fields, PayloadNames.Section47Assessments, "ssd_s47_enquiry.s47e_s47_enquiry_id") => _window = window;

    /// <summary>Writes the array of one referral.</summary>
    internal void Write(ChildRecords child, string referralId)
    {
        _conferences = child.InitialConferences;
        foreach (Section47Enquiry enquiry in child.Section47Enquiries)
        {
            if (!enquiry.CrossesPersons
                && string.Equals(enquiry.ReferralId, referralId, StringComparison.Ordinal)
                && (_window.Overlaps(enquiry.Start, enquiry.End) || _window.Contains(ConferenceDate(_conferences, enquiry))))
            {
                Take(enquiry);
            }
        }

        WriteTaken();
    }

    /// <inheritdoc/>
    protected override DateTime? DateOf(Section47Enquiry record) => record.Start;

    /// <inheritdoc/>
    protected override string? IdOf(Section47Enquiry record) => record.EnquiryId?.Trim();

    /// <inheritdoc/>
    protected override void WriteItem(Section47Enquiry record)
    {
        DateTime? conference = ConferenceDate(_conferences, record);
        ListCrossing(record);
        Fields.Json.StartObject();
        Fields.Id(PayloadNames.Section47AssessmentId, IdOf(record)!, "ssd_s47_enquiry.s47e_s47_enquiry_id");
        Fields.Date(PayloadNames.StartDate, record.Start, "ssd_s47_enquiry.s47e_s47_start_date");
        Fields.Flag(PayloadNames.IcpcRequiredFlag, ConferenceRequired(record.OutcomeJson));
        Fields.Date(PayloadNames.IcpcDate, conference, "ssd_initial_cp_conference.icpc_icpc_date");
        Fields.CheckOrder(record.Start, conference, PayloadRule.ConferenceBeforeEnquiry, PayloadNames.IcpcDate, "ssd_initial_cp_conference.icpc_icpc_date");
        Fields.Date(PayloadNames.EndDate, record.End, "ssd_s47_enquiry.s47e_s47_end_date");
        Fields.CheckOrder(record.Start, record.End, PayloadRule.EndBeforeStart, PayloadNames.EndDate, "ssd_s47_enquiry.s47e_s47_end_date");
        Fields.NotPurged();
        Fields.Json.EndObject();
    }

    private void ListCrossing(Section47Enquiry enquiry)
    {
        foreach (InitialConference conference in _conferences)
        {
            if (conference.CrossesPersons && string.Equals(conference.EnquiryId, enquiry.EnquiryId, StringComparison.Ordinal))
            {
                Fields.Issues.AddRecord(PayloadRule.CrossPersonLink, IssueOutcome.RecordLeftOut, PayloadNames.IcpcDate, "ssd_initial_cp_conference.icpc_person_id", conference.ConferenceId);
            }
        }
    }

    /// <summary>The latest conference of an enquiry.</summary>
    internal static DateTime? ConferenceDate(List<InitialConference> conferences, Section47Enquiry enquiry)
    {
        DateTime? latest = null;
        foreach (InitialConference conference in conferences)
        {
            if (!conference.CrossesPersons
                && conference.EnquiryId is not null
                && string.Equals(conference.EnquiryId, enquiry.EnquiryId, StringComparison.Ordinal)
                && conference.Date is { } date
                && (latest is null || date > latest))
            {
                latest = date;
            }
        }

        return latest;
    }

    // CP_CONFERENCE_FLAG, or as one system names it OUTCOME_CP_CONFERENCE_FLAG, of the outcome object.
    private bool? ConferenceRequired(string? outcomeJson)
    {
        if (outcomeJson is null)
        {
            return null;
        }

        bool? flag = null;
        bool? alternative = null;
        try
        {
            var reader = new JsonReader(outcomeJson);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    string key = reader.Text;
                    reader.Read();
                    bool? value = YesNo.Read(reader);
                    if (string.Equals(key, "CP_CONFERENCE_FLAG", StringComparison.Ordinal))
                    {
                        flag = value;
                    }
                    else if (string.Equals(key, "OUTCOME_CP_CONFERENCE_FLAG", StringComparison.Ordinal))
                    {
                        alternative = value;
                    }

                    reader.Skip();
                }

                if (!reader.Read())
                {
                    return flag ?? alternative;
                }
            }
            else if (reader.TokenType == JsonTokenType.Null && !reader.Read())
            {
                return null;
            }
        }
        catch (JsonFormatException)
        {
            // Reported below: some systems store plain text here.
        }

        Fields.Issues.Add(PayloadRule.OutcomeNotJson, IssueOutcome.LeftOut, PayloadNames.IcpcRequiredFlag, OutcomeSource);
        return null;
    }
}

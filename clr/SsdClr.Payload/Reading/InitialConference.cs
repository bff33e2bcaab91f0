using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_initial_cp_conference, reached through its section 47 enquiry, or by the child it names.</summary>
internal sealed class InitialConference
{
    internal InitialConference(SsdRow row)
    {
        EnquiryId = row.Verbatim(1);
        ConferenceId = row.TrimmedVerbatim(2);
        Date = row.Date(3);
        CrossesPersons = row.Flag(4);
    }

    /// <summary>The section 47 enquiry it belongs to; null where no enquiry of this child has that id.</summary>
    internal string? EnquiryId { get; }

    internal string? ConferenceId { get; }

    internal DateTime? Date { get; }

    /// <summary>The row and its enquiry name two children.</summary>
    internal bool CrossesPersons { get; }
}

using System;

namespace SsdClr.Payload.Ssd;

/// <summary>A row of ssd_initial_cp_conference, reached through its section 47 enquiry.</summary>
internal sealed class InitialConference
{
    internal InitialConference(SsdRow row)
    {
        EnquiryId = row.Text(1)!;
        Date = row.Date(2);
        CrossesPersons = row.Flag(3);
    }

    internal string EnquiryId { get; }

    internal DateTime? Date { get; }

    /// <summary>The row names another child than its enquiry's referral does.</summary>
    internal bool CrossesPersons { get; }
}

using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_s47_enquiry.</summary>
internal sealed class Section47Enquiry
{
    internal Section47Enquiry(SsdRow row)
    {
        ReferralId = row.Verbatim(1);
        EnquiryId = row.Id(2);
        Start = row.Date(3);
        End = row.Date(4);
        OutcomeJson = row.TrimmedVerbatim(5);
        CrossesPersons = row.Flag(6);
    }

    /// <summary>The child's own referral it belongs to; null where it names none, or another child's.</summary>
    internal string? ReferralId { get; }

    internal string? EnquiryId { get; }

    internal DateTime? Start { get; }

    internal DateTime? End { get; }

    internal string? OutcomeJson { get; }

    /// <summary>The row names another child than its referral does, or names none and two children hold the referral.</summary>
    internal bool CrossesPersons { get; }
}

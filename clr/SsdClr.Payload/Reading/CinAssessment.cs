using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_cin_assessments.</summary>
internal sealed class CinAssessment
{
    internal CinAssessment(SsdRow row)
    {
        ReferralId = row.Verbatim(1);
        AssessmentId = row.Id(2);
        Start = row.Date(3);
        Authorised = row.Date(4);
        CrossesPersons = row.Flag(5);
    }

    /// <summary>The child's own referral it belongs to; null where it names none, or another child's.</summary>
    internal string? ReferralId { get; }

    internal string? AssessmentId { get; }

    internal DateTime? Start { get; }

    internal DateTime? Authorised { get; }

    /// <summary>The row names another child than its referral does, or names none and two children hold the referral.</summary>
    internal bool CrossesPersons { get; }
}

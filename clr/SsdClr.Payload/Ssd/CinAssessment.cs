using System;

namespace SsdClr.Payload.Ssd;

/// <summary>A row of ssd_cin_assessments, reached through its referral.</summary>
internal sealed class CinAssessment
{
    internal CinAssessment(SsdRow row)
    {
        ReferralId = row.Text(1)!;
        AssessmentId = row.Text(2);
        Start = row.Date(3);
        Authorised = row.Date(4);
        CrossesPersons = row.Flag(5);
    }

    internal string ReferralId { get; }

    internal string? AssessmentId { get; }

    internal DateTime? Start { get; }

    internal DateTime? Authorised { get; }

    /// <summary>The row names another child than its referral does, or names none and two children hold the referral.</summary>
    internal bool CrossesPersons { get; }
}

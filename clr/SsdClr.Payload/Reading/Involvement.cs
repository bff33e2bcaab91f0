using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_involvements with its professional.</summary>
internal sealed class Involvement
{
    internal Involvement(SsdRow row)
    {
        ReferralId = row.Verbatim(1);
        InvolvementId = row.TrimmedVerbatim(2);
        WorkerId = row.TrimmedId(3);
        Role = row.Trimmed(4);
        Start = row.Date(5);
        End = row.Date(6);
        CrossesPersons = row.Flag(7);
    }

    /// <summary>The child's own referral it belongs to; null where it names none, or another child's.</summary>
    internal string? ReferralId { get; }

    internal string? InvolvementId { get; }

    /// <summary>The social worker's registration number; null where there is none, or no such professional.</summary>
    internal string? WorkerId { get; }

    internal string? Role { get; }

    internal DateTime? Start { get; }

    internal DateTime? End { get; }

    /// <summary>The row names another child than its referral does, or names none and two children hold the referral.</summary>
    internal bool CrossesPersons { get; }
}

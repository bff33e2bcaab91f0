using System;

namespace SsdClr.Payload.Ssd;

/// <summary>A row of ssd_involvements with its professional, reached through the referral.</summary>
internal sealed class Involvement
{
    internal Involvement(SsdRow row)
    {
        ReferralId = row.Text(1)!;
        WorkerId = row.Trimmed(2);
        Role = row.Trimmed(3);
        Start = row.Date(4);
        End = row.Date(5);
        CrossesPersons = row.Flag(6);
    }

    internal string ReferralId { get; }

    /// <summary>The social worker's registration number.</summary>
    internal string? WorkerId { get; }

    internal string? Role { get; }

    internal DateTime? Start { get; }

    internal DateTime? End { get; }

    /// <summary>The row names another child than its referral does, or names none and two children hold the referral.</summary>
    internal bool CrossesPersons { get; }
}

using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_cin_plans or ssd_cp_plans.</summary>
internal sealed class Plan
{
    internal Plan(SsdRow row, PlanColumns columns)
    {
        ReferralId = row.Verbatim(columns.ReferralId);
        PlanId = row.Id(columns.PlanId);
        Start = row.Date(columns.Start);
        End = row.Date(columns.End);
        CrossesPersons = row.Flag(columns.CrossesPersons);
        NamesPerson = row.Flag(columns.NamesPerson);
    }

    /// <summary>The child's own referral it belongs to; null where it names none, or another child's.</summary>
    internal string? ReferralId { get; }

    internal string? PlanId { get; }

    internal DateTime? Start { get; }

    internal DateTime? End { get; }

    /// <summary>The row names another child than its referral does, or names none and two children hold the referral.</summary>
    internal bool CrossesPersons { get; }

    /// <summary>The row itself carries this child's person id (else it was reached through the referral alone).</summary>
    internal bool NamesPerson { get; }
}

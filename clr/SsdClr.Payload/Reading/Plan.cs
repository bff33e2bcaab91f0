using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_cin_plans or ssd_cp_plans.</summary>
internal sealed class Plan(SsdRow row, PlanColumns columns)
{
    /// <summary>The child's own referral it belongs to; null where it names none, or another child's.</summary>
    internal string? ReferralId { get; } = row.Verbatim(columns.ReferralId);

    internal string? PlanId { get; } = row.Id(columns.PlanId);

    internal DateTime? Start { get; } = row.Date(columns.Start);

    internal DateTime? End { get; } = row.Date(columns.End);

    /// <summary>The row names another child than its referral does, or names none and two children hold the referral.</summary>
    internal bool CrossesPersons { get; } = row.Flag(columns.CrossesPersons);

    /// <summary>The row itself carries this child's person id (else it was reached through the referral alone).</summary>
    internal bool NamesPerson { get; } = row.Flag(columns.NamesPerson);
}

using System;
using System.Collections.Generic;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Building;

/// <summary>
/// care_worker_details (fields 53 to 55): case workers of a referral with a CIN plan, newest first. Role (setting care_worker_roles) and dates (setting
/// care_worker_scope) say which involvements are theirs.
/// </summary>
internal sealed class CareWorkerArray(FieldWriter fields, Window window, PayloadSettings settings) : RecordArray<Involvement>(fields, PayloadNames.CareWorkerDetails, "ssd_professionals.prof_social_worker_registration_no", RecordId.MaximumWorkerLength)
{
    private readonly Window _window = window;
    private readonly string[] _roles = settings.CareWorkerRoles;
    private readonly bool _censusOnly = settings.CensusCareWorkersOnly;

    /// <inheritdoc/>
    protected override bool NewestFirst => true;

    /// <inheritdoc/>
    protected override bool IdIsUnique => false;

    /// <summary>Writes the array of one referral.</summary>
    internal void Write(ChildRecords child, string referralId)
    {
        if (child.Involvements.Count == 0 || !HasPlan(child.CinPlans, referralId, _window))
        {
            return;
        }

        foreach (Involvement involvement in child.Involvements)
        {
            if (!involvement.CrossesPersons
                && string.Equals(involvement.ReferralId, referralId, StringComparison.Ordinal)
                && Asks(involvement))
            {
                Take(involvement);
            }
        }

        WriteTaken();
    }

    /// <summary>True where role and dates have an involvement sent.</summary>
    internal bool Asks(Involvement involvement) =>
        IsAmong(involvement.Role, _roles) && (!_censusOnly || _window.CensusDayIn(involvement.Start, involvement.End));

    /// <summary>True where the role would have it sent and the start date that would place it is not held.</summary>
    internal bool LacksDate(Involvement involvement) =>
        _censusOnly && involvement.Start is null && (involvement.End is null || involvement.End >= _window.Start) && IsAmong(involvement.Role, _roles);

    /// <summary>True where the role would have it sent and it starts in the window, and an end before that keeps it from covering any day.</summary>
    internal bool LosesByItsEnd(Involvement involvement) =>
        _censusOnly && _window.Contains(involvement.Start) && involvement.End < involvement.Start && IsAmong(involvement.Role, _roles);

    /// <summary>True where a role is one of those, ignoring case.</summary>
    internal static bool IsAmong(string? held, string[] roles)
    {
        foreach (string role in roles)
        {
            if (string.Equals(held, role, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    protected override DateTime? DateOf(Involvement record) => record.Start;

    /// <inheritdoc/>
    protected override string? IdOf(Involvement record) => record.WorkerId;

    /// <inheritdoc/>
    protected override string? RecordIdOf(Involvement record) => record.InvolvementId;

    /// <inheritdoc/>
    protected override void WriteItem(Involvement record)
    {
        Fields.Json.StartObject();
        Fields.Id(PayloadNames.WorkerId, record.WorkerId!, "ssd_professionals.prof_social_worker_registration_no");
        Fields.Date(PayloadNames.StartDate, record.Start, "ssd_involvements.invo_involvement_start_date");
        Fields.Date(PayloadNames.EndDate, record.End, "ssd_involvements.invo_involvement_end_date");
        Fields.CheckOrder(record.Start, record.End, PayloadRule.EndBeforeStart, PayloadNames.EndDate, "ssd_involvements.invo_involvement_end_date");
        Fields.Json.EndObject();
    }

    /// <summary>True where the referral has a CIN plan that overlaps.</summary>
    internal static bool HasPlan(List<Plan> plans, string referralId, Window window)
    {
        foreach (Plan plan in plans)
        {
            if (!plan.CrossesPersons
                && string.Equals(plan.ReferralId, referralId, StringComparison.Ordinal)
                && window.Overlaps(plan.Start, plan.End))
            {
                return true;
            }
        }

        return false;
    }
}

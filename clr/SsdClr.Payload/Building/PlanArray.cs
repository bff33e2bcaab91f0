using System;
using System.Collections.Generic;
using SsdClr.Json;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Building;

/// <summary>child_in_need_plans (fields 26 to 28) and child_protection_plans (fields 34 to 36): plans of the referral that overlap.</summary>
internal sealed class PlanArray : RecordArray<Plan>
{
    private readonly Window _window;
    private readonly JsonName _idName;
    private readonly string _idSource;
    private readonly string _startSource;
    private readonly string _endSource;

    private PlanArray(FieldWriter fields, Window window, JsonName name, JsonName idName, string idSource, string startSource, string endSource)
        : base(fields, name, idSource)
    {
        _window = window;
        _idName = idName;
        _idSource = idSource;
        _startSource = startSource;
        _endSource = endSource;
    }

    /// <summary>The array of children in need plans.</summary>
    internal static PlanArray OfChildInNeed(FieldWriter fields, Window window) => new(
        fields,
        window,
        PayloadNames.ChildInNeedPlans,
        PayloadNames.ChildInNeedPlanId,
        "ssd_cin_plans.cinp_cin_plan_id",
        "ssd_cin_plans.cinp_cin_plan_start_date",
        "ssd_cin_plans.cinp_cin_plan_end_date");

    /// <summary>The array of child protection plans.</summary>
    internal static PlanArray OfChildProtection(FieldWriter fields, Window window) => new(
        fields,
        window,
        PayloadNames.ChildProtectionPlans,
        PayloadNames.ChildProtectionPlanId,
        "ssd_cp_plans.cppl_cp_plan_id",
        "ssd_cp_plans.cppl_cp_plan_start_date",
        "ssd_cp_plans.cppl_cp_plan_end_date");

    /// <summary>Writes the array of one referral.</summary>
    internal void Write(List<Plan> plans, string referralId)
    {
        foreach (Plan plan in plans)
        {
            if (!plan.CrossesPersons
                && string.Equals(plan.ReferralId, referralId, StringComparison.Ordinal)
                && _window.Overlaps(plan.Start, plan.End))
            {
                Take(plan);
            }
        }

        WriteTaken();
    }

    /// <inheritdoc/>
    protected override DateTime? DateOf(Plan record) => record.Start;

    /// <inheritdoc/>
    protected override string? IdOf(Plan record) => record.PlanId?.Trim();

    /// <inheritdoc/>
    protected override void WriteItem(Plan record)
    {
        Fields.Json.StartObject();
        Fields.Id(_idName, IdOf(record)!, _idSource);
        Fields.Date(PayloadNames.StartDate, record.Start, _startSource);
        Fields.Date(PayloadNames.EndDate, record.End, _endSource);
        Fields.CheckOrder(record.Start, record.End, PayloadRule.EndBeforeStart, PayloadNames.EndDate, _endSource);
        Fields.NotPurged();
        Fields.Json.EndObject();
    }
}

namespace SsdClr.Payload.Reading;

/// <summary>What is read of a kind of plan; <see cref="Plan"/> is the record of both kinds.</summary>
internal sealed class PlanColumns
{
    /// <summary>The rows of ssd_cin_plans.</summary>
    internal static readonly PlanColumns ChildInNeed = new(RecordKind.CinPlan, "ssd_cin_plans", "cinp", "cinp_cin_plan");

    /// <summary>The rows of ssd_cp_plans.</summary>
    internal static readonly PlanColumns ChildProtection = new(RecordKind.ChildProtectionPlan, "ssd_cp_plans", "cppl", "cppl_cp_plan");

    private PlanColumns(RecordKind kind, string table, string prefix, string plan)
    {
        string person = prefix + "_person_id";
        string referral = prefix + "_referral_id";
        Layout = ReferralRecord.Layout(kind, table, person, referral);
        ReferralId = Layout.TextOf("cine_referral_id", ReferralRecord.Key);
        PlanId = Layout.RowId(plan + "_id");
        Start = Layout.Date(plan + "_start_date");
        End = Layout.Date(plan + "_end_date");
        CrossesPersons = Layout.FlagOf("crosses", ReferralRecord.Crosses(person, referral));
        NamesPerson = Layout.FlagOf("names_person", "1", "0");
    }

    internal RecordLayout Layout { get; }

    internal TextColumn ReferralId { get; }

    internal TextColumn PlanId { get; }

    internal DateColumn Start { get; }

    internal DateColumn End { get; }

    internal FlagColumn CrossesPersons { get; }

    internal FlagColumn NamesPerson { get; }
}

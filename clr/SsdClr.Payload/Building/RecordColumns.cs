namespace SsdClr.Payload.Building;

/// <summary>The columns, table.column, that a finding about a record that is not sent points at.</summary>
internal sealed class RecordColumns
{
    internal static readonly RecordColumns Assessment = new("ssd_cin_assessments.cina_person_id", "ssd_cin_assessments.cina_referral_id", "ssd_cin_assessments.cina_assessment_start_date", "ssd_cin_assessments.cina_assessment_auth_date");
    internal static readonly RecordColumns CinPlan = new("ssd_cin_plans.cinp_person_id", "ssd_cin_plans.cinp_referral_id", "ssd_cin_plans.cinp_cin_plan_start_date", "ssd_cin_plans.cinp_cin_plan_end_date");
    internal static readonly RecordColumns Section47 = new("ssd_s47_enquiry.s47e_person_id", "ssd_s47_enquiry.s47e_referral_id", "ssd_s47_enquiry.s47e_s47_start_date", "ssd_s47_enquiry.s47e_s47_end_date");
    internal static readonly RecordColumns ProtectionPlan = new("ssd_cp_plans.cppl_person_id", "ssd_cp_plans.cppl_referral_id", "ssd_cp_plans.cppl_cp_plan_start_date", "ssd_cp_plans.cppl_cp_plan_end_date");
    internal static readonly RecordColumns Placement = new("ssd_cla_placement.clap_person_id", "ssd_cla_episodes.clae_referral_id", "ssd_cla_placement.clap_cla_placement_start_date", "ssd_cla_placement.clap_cla_placement_end_date");
    internal static readonly RecordColumns Involvement = new("ssd_involvements.invo_person_id", "ssd_involvements.invo_referral_id", "ssd_involvements.invo_involvement_start_date", "ssd_involvements.invo_involvement_end_date");

    private RecordColumns(string person, string referral, string start, string end)
    {
        Person = person;
        Referral = referral;
        Start = start;
        End = end;
    }

    /// <summary>The column that names the child.</summary>
    internal string Person { get; }

    /// <summary>The column that names the referral.</summary>
    internal string Referral { get; }

    /// <summary>The start date.</summary>
    internal string Start { get; }

    /// <summary>The end date.</summary>
    internal string End { get; }
}

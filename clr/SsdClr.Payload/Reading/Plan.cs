using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_cin_plans or ssd_cp_plans.</summary>
internal sealed class Plan(SsdRow row, Plan.Columns columns)
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

    /// <summary>What is read of a kind of plan.</summary>
    internal sealed class Columns
    {
        /// <summary>The rows of ssd_cin_plans.</summary>
        internal static readonly Columns ChildInNeed = new(RecordKind.CinPlan, "ssd_cin_plans", "cinp", "cinp_cin_plan");

        /// <summary>The rows of ssd_cp_plans.</summary>
        internal static readonly Columns ChildProtection = new(RecordKind.ChildProtectionPlan, "ssd_cp_plans", "cppl", "cppl_cp_plan");

        private Columns(RecordKind kind, string table, string prefix, string plan)
        {
            string person = prefix + "_person_id";
            string referral = prefix + "_referral_id";
            Layout = RecordLayout.OfReferral(kind, table, person, referral);
            ReferralId = Layout.Referral();
            PlanId = Layout.RowId(plan + "_id");
            Start = Layout.Date(plan + "_start_date");
            End = Layout.Date(plan + "_end_date");
            CrossesPersons = Layout.CrossesPersons(person, referral);
            NamesPerson = Layout.FlagOf("names_person", "1", "0");
        }

        internal RecordLayout Layout { get; }

        internal RowColumn<string> ReferralId { get; }

        internal RowColumn<string> PlanId { get; }

        internal RowColumn<DateTime> Start { get; }

        internal RowColumn<DateTime> End { get; }

        internal RowColumn<bool> CrossesPersons { get; }

        internal RowColumn<bool> NamesPerson { get; }
    }
}

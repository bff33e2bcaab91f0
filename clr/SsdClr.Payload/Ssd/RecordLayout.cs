namespace SsdClr.Payload.Ssd;

/// <summary>The columns of a kind of record behind the person id, as <see cref="ChildQuery"/> selects them: ordinal 1 is the first of <see cref="Columns"/>.</summary>
internal sealed class RecordLayout
{
    /// <summary>The layouts in the order of the result sets, which is that of <see cref="RecordKind"/>.</summary>
    internal static readonly RecordLayout[] All =
    [
        new(RecordKind.Person, "ssd_person", "TTTTTDDTTF"),
        new(RecordKind.LinkedIdentifier, "ssd_linked_identifiers", "TTD"),
        new(RecordKind.Disability, "ssd_disability", "T"),
        new(RecordKind.Address, "ssd_address", "TDDT"),
        new(RecordKind.ImmigrationStatus, "ssd_immigration_status", "TDD"),
        new(RecordKind.SdqScore, "ssd_sdq_scores", "DT"),
        new(RecordKind.CinEpisode, "ssd_cin_episodes", "TDTDTT"),
        new(RecordKind.CinAssessment, "ssd_cin_assessments", "TTDDF"),
        new(RecordKind.AssessmentFactors, "ssd_assessment_factors", "TTT"),
        new(RecordKind.CinPlan, "ssd_cin_plans", "TTDDFF"),
        new(RecordKind.Section47Enquiry, "ssd_s47_enquiry", "TTDDTF"),
        new(RecordKind.InitialConference, "ssd_initial_cp_conference", "TDF"),
        new(RecordKind.ChildProtectionPlan, "ssd_cp_plans", "TTDDFF"),
        new(RecordKind.CareEpisode, "ssd_cla_episodes", "TTTTFDTDTF"),
        new(RecordKind.Placement, "ssd_cla_placement", "TTDDTTTF"),
        new(RecordKind.Permanence, "ssd_permanence", "DDDFT"),
        new(RecordKind.CareLeaver, "ssd_care_leavers", "DTT"),
        new(RecordKind.Involvement, "ssd_involvements", "TTTDDF"),
    ];

    private RecordLayout(RecordKind kind, string table, string columns)
    {
        Kind = kind;
        Table = table;
        Columns = new ColumnUse[columns.Length];
        for (int index = 0; index < columns.Length; index++)
        {
            Columns[index] = columns[index] switch
            {
                'D' => ColumnUse.Date,
                'F' => ColumnUse.Flag,
                _ => ColumnUse.Text,
            };
        }
    }

    internal RecordKind Kind { get; }

    /// <summary>The table that the kind's dates are in.</summary>
    internal string Table { get; }

    internal ColumnUse[] Columns { get; }
}

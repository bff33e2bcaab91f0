namespace SsdClr.Payload.Reading;

/// <summary>The columns of a kind of record behind the person id, as <see cref="ChildQuery"/> selects them: ordinal 1 is the first of <see cref="Columns"/>.</summary>
internal sealed class RecordLayout
{
    /// <summary>The layouts in the order of the result sets, which is that of <see cref="RecordKind"/>.</summary>
    internal static readonly RecordLayout[] All =
    [
        new(RecordKind.Person, "ssd_person", "TTTTTDDTTF"),
        new(RecordKind.LinkedIdentifier, "ssd_linked_identifiers", "TTD"),
        new(RecordKind.Disability, "ssd_disability", "T"),
        new(RecordKind.Address, "ssd_address", "TDDT", idOrdinal: 1),
        new(RecordKind.ImmigrationStatus, "ssd_immigration_status", "TTDD", idOrdinal: 1),
        new(RecordKind.SdqScore, "ssd_sdq_scores", "TDT", idOrdinal: 1),
        new(RecordKind.CinEpisode, "ssd_cin_episodes", "TDTDTT", idOrdinal: 1),
        new(RecordKind.CinAssessment, "ssd_cin_assessments", "TTDDF", idOrdinal: 2),
        new(RecordKind.AssessmentFactors, "ssd_assessment_factors", "TTT", idOrdinal: 2),
        new(RecordKind.CinPlan, "ssd_cin_plans", "TTDDFF", idOrdinal: 2),
        new(RecordKind.Section47Enquiry, "ssd_s47_enquiry", "TTDDTF", idOrdinal: 2),
        new(RecordKind.InitialConference, "ssd_initial_cp_conference", "TTDF", idOrdinal: 2),
        new(RecordKind.ChildProtectionPlan, "ssd_cp_plans", "TTDDFF", idOrdinal: 2),
        new(RecordKind.CareEpisode, "ssd_cla_episodes", "TTTTFDTDTF", idOrdinal: 1),
        new(RecordKind.Placement, "ssd_cla_placement", "TTDDTTTF", idOrdinal: 2),
        new(RecordKind.Permanence, "ssd_permanence", "TDDDFT", idOrdinal: 1),
        new(RecordKind.CareLeaver, "ssd_care_leavers", "TDTT", idOrdinal: 1),
        new(RecordKind.Involvement, "ssd_involvements", "TTTTDDF", idOrdinal: 2),
    ];

    private RecordLayout(RecordKind kind, string table, string columns, int idOrdinal = 0)
    {
        IdOrdinal = idOrdinal;
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

    /// <summary>The ordinal of the row's own id, by which an analyst finds it; 0 where none is read.</summary>
    internal int IdOrdinal { get; }
}

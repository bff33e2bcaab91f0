namespace SsdClr.Tests.Naive;

/// <summary>Which rows are a child's own (docs/payload.md, section 3).</summary>
internal sealed class NaiveChild(NaiveSsd ssd, NaiveRow person, bool permanenceHoldsLegacyId)
{
    /// <summary>The row of ssd_person.</summary>
    public NaiveRow Person => person;

    public string? Id => person.Id("pers_person_id");

    public List<NaiveRow> Episodes => [.. Of("ssd_cin_episodes", "cine_person_id")];

    /// <summary>CIN plans that name the child.</summary>
    public IEnumerable<NaiveRow> CinPlans => Of("ssd_cin_plans", "cinp_person_id").Where(plan => IsOwn(plan, "cinp_person_id", "cinp_referral_id"));

    /// <summary>Child protection plans that name the child.</summary>
    public IEnumerable<NaiveRow> ProtectionPlans => Of("ssd_cp_plans", "cppl_person_id").Where(plan => IsOwn(plan, "cppl_person_id", "cppl_referral_id"));

    /// <summary>Care episodes that name the child, or nobody under one of the child's referrals.</summary>
    public List<NaiveRow> CareEpisodes =>
    [
        .. Of("ssd_cla_episodes", "clae_person_id")
            .Concat(Episodes.SelectMany(episode => ssd.Rows("ssd_cla_episodes", "clae_referral_id", episode.Id("cine_referral_id"))).Where(care => care.Id("clae_person_id") is null))
            .Distinct()
            .Where(care => IsOwn(care, "clae_person_id", "clae_referral_id")),
    ];

    /// <summary>Rows of a table that name the child.</summary>
    public IEnumerable<NaiveRow> Of(string table, string personColumn) => ssd.Rows(table, personColumn, Id);

    /// <summary>Rows of a table under one of the child's episodes that name the child, or nobody under a referral that is nobody else's.</summary>
    public IEnumerable<NaiveRow> Under(NaiveRow episode, string table, string referralColumn, string personColumn) =>
        ssd.Rows(table, referralColumn, episode.Id("cine_referral_id")).Where(row => IsOwn(row, personColumn, referralColumn));

    /// <summary>The conferences of a section 47 enquiry of the child: those that name the child, or nobody under an enquiry that is nobody else's.</summary>
    public IEnumerable<NaiveRow> Conferences(NaiveRow enquiry) =>
        ssd.Rows("ssd_initial_cp_conference", "icpc_s47_enquiry_id", enquiry.Id("s47e_s47_enquiry_id")).Where(conference => conference.Id("icpc_person_id") is null
            ? ssd.Rows("ssd_s47_enquiry", "s47e_s47_enquiry_id", enquiry.Id("s47e_s47_enquiry_id")).All(other => IsNobodyElses(other, "s47e_person_id", "s47e_referral_id"))
            : NamesNobodyElse(conference, "icpc_person_id"));

    /// <summary>The placements of the period of one of the child's care episodes: those that name the child, or nobody in a period that names nobody else.</summary>
    public IEnumerable<NaiveRow> Placements(NaiveRow careEpisode) =>
        ssd.Rows("ssd_cla_placement", "clap_cla_id", careEpisode.Id("clae_cla_id")).Where(placement =>
            placement.Id("clap_person_id") is null ? Period(careEpisode.Id("clae_cla_id")).All(IsNobodyElses) : NamesNobodyElse(placement, "clap_person_id"));

    /// <summary>The factors rows of an assessment of the child.</summary>
    public IEnumerable<NaiveRow> Factors(NaiveRow assessment) =>
        ssd.Rows("ssd_assessment_factors", "cinf_assessment_id", assessment.Id("cina_assessment_id"));

    /// <summary>The professional of an involvement; null when there is none.</summary>
    public NaiveRow? Professional(NaiveRow involvement) =>
        ssd.Rows("ssd_professionals", "prof_professional_id", involvement.Id("invo_professional_id")).SingleOrDefault();

    /// <summary>Adoption records that point at this child and at no other.</summary>
    public List<NaiveRow> Permanences()
    {
        var byPeriod = CareEpisodes
            .SelectMany(care => ssd.Rows("ssd_permanence", "perm_cla_id", care.Id("clae_cla_id")))
            .Where(permanence => Period(permanence.Id("perm_cla_id")).All(IsNobodyElses));
        var column = permanenceHoldsLegacyId ? "pers_legacy_id" : "pers_person_id";
        var byPerson = ssd.Rows("ssd_permanence", "perm_person_id", person.Id(column))
            .Where(permanence => !Period(permanence.Id("perm_cla_id")).Any() && ssd.Rows("ssd_person", column, person.Id(column)).Count() == 1);
        return [.. byPeriod.Concat(byPerson).Distinct()];
    }

    /// <summary>All care episodes of a period of care, whoever's they are.</summary>
    private IEnumerable<NaiveRow> Period(string? careId) => ssd.Rows("ssd_cla_episodes", "clae_cla_id", careId);

    private bool IsNobodyElses(NaiveRow careEpisode) => IsNobodyElses(careEpisode, "clae_person_id", "clae_referral_id");

    // By the child it names, or where it names none by the children of its referral.
    private bool IsNobodyElses(NaiveRow row, string personColumn, string referralColumn) =>
        row.Id(personColumn) is null ? Holders(row, referralColumn).All(IsThisChild) : NamesNobodyElse(row, personColumn);

    // One that names the child is the child's, unless its referral is another's alone; one that names nobody only where the referral is nobody else's.
    private bool IsOwn(NaiveRow row, string personColumn, string referralColumn)
    {
        var holders = Holders(row, referralColumn).ToList();
        return row.Id(personColumn) is { } named
            ? IsThisChild(named) && (holders.Count == 0 || holders.Exists(IsThisChild))
            : holders.TrueForAll(IsThisChild);
    }

    private bool NamesNobodyElse(NaiveRow row, string personColumn) =>
        row.Id(personColumn) is not { } named || IsThisChild(named);

    private bool IsThisChild(string personId) => string.Equals(personId, Id, StringComparison.Ordinal);

    /// <summary>The persons who hold the referral of a row.</summary>
    private IEnumerable<string> Holders(NaiveRow row, string referralColumn) =>
        ssd.Rows("ssd_cin_episodes", "cine_referral_id", row.Id(referralColumn)).Select(episode => episode.Id("cine_person_id")).OfType<string>();
}

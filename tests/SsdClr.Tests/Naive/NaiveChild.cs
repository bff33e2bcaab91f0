namespace SsdClr.Tests.Naive;

/// <summary>Which rows are a child's own: section 2, "records of other children never leak in".</summary>
internal sealed class NaiveChild(NaiveSsd ssd, NaiveRow person, bool permanenceHoldsLegacyId)
{
    /// <summary>The row of ssd_person.</summary>
    public NaiveRow Person => person;

    public string? Id => person.Held("pers_person_id");

    public List<NaiveRow> Episodes => [.. Of("ssd_cin_episodes", "cine_person_id")];

    /// <summary>CIN plans that name the child.</summary>
    public IEnumerable<NaiveRow> CinPlans => Of("ssd_cin_plans", "cinp_person_id").Where(plan => !NamesAnothersReferral(plan, "cinp_referral_id"));

    /// <summary>Child protection plans that name the child.</summary>
    public IEnumerable<NaiveRow> ProtectionPlans => Of("ssd_cp_plans", "cppl_person_id").Where(plan => !NamesAnothersReferral(plan, "cppl_referral_id"));

    /// <summary>Care episodes that name the child, and those that name nobody under a referral of the child.</summary>
    public List<NaiveRow> CareEpisodes =>
    [
        .. Of("ssd_cla_episodes", "clae_person_id").Where(care => !NamesAnothersReferral(care, "clae_referral_id")),
        .. Episodes.SelectMany(episode => ssd.Rows("ssd_cla_episodes", "clae_referral_id", episode.Held("cine_referral_id"))).Where(care => care.Held("clae_person_id") is null),
    ];

    /// <summary>Rows of a table that name the child.</summary>
    public IEnumerable<NaiveRow> Of(string table, string personColumn) => ssd.Rows(table, personColumn, Id);

    /// <summary>Rows of a table under one of the child's episodes, save those that name another child.</summary>
    public IEnumerable<NaiveRow> Under(NaiveRow episode, string table, string referralColumn, string personColumn) =>
        ssd.Rows(table, referralColumn, episode.Held("cine_referral_id")).Where(row => NamesNobodyElse(row, personColumn));

    /// <summary>The conferences of a section 47 enquiry of the child.</summary>
    public IEnumerable<NaiveRow> Conferences(NaiveRow enquiry) =>
        ssd.Rows("ssd_initial_cp_conference", "icpc_s47_enquiry_id", enquiry.Held("s47e_s47_enquiry_id")).Where(conference => NamesNobodyElse(conference, "icpc_person_id"));

    /// <summary>The placements of the period of one of the child's care episodes.</summary>
    public IEnumerable<NaiveRow> Placements(NaiveRow careEpisode) =>
        ssd.Rows("ssd_cla_placement", "clap_cla_id", careEpisode.Held("clae_cla_id")).Where(placement => NamesNobodyElse(placement, "clap_person_id"));

    /// <summary>The factors rows of an assessment of the child.</summary>
    public IEnumerable<NaiveRow> Factors(NaiveRow assessment) =>
        ssd.Rows("ssd_assessment_factors", "cinf_assessment_id", assessment.Held("cina_assessment_id"));

    /// <summary>The professional of an involvement; null when there is none.</summary>
    public NaiveRow? Professional(NaiveRow involvement) =>
        ssd.Rows("ssd_professionals", "prof_professional_id", involvement.Held("invo_professional_id")).SingleOrDefault();

    /// <summary>Adoption records that point at this child and at no other.</summary>
    public List<NaiveRow> Permanences()
    {
        var byPeriod = CareEpisodes.SelectMany(care => ssd.Rows("ssd_permanence", "perm_cla_id", care.Held("clae_cla_id")));
        var byPerson = ssd.Rows("ssd_permanence", "perm_person_id", permanenceHoldsLegacyId ? person.Held("pers_legacy_id") : Id);
        return [.. byPeriod.Concat(byPerson).Distinct().Where(permanence => Owners(permanence).SequenceEqual([Id]))];
    }

    /// <summary>The owners of the period of care; when it is blank or unknown, those whom the person column names.</summary>
    private List<string?> Owners(NaiveRow permanence)
    {
        var byPeriod = ssd.Rows("ssd_cla_episodes", "clae_cla_id", permanence.Held("perm_cla_id")).SelectMany(OwnersOfCareEpisode).Distinct(StringComparer.Ordinal).ToList();
        return byPeriod.Count > 0 ? byPeriod
            : permanenceHoldsLegacyId ? [.. ssd.Rows("ssd_person", "pers_legacy_id", permanence.Held("perm_person_id")).Select(found => found.Held("pers_person_id"))]
            : [permanence.Held("perm_person_id")];
    }

    /// <summary>The owner of a care episode: nobody when it and its referral name different children.</summary>
    private IEnumerable<string?> OwnersOfCareEpisode(NaiveRow care)
    {
        string?[] named =
        [
            care.Held("clae_person_id"),
            .. ssd.Rows("ssd_cin_episodes", "cine_referral_id", care.Held("clae_referral_id")).Select(episode => episode.Held("cine_person_id")),
        ];
        var owners = named.Where(owner => owner is not null).Distinct(StringComparer.Ordinal).ToList();
        return owners.Count == 1 ? owners : [];
    }

    private bool NamesNobodyElse(NaiveRow row, string personColumn) =>
        row.Held(personColumn) is not { } named || string.Equals(named, Id, StringComparison.Ordinal);

    private bool NamesAnothersReferral(NaiveRow row, string referralColumn) =>
        ssd.Rows("ssd_cin_episodes", "cine_referral_id", row.Held(referralColumn)).Any(episode => !NamesNobodyElse(episode, "cine_person_id"));
}

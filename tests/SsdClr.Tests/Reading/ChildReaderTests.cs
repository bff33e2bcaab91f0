using SsdClr.Payload.Reading;

namespace SsdClr.Tests.Reading;

/// <summary>Which rows belong to a child: by key, never by a blank one, and marked where they point at two children.</summary>
[TestClass]
public sealed class ChildReaderTests : IDisposable
{
    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("   ")]
    public void A_blank_referral_id_joins_nothing(string? blank)
    {
        AddRecordsUnder(referral: blank ?? "R", referralOfRecords: blank, enquiry: "S", assessment: "A", period: "K", professional: "W", person: null);

        ChildRecords child = _ssd.Child("1");

        Assert.AreEqual(
            (0, 0, 0, 0, 0, 0),
            (child.Assessments.Count, child.Section47Enquiries.Count, child.CinPlans.Count, child.ChildProtectionPlans.Count, child.Involvements.Count, child.AssessmentFactors.Count));
        Assert.IsNull(child.CareEpisodes.Single().ReferralId);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("   ")]
    [DataRow("-1")]
    [DataRow(" 0 ")]
    [DataRow("null")]
    [DataRow("#N/A")]
    public void Ids_that_are_none_join_nothing(string blank)
    {
        AddRecordsUnder(referral: "R", referralOfRecords: "R", enquiry: blank, assessment: blank, period: blank, professional: blank, person: "1");

        ChildRecords child = _ssd.Child("1");

        Assert.AreEqual((1, 1), (child.Assessments.Count, child.Section47Enquiries.Count));
        Assert.AreEqual(
            (0, null, null, null),
            (child.AssessmentFactors.Count, child.InitialConferences.Single().EnquiryId, child.Placements.Single().PeriodKey, child.Involvements.Single().WorkerId));
        Assert.AreEqual((null, null, false), (child.CareEpisodes.Single().PeriodKey, child.CareEpisodes.Single().PlacementId, child.CareEpisodes.Single().NamesAPlacement));
    }

    [TestMethod]
    [DataRow("NULL", "null_word", true)]
    [DataRow(" #n/a ", "null_word", true)]
    [DataRow("Nul", "date_unreadable", false)]
    public void A_word_for_NULL_in_a_date_column_counts_as_absent(string held, string rule, bool isSent)
    {
        _ssd.Person("1", ("pers_dob", "2015-05-05"));
        _ssd.Referral("R", "1", ("cine_referral_date", "2025-01-10"), ("cine_close_date", held));

        ChildRecords child = _ssd.Child("1");

        Assert.AreEqual((null, !isSent), (child.CinEpisodes.Single().CloseDate, child.UnreadableDate is not null));
        Assert.Contains(rule, _ssd.Issues("1"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Ids_that_are_there_join_every_kind_of_record()
    {
        AddRecordsUnder(referral: "R", referralOfRecords: "R", enquiry: "S", assessment: "A", period: "K", professional: "W", person: "1");

        ChildRecords child = _ssd.Child("1");

        Assert.AreEqual("1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", string.Join(
            ' ',
            child.LinkedIdentifiers.Count,
            child.DisabilityCodes.Count,
            child.Addresses.Count,
            child.ImmigrationStatuses.Count,
            child.SdqScores.Count,
            child.CinEpisodes.Count,
            child.Assessments.Count,
            child.AssessmentFactors.Count,
            child.CinPlans.Count,
            child.Section47Enquiries.Count,
            child.InitialConferences.Count,
            child.ChildProtectionPlans.Count,
            child.CareEpisodes.Count,
            child.Placements.Count,
            child.Permanences.Count,
            child.CareLeavers.Count,
            child.Involvements.Count));
        Assert.IsFalse(
            child.Assessments[0].CrossesPersons || child.CinPlans[0].CrossesPersons || child.Section47Enquiries[0].CrossesPersons || child.InitialConferences[0].CrossesPersons
            || child.ChildProtectionPlans[0].CrossesPersons || child.CareEpisodes[0].CrossesPersons || child.Placements[0].CrossesPersons || child.Permanences[0].IsAmbiguous
            || child.Involvements[0].CrossesPersons);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("  ")]
    public void A_person_without_an_id_has_no_records(string blank)
    {
        // What names nobody belongs to nobody: such rows may be of any child.
        AddRecordsUnder(referral: "R", referralOfRecords: "R", enquiry: "S", assessment: "A", period: "K", professional: "W", person: blank, owner: blank);
        _ssd.Insert("ssd_person", ("pers_person_id", blank), ("pers_dob", "2015-01-01"));

        // Ids come without trailing blanks.
        ChildRecords child = _ssd.Child(string.Empty);

        Assert.AreEqual(
            0,
            child.LinkedIdentifiers.Count + child.DisabilityCodes.Count + child.Addresses.Count + child.ImmigrationStatuses.Count + child.SdqScores.Count + child.CinEpisodes.Count
            + child.Assessments.Count + child.AssessmentFactors.Count + child.CinPlans.Count + child.Section47Enquiries.Count + child.InitialConferences.Count
            + child.ChildProtectionPlans.Count + child.CareEpisodes.Count + child.Placements.Count + child.Permanences.Count + child.CareLeavers.Count + child.Involvements.Count);
    }

    [TestMethod]
    public void Records_without_their_parent_come_without_its_key()
    {
        _ssd.Person("1");
        _ssd.Referral("R2", "2");
        _ssd.Insert("ssd_address", ("addr_person_id", "2"));
        _ssd.Insert("ssd_cin_assessments", ("cina_referral_id", "unknown"), ("cina_person_id", "1"));
        _ssd.Insert("ssd_cla_placement", ("clap_cla_id", "unknown"), ("clap_person_id", "1"));
        _ssd.Insert("ssd_permanence", ("perm_cla_id", "unknown"), ("perm_person_id", "2"));

        List<ChildRecords> children = _ssd.Read(new PersonRange(after: null, upTo: null));

        Assert.AreEqual("1", string.Join(' ', children.Select(child => child.Person.PersonId)));
        Assert.AreEqual(0, children[0].CinEpisodes.Count + children[0].Addresses.Count + children[0].Permanences.Count);
        Assert.AreEqual((null, false), (children[0].Assessments.Single().ReferralId, children[0].Assessments.Single().CrossesPersons));
        Assert.AreEqual((null, false), (children[0].Placements.Single().PeriodKey, children[0].Placements.Single().CrossesPersons));
    }

    [TestMethod]
    public void Records_that_name_another_child_than_their_parent_are_marked()
    {
        AddRecordsUnder(referral: "R", referralOfRecords: "R", enquiry: "S", assessment: "A", period: "K", professional: "W", person: "2");
        _ssd.Person("2");

        ChildRecords child = _ssd.Child("1");

        Assert.IsTrue(child.Assessments.Single().CrossesPersons, "assessment");
        Assert.IsTrue(child.CinPlans.Single().CrossesPersons, "CIN plan");
        Assert.IsTrue(child.Section47Enquiries.Single().CrossesPersons, "enquiry");
        Assert.IsTrue(child.InitialConferences.Single().CrossesPersons, "conference");
        Assert.IsTrue(child.ChildProtectionPlans.Single().CrossesPersons, "CP plan");
        Assert.IsTrue(child.Placements.Single().CrossesPersons, "placement");
        Assert.IsTrue(child.Involvements.Single().CrossesPersons, "involvement");
    }

    [TestMethod]
    public void A_plan_that_names_another_child_than_its_referral_is_marked_for_both()
    {
        AddRecordsUnder(referral: "R", referralOfRecords: "R", enquiry: "S", assessment: "A", period: "K", professional: "W", person: "2");
        _ssd.Person("2");

        Plan[] plans = [_ssd.Child("1").CinPlans.Single(), _ssd.Child("2").CinPlans.Single(), _ssd.Child("1").ChildProtectionPlans.Single(), _ssd.Child("2").ChildProtectionPlans.Single()];

        Assert.AreEqual("R True False, - True True, R True False, - True True", string.Join(", ", plans.Select(plan => $"{plan.ReferralId ?? "-"} {plan.CrossesPersons} {plan.NamesPerson}")));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("  ")]
    public void Records_that_name_nobody_are_marked_where_two_children_hold_their_referral(string? nobody)
    {
        using SsdDatabase ssd = SsdDatabase.WithIdsUnder("binary_order", string.CompareOrdinal);
        ssd.Person("1");
        ssd.Person("2");
        ssd.Referral("R", "1");
        ssd.Referral("R", "2");
        ssd.Insert("ssd_cin_assessments", ("cina_referral_id", "R"), ("cina_person_id", nobody));
        ssd.Insert("ssd_cin_plans", ("cinp_referral_id", "R"), ("cinp_person_id", nobody));
        ssd.Insert("ssd_s47_enquiry", ("s47e_referral_id", "R"), ("s47e_person_id", nobody));
        ssd.Insert("ssd_cp_plans", ("cppl_referral_id", "R"), ("cppl_person_id", nobody));
        ssd.Insert("ssd_professionals", ("prof_professional_id", "W"));
        ssd.Insert("ssd_involvements", ("invo_professional_id", "W"), ("invo_referral_id", "R"), ("invo_person_id", nobody));

        foreach (ChildRecords child in ssd.Read(new PersonRange(after: null, upTo: null)))
        {
            Assert.IsTrue(child.Assessments.Single().CrossesPersons, "assessment");
            Assert.IsTrue(child.CinPlans.Single().CrossesPersons, "CIN plan");
            Assert.IsTrue(child.Section47Enquiries.Single().CrossesPersons, "enquiry");
            Assert.IsTrue(child.ChildProtectionPlans.Single().CrossesPersons, "CP plan");
            Assert.IsTrue(child.Involvements.Single().CrossesPersons, "involvement");
        }
    }

    [TestMethod]
    public void Records_that_name_a_child_are_that_child_s_where_two_children_hold_their_referral()
    {
        using SsdDatabase ssd = SsdDatabase.WithIdsUnder("binary_order", string.CompareOrdinal);
        ssd.Person("1");
        ssd.Person("2");
        ssd.Referral("R", "1");
        ssd.Referral("R", "2");
        ssd.Insert("ssd_cin_assessments", ("cina_referral_id", "R"), ("cina_person_id", "1"));
        ssd.Insert("ssd_cla_episodes", ("clae_referral_id", "R"), ("clae_person_id", "1"));

        Assert.AreEqual((false, true), (ssd.Child("1").Assessments.Single().CrossesPersons, ssd.Child("2").Assessments.Single().CrossesPersons));
        Assert.AreEqual((false, true), (ssd.Child("1").CareEpisodes.Single().CrossesPersons, ssd.Child("2").CareEpisodes.Single().CrossesPersons));
    }

    [TestMethod]
    [DataRow(null, true, true)]
    [DataRow("1", false, true)]
    public void A_conference_of_an_enquiry_that_two_children_hold_is_the_child_s_it_names(string? named, bool firstCrosses, bool secondCrosses)
    {
        using SsdDatabase ssd = SsdDatabase.WithIdsUnder("binary_order", string.CompareOrdinal);
        foreach (string person in new[] { "1", "2" })
        {
            ssd.Person(person);
            ssd.Insert("ssd_s47_enquiry", ("s47e_s47_enquiry_id", "S"), ("s47e_person_id", person));
        }

        ssd.Insert("ssd_initial_cp_conference", ("icpc_s47_enquiry_id", "S"), ("icpc_person_id", named));

        Assert.AreEqual(
            (firstCrosses, secondCrosses), (ssd.Child("1").InitialConferences.Single().CrossesPersons, ssd.Child("2").InitialConferences.Single().CrossesPersons));
    }

    [TestMethod]
    public void A_care_episode_that_names_the_referral_of_another_is_marked_and_names_none()
    {
        _ssd.Person("1");
        _ssd.Person("2");
        _ssd.Referral("R2", "2");
        _ssd.Insert("ssd_cla_episodes", ("clae_person_id", "1"), ("clae_referral_id", "R2"));

        CareEpisode careEpisode = _ssd.Child("1").CareEpisodes.Single();

        Assert.AreEqual((true, null), (careEpisode.CrossesPersons, careEpisode.ReferralId));
    }

    [TestMethod]
    public void A_placement_that_names_nobody_is_marked_where_two_children_hold_its_period()
    {
        _ssd.Person("1");
        _ssd.Person("2");
        _ssd.Insert("ssd_cla_episodes", ("clae_person_id", "1"), ("clae_cla_id", "K"));
        _ssd.Insert("ssd_cla_episodes", ("clae_person_id", "2"), ("clae_cla_id", "K"));
        _ssd.Insert("ssd_cla_placement", ("clap_cla_id", "K"));

        Assert.IsTrue(_ssd.Child("1").Placements.Single().CrossesPersons && _ssd.Child("2").Placements.Single().CrossesPersons);
    }

    [TestMethod]
    public void A_record_of_several_care_episodes_of_a_period_comes_once()
    {
        _ssd.Person("1");
        for (int episode = 0; episode < 3; episode++)
        {
            _ssd.Insert("ssd_cla_episodes", ("clae_person_id", "1"), ("clae_cla_id", "K"));
        }

        _ssd.Insert("ssd_cla_placement", ("clap_cla_id", "K"));
        _ssd.Insert("ssd_permanence", ("perm_cla_id", "K"));

        ChildRecords child = _ssd.Child("1");

        Assert.AreEqual((3, 1, 1), (child.CareEpisodes.Count, child.Placements.Count, child.Permanences.Count));
        Assert.AreEqual(child.Placements[0].PeriodKey, child.CareEpisodes.Select(careEpisode => careEpisode.PeriodKey).Distinct(StringComparer.Ordinal).Single());
    }

    [TestMethod]
    // The period decides; the person only where the period is blank or unknown.
    [DataRow("K1", "2", "1")]
    [DataRow("K1", null, "1")]
    [DataRow(null, "2", "2")]
    [DataRow("  ", "2", "2")]
    [DataRow("unknown", "2", "2")]
    [DataRow("unknown", null, "")]
    [DataRow(null, "  ", "")]
    public void An_adoption_belongs_to_the_child_of_its_period_else_to_the_one_it_names(string? period, string? person, string owner)
    {
        _ssd.Person("1");
        _ssd.Person("2");
        _ssd.Insert("ssd_cla_episodes", ("clae_person_id", "1"), ("clae_cla_id", "K1"));
        _ssd.Insert("ssd_permanence", ("perm_cla_id", period), ("perm_person_id", person));

        Assert.AreEqual(owner, string.Join(' ', _ssd.Read(new PersonRange(after: null, upTo: null)).Where(child => child.Permanences.Count > 0).Select(child => child.Person.PersonId)));
    }

    [TestMethod]
    public void An_adoption_may_name_the_legacy_id()
    {
        _ssd.Person("1", ("pers_legacy_id", "L1"));
        _ssd.Person("L1", ("pers_legacy_id", "other"));
        _ssd.Insert("ssd_permanence", ("perm_person_id", "L1"));

        Assert.AreEqual("1", _ssd.Read(new PersonRange(after: null, upTo: null), permanenceColumn: "pers_legacy_id").Single(child => child.Permanences.Count > 0).Person.PersonId);
    }

    [TestMethod]
    public void An_adoption_that_points_at_two_children_is_ambiguous()
    {
        _ssd.Person("1", ("pers_legacy_id", "L"));
        _ssd.Person("2", ("pers_legacy_id", "L"));
        _ssd.Insert("ssd_permanence", ("perm_person_id", "L"));

        Assert.IsTrue(_ssd.Read(new PersonRange(after: null, upTo: null), permanenceColumn: "pers_legacy_id").TrueForAll(child => child.Permanences.Single().IsAmbiguous));
    }

    [TestMethod]
    public void A_range_is_open_at_its_beginning_and_closed_at_its_end()
    {
        foreach (string personId in new[] { "1", "2", "3", "4" })
        {
            _ssd.Person(personId);
        }

        Assert.AreEqual("2 3", string.Join(' ', _ssd.Read(new PersonRange("1", "3")).Select(child => child.Person.PersonId)));
    }

    [TestMethod]
    [DataRow("2025-06-01")]
    [DataRow("2025-06-01 00:00:00")]
    [DataRow("2025-06-01 23:59:59.997")]
    [DataRow("2025-06-01T23:59:59")]
    // Whatever its zone is, a date is the one written.
    [DataRow("2025-06-01T23:59:59Z")]
    [DataRow("2025-06-01T23:59:59-08:00")]
    [DataRow("  2025-06-01  ")]
    public void Of_a_date_the_day_counts_alone(string date)
    {
        _ssd.Person("1", ("pers_dob", date));

        Assert.AreEqual(new DateTime(2025, 6, 1, 0, 0, 0, DateTimeKind.Unspecified), _ssd.Child("1").Person.DateOfBirth);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("   ")]
    public void A_blank_date_is_absent(string? date)
    {
        _ssd.Person("1", ("pers_dob", date));

        Assert.IsNull(_ssd.Child("1").Person.DateOfBirth);
    }

    [TestMethod]
    [DataRow("31/12/2025")]
    // Which of the two is the month, nobody knows.
    [DataRow("01/02/2025")]
    [DataRow("2025-02-30")]
    [DataRow("2025-6-1")]
    [DataRow("20250601")]
    [DataRow("2025-06-01garbage")]
    [DataRow("1 June 2025")]
    [DataRow("10:30")]
    [DataRow("PRIVATE")]
    [DataRow("\u0662\u0660\u0662\u0665-06-01")]
    [DataRow(20250601)]
    [DataRow(45809.5)]
    public void A_date_that_cannot_be_read_is_absent_and_noted_by_its_column(object value)
    {
        _ssd.Person("P77", ("pers_dob", value));

        ChildRecords child = _ssd.Child("P77");

        Assert.AreEqual((null, "ssd_person.pers_dob"), (child.Person.DateOfBirth, child.Notes.Single().Column));
    }

    [TestMethod]
    public void A_date_that_cannot_be_read_is_noted_for_its_child_alone()
    {
        _ssd.ChildInCohort("1");
        _ssd.ChildInCohort("2");
        _ssd.Execute("UPDATE dbo.ssd_cin_episodes SET cine_close_date = 'PRIVATE' WHERE cine_person_id = '1'");

        Assert.AreEqual(("ssd_cin_episodes.cine_close_date", 0), (_ssd.Child("1").Notes.Single().Column, _ssd.Child("2").Notes.Count));
    }

    [TestMethod]
    public void Texts_are_trimmed_and_blank_ones_absent_but_names_are_as_held()
    {
        _ssd.Person("1", ("pers_forename", " Ann "), ("pers_surname", "  "), ("pers_legacy_id", " L1 "), ("pers_upn", "\t"), ("pers_ethnicity", 12));

        Person person = _ssd.Child("1").Person;

        Assert.AreEqual((" Ann ", null, "L1", null, "12"), (person.Forename, person.Surname, person.LegacyId, person.UniquePupilNumber, person.Ethnicity));
    }

    // One record of each kind: those with a person column name the person, and those with a parent hang on the parents named.
    private void AddRecordsUnder(string referral, string? referralOfRecords, string enquiry, string assessment, string period, string professional, string? person, string owner = "1")
    {
        if (owner == "1")
        {
            _ssd.Person("1");
        }

        _ssd.Referral(referral, owner);
        _ssd.Insert("ssd_linked_identifiers", ("link_person_id", owner));
        _ssd.Insert("ssd_disability", ("disa_person_id", owner), ("disa_disability_code", "HAND"));
        _ssd.Insert("ssd_address", ("addr_person_id", owner));
        _ssd.Insert("ssd_immigration_status", ("immi_person_id", owner));
        _ssd.Insert("ssd_sdq_scores", ("csdq_person_id", owner));
        _ssd.Insert("ssd_cin_assessments", ("cina_assessment_id", assessment), ("cina_referral_id", referralOfRecords), ("cina_person_id", person));
        _ssd.Insert("ssd_assessment_factors", ("cinf_assessment_id", assessment));
        _ssd.Insert("ssd_cin_plans", ("cinp_referral_id", referralOfRecords), ("cinp_person_id", person));
        _ssd.Insert("ssd_s47_enquiry", ("s47e_s47_enquiry_id", enquiry), ("s47e_referral_id", referralOfRecords), ("s47e_person_id", person));
        _ssd.Insert("ssd_initial_cp_conference", ("icpc_s47_enquiry_id", enquiry), ("icpc_person_id", person));
        _ssd.Insert("ssd_cp_plans", ("cppl_referral_id", referralOfRecords), ("cppl_person_id", person));
        _ssd.Insert("ssd_cla_episodes", ("clae_person_id", owner), ("clae_cla_id", period), ("clae_referral_id", referralOfRecords), ("clae_cla_placement_id", period));
        _ssd.Insert("ssd_cla_placement", ("clap_cla_placement_id", period), ("clap_cla_id", period), ("clap_person_id", person));
        _ssd.Insert("ssd_permanence", ("perm_cla_id", period), ("perm_person_id", period.Trim().Length == 0 ? null : person));
        _ssd.Insert("ssd_care_leavers", ("clea_person_id", owner));
        _ssd.Insert("ssd_professionals", ("prof_professional_id", professional), ("prof_social_worker_registration_no", "SW1"));
        _ssd.Insert("ssd_involvements", ("invo_professional_id", professional), ("invo_referral_id", referralOfRecords), ("invo_person_id", person));
    }
}

using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>The factors of an assessment.</summary>
[TestClass]
public sealed class FactorTests : IDisposable
{
    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    [DataRow("1", "[\"21\", \"1A\"]", true)]
    [DataRow("1", "[\"1A\", \"21\"]", true)]
    [DataRow("1", "[\"21\"]", false)]
    [DataRow("1", "[\"21\", \"21\"]", false)]
    [DataRow("1", "[\"1A\", \"2A\"]", false)]
    [DataRow("1", "[]", false)]
    [DataRow("0", "[\"21\", \"1A\"]", false)]
    public void No_factor_beside_others_is_found_by_the_census(string censusRules, string factors, bool isFound)
    {
        _ssd.ChildInCohort("1");
        _ssd.Insert("ssd_cin_assessments", ("cina_assessment_id", "A"), ("cina_person_id", "1"), ("cina_referral_id", "R-1"), ("cina_assessment_start_date", "2025-07-01"));
        _ssd.Insert("ssd_assessment_factors", ("cinf_table_id", "F"), ("cinf_assessment_id", "A"), ("cinf_assessment_factors_json", factors));

        Assert.AreEqual(isFound, _ssd.Issues("1", ("census_rules", censusRules)).Contains("cin_8869", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("A", "assessment_shared")]
    [DataRow("B", "")]
    public void Factors_of_an_assessment_whose_id_two_children_have_are_listed(string otherId, string found)
    {
        using SsdDatabase ssd = SsdDatabase.WithIdsUnder("ORDINAL", string.CompareOrdinal);
        foreach (var (person, assessment) in new[] { ("1", "A"), ("2", otherId) })
        {
            ssd.ChildInCohort(person, ("pers_surname", "Stone"), ("pers_upn", "A123456789012"));
            ssd.Insert("ssd_cin_assessments", ("cina_assessment_id", assessment), ("cina_person_id", person), ("cina_referral_id", "R-" + person), ("cina_assessment_start_date", "2025-07-01"));
        }

        ssd.Insert("ssd_assessment_factors", ("cinf_table_id", "F"), ("cinf_assessment_id", "A"), ("cinf_assessment_factors_json", "[\"1A\"]"));

        Assert.AreEqual(found, ssd.Issues("1"));
    }
}

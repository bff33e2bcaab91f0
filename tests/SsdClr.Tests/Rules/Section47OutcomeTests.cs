using System.Text.Json;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>What the outcome of a section 47 enquiry says of a conference, and what is listed because it is not the JSON it should be.</summary>
[TestClass]
public sealed class Section47OutcomeTests : IDisposable
{
    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    [DataRow("{\"CP_CONFERENCE_FLAG\":\"Y\",\"OTHER\":\"N\"}", true)]
    [DataRow("{\"OTHER\":\"N\",\"CP_CONFERENCE_FLAG\":\"Y\"}", true)]
    [DataRow("{\"OUTCOME_CP_CONFERENCE_FLAG\":\"N\",\"CP_CONFERENCE_FLAG\":\"Y\"}", true)]
    [DataRow("{\"CP_CONFERENCE_FLAG\":\"Y\",\"OUTCOME_CP_CONFERENCE_FLAG\":\"N\"}", true)]
    [DataRow("{\"OUTCOME_CP_CONFERENCE_FLAG\":\"N\"}", false)]
    [DataRow("{\"OTHER\":{\"CP_CONFERENCE_FLAG\":\"N\"},\"CP_CONFERENCE_FLAG\":\"Y\"}", true)]
    [DataRow("{\"OTHER\":[1,2],\"CP_CONFERENCE_FLAG\":false}", false)]
    [DataRow("{\"cp_conference_flag\":\"Y\"}", null)]
    [DataRow("{\"outcome_cp_conference_flag\":\"Y\"}", null)]
    [DataRow("{\"OTHER\":\"Y\"}", null)]
    [DataRow("{}", null)]
    [DataRow("null", null)]
    [DataRow(" ", null)]
    public void Is_read_from_its_flag_by_name(string outcome, bool? required)
    {
        Enquiry(outcome);

        Assert.AreEqual((required, false), (Required(), IsListed()));
    }

    [TestMethod]
    [DataRow("{\"CP_CONFERENCE_FLAG\":\"Y\"} and more")]
    [DataRow("{\"CP_CONFERENCE_FLAG\":\"Y\"}{}")]
    [DataRow("{\"CP_CONFERENCE_FLAG\":\"Y\"")]
    [DataRow("null and more")]
    [DataRow("[\"CP_CONFERENCE_FLAG\",\"Y\"]")]
    [DataRow("\"Y\"")]
    [DataRow("true")]
    public void Is_listed_and_not_read_where_it_is_no_object_and_nothing_more(string outcome)
    {
        Enquiry(outcome);

        Assert.AreEqual(((bool?)null, true), (Required(), IsListed()));
    }

    private void Enquiry(string outcome)
    {
        _ssd.ChildInCohort("1");
        _ssd.Insert("ssd_s47_enquiry", ("s47e_s47_enquiry_id", "S"), ("s47e_referral_id", "R-1"), ("s47e_s47_start_date", "2025-07-01"), ("s47e_s47_outcome_json", outcome));
    }

    private bool IsListed() => _ssd.Issues("1").Contains("s47_outcome_not_json", StringComparison.Ordinal);

    private bool? Required()
    {
        using var payload = JsonDocument.Parse(_ssd.Payload("1")!);
        var enquiry = payload.RootElement.GetProperty("social_care_episodes")[0].GetProperty("section_47_assessments")[0];
        return enquiry.TryGetProperty("icpc_required_flag", out var flag) ? flag.GetBoolean() : null;
    }
}

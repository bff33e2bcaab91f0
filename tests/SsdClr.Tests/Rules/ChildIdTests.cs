using SsdClr.Payload.Reading;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>The ids a child is known by.</summary>
[TestClass]
public sealed class ChildIdTests : IDisposable
{
    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    [DataRow("M1", "M1")]
    [DataRow(" M1 ", "M1")]
    [DataRow("M/1", null)]
    [DataRow("123456789-123456789-123456789-123456", "123456789-123456789-123456789-123456")]
    [DataRow("123456789-123456789-123456789-1234567", null)]
    [DataRow(" ", null)]
    [DataRow(null, null)]
    public void The_id_of_the_case_management_system_is_told_where_it_can_be_sent(string? legacyId, string? told)
    {
        _ssd.ChildInCohort("1", ("pers_legacy_id", legacyId));

        Assert.AreEqual(told, _ssd.Preview().Payloads(PersonRange.Of("1"))[0].MisChildId);
    }

    [TestMethod]
    public void What_is_found_is_counted_for_each_child_alone()
    {
        _ssd.ChildInCohort("1");
        _ssd.ChildInCohort("2", ("pers_surname", "Stone"), ("pers_upn", "A123456789012"));

        Assert.AreEqual("2 0", string.Join(' ', _ssd.Preview().Payloads(new PersonRange(after: null, upTo: null)).Select(preview => preview.Warnings)));
    }
}

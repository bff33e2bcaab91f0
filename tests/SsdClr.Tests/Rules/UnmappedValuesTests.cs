using SsdClr.Local.Database;
using SsdClr.Payload.Building;
using SsdClr.Payload.DataQuality;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>The values that an analyst works down in the first week.</summary>
[TestClass]
public sealed class UnmappedValuesTests : IDisposable
{
    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    public void Most_frequent_comes_first_and_blanks_around_do_not_count()
    {
        _ssd.Person("1", ("pers_ethnicity", "Mixed"));
        _ssd.Person("2", ("pers_ethnicity", " Mixed "));
        _ssd.Person("3", ("pers_ethnicity", "Other mixed"), ("pers_sex", "1"));
        _ssd.Person("4", ("pers_ethnicity", "wbri"), ("pers_sex", "Female"));

        Assert.AreEqual("2 ethnicity ssd_person.pers_ethnicity Mixed; 1 ethnicity ssd_person.pers_ethnicity Other mixed; 1 sex ssd_person.pers_sex 1", Text());
    }

    [TestMethod]
    public void Value_with_a_code_of_its_own_and_a_word_for_null_are_not_listed()
    {
        _ssd.Person("1", ("pers_ethnicity", "Mixed"));
        _ssd.Person("2", ("pers_ethnicity", "NULL"));
        _ssd.Execute("INSERT INTO csc.code_map (field, held_value, code, changed_at, changed_by) VALUES ('ethnicity', 'MIXED', 'MOTH', '2026-01-01', 'test')");

        Assert.AreEqual(string.Empty, Text());
    }

    [TestMethod]
    public void Column_that_holds_no_codes_is_not_looked_at()
    {
        _ssd.Person("1", ("pers_upn_unknown", "A12345"), ("pers_forename", "Ann"), ("pers_upn", "A123456789012"));

        Assert.AreEqual(string.Empty, Text());
    }

    private string Text() => string.Join("; ", UnmappedValues.Read(_ssd.Connection, "[dbo]", CodeMap.Read(_ssd.Connection)).Select(value => $"{value.Rows} {value.Field.Name.Text} {value.Field.Source} {value.HeldValue}"));
}

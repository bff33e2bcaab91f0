using System.Globalization;
using SsdClr.Local.DataQuality;
using SsdClr.Payload.Building;
using SsdClr.Payload.DataQuality;
using SsdClr.Settings;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.DataQuality;

/// <summary>What a column says as a whole. Twenty values are the fewest that are judged.</summary>
[TestClass]
public sealed class ColumnProfileTests : IDisposable
{
    private const int Enough = 20;

    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    [DataRow("Social Worker", "error care_worker_role 2 of 2")]
    [DataRow(" cw ", "")]
    [DataRow("case worker", "")]
    public void Involvements_without_any_configured_role_are_an_error(string role, string expected)
    {
        foreach (string id in (string[])["I1", "I2"])
        {
            _ssd.Insert("ssd_involvements", ("invo_involvements_id", id), ("invo_person_id", "P1"), ("invo_professional_role_id", role));
        }

        Assert.AreEqual(expected, Found("ssd_involvements", "invo_professional_role_id"));
    }

    [TestMethod]
    public void A_blank_role_is_none_of_the_configured_ones()
    {
        _ssd.Insert("ssd_involvements", ("invo_involvements_id", "I1"), ("invo_person_id", "P1"));
        Assert.AreEqual("error care_worker_role 1 of 1", Found("ssd_involvements", "invo_professional_role_id"));
    }

    [TestMethod]
    public void An_empty_table_of_involvements_is_no_fault_of_roles() => Assert.AreEqual("", Found("ssd_involvements", "invo_professional_role_id"));

    [TestMethod]
    [DataRow(Enough, "warning all_blank 20 of 20")]
    [DataRow(Enough - 1, "")]
    public void A_column_without_any_value_is_listed(int rows, string expected)
    {
        Persons(rows, _ => ("pers_ethnicity", " "));
        Assert.AreEqual(expected, Found("ssd_person", "pers_ethnicity"));
    }

    [TestMethod]
    [DataRow("F", "F", "warning one_value 20 of 20")]
    [DataRow("F", "M", "")]
    public void A_column_with_one_value_is_listed(string first, string others, string expected)
    {
        Persons(Enough, number => ("pers_sex", number == 0 ? first : others));
        Assert.AreEqual(expected, Found("ssd_person", "pers_sex"));
    }

    [TestMethod]
    public void Rows_without_a_value_do_not_hide_that_the_others_are_alike()
    {
        Persons(Enough + 5, number => ("pers_sex", number < 5 ? null : "F"));
        Assert.AreEqual("warning one_value 20 of 25", Found("ssd_person", "pers_sex"));
    }

    [TestMethod]
    public void A_column_of_dates_that_cannot_be_read_is_not_blank()
    {
        Persons(Enough, _ => ("pers_dob", "31/12/2015"));
        Assert.AreEqual("error value_type 20 of 20", Found("ssd_person", "pers_dob"));
    }

    [TestMethod]
    public void A_date_that_all_rows_share_is_one_value()
    {
        Persons(Enough, _ => ("pers_dob", "2015-01-01"));
        Assert.AreEqual("warning one_value 20 of 20", Found("ssd_person", "pers_dob"));
    }

    [TestMethod]
    [DataRow("01-01", "warning first_of_january 20 of 20")]
    [DataRow("01-02", "")]
    public void Dates_that_are_all_the_first_of_January_are_listed(string day, string expected)
    {
        Persons(Enough, number => ("pers_dob", string.Create(CultureInfo.InvariantCulture, $"{2000 + number}-{day}")));
        Assert.AreEqual(expected, Found("ssd_person", "pers_dob"));
    }

    [TestMethod]
    public void One_other_day_among_the_first_of_January_is_enough()
    {
        Persons(Enough, number => ("pers_dob", number == 7 ? "2010-05-06" : string.Create(CultureInfo.InvariantCulture, $"{2000 + number}-01-01")));
        Assert.AreEqual("", Found("ssd_person", "pers_dob"));
    }

    [TestMethod]
    [DataRow(10, "")]
    [DataRow(11, "warning mostly_unmapped 11 of 20")]
    public void More_than_half_without_a_code_is_listed(int without, string expected)
    {
        Persons(Enough, number => ("pers_ethnicity", number < without ? "Own words" : "WBRI"));
        Assert.AreEqual(expected, string.Join("; ", Found("ssd_person", "pers_ethnicity").Split("; ").Where(found => !found.Contains(" code ", StringComparison.Ordinal))));
    }

    [TestMethod]
    [DataRow("1.2E+11", true)]
    [DataRow("1E+11", true)]
    [DataRow("1.23457e+005", true)]
    [DataRow("12345.0", true)]
    [DataRow("12345.00", true)]
    [DataRow("12345", false)]
    [DataRow("12345.5", false)]
    [DataRow("12345.", false)]
    [DataRow("1E5", false)]
    [DataRow("1E-5", false)]
    [DataRow("1.2E+", false)]
    [DataRow("1.2E+1a", false)]
    [DataRow("A1.0", false)]
    [DataRow(".0", false)]
    [DataRow("", false)]
    public void What_a_spreadsheet_makes_of_an_id_is_known(string id, bool isRewritten) => Assert.AreEqual(isRewritten, ColumnProfile.IsRewritten(id));

    [TestMethod]
    public void Rewritten_ids_are_an_error_wherever_ids_stand()
    {
        _ssd.Person("1.2E+11");
        _ssd.Referral("12345.0", "P1");
        Assert.AreEqual("error spreadsheet_id 1 of 1", Found("ssd_person", "pers_person_id").Split("; ")[0]);
        Assert.Contains("error spreadsheet_id 1 of 1", Found("ssd_cin_episodes", "cine_referral_id"), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("pers_sex", "warning null_word 1 of 1")]
    [DataRow("pers_dob", "warning null_word 1 of 1")]
    [DataRow("pers_surname", "")]
    public void The_word_NULL_is_counted_where_it_is_no_name(string column, string expected)
    {
        _ssd.Person("P1", (column, " n/a "));
        Assert.AreEqual(expected, Found("ssd_person", column));
    }

    [TestMethod]
    public void The_word_NULL_in_JSON_is_judged_as_JSON()
    {
        _ssd.Insert("ssd_assessment_factors", ("cinf_table_id", "F1"), ("cinf_assessment_id", "A1"), ("cinf_assessment_factors_json", "NULL"));
        Assert.AreEqual("warning code 1 of 1", Found("ssd_assessment_factors", "cinf_assessment_factors_json"));
    }

    [TestMethod]
    public void A_column_that_no_payload_is_made_from_may_hold_what_it_likes()
    {
        for (int number = 0; number < Enough; number++)
        {
            _ssd.Insert("ssd_family", ("fami_table_id", $"F{number}"), ("fami_person_id", $"P{number}"), ("fami_family_id", "X"));
        }

        Assert.AreEqual("", Found("ssd_family", "fami_family_id"));
    }

    private void Persons(int rows, Func<int, (string Column, object? Value)> value)
    {
        for (int number = 0; number < rows; number++)
        {
            _ssd.Person($"P{number}", value(number));
        }
    }

    private string Found(string table, string column) => string.Join("; ", new DataQualityCheck(_ssd.Context, new SqliteCatalogue(_ssd.Connection), new SettingValues([]), new CodeMap())
        .Check(TableRules.Find(table)!)
        .Where(finding => finding.Column == column && finding.Check is not ("orphan" or "required"))
        .Select(finding => $"{finding.Severity} {finding.Check} {finding.Found} of {finding.Rows}"));
}

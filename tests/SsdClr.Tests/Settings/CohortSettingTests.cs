using System.Globalization;
using SsdClr.Settings;

namespace SsdClr.Tests.Settings;

/// <summary>What csc.set_setting refuses for the two settings that narrow the cohort.</summary>
[TestClass]
public sealed class CohortSettingTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("dbo.returns.person_id")]
    [DataRow("HDM.dbo.returns.person_id")]
    [DataRow("[HDM].[dbo].[cin census].[person id]")]
    public void A_column_is_a_cohort_table(string value) => Assert.IsNull(Fault("cohort_table", value));

    [TestMethod]
    [DataRow("returns")]
    [DataRow("dbo.returns")]
    [DataRow("server.HDM.dbo.returns.person_id")]
    [DataRow("dbo.returns.person id")]
    [DataRow("dbo.returns.person_id; DELETE FROM csc.staging")]
    [DataRow("dbo.returns.person_id) OR 1 = 1 --")]
    [DataRow("dbo..person_id")]
    [DataRow(" dbo.returns.person_id")]
    [DataRow("(SELECT 1).a.b")]
    [DataRow("OPENROWSET('x','y').a.b")]
    [DataRow("[dbo].[returns].[a] AS l WHERE 1=1 --].[b]")]
    public void Anything_else_is_none(string value) => Assert.AreEqual(
        "Setting cohort_table must be a column as schema.table.column or database.schema.table.column.",
        Fault("cohort_table", value));

    [TestMethod]
    [DataRow("")]
    [DataRow("P1")]
    [DataRow("P1;P2; P3 ;")]
    public void Ids_are_a_pilot_list(string value) => Assert.IsNull(Fault("pilot_person_ids", value));

    [TestMethod]
    public void Twenty_ids_are_a_pilot_list() => Assert.IsNull(Fault("pilot_person_ids", Ids(20)));

    [TestMethod]
    public void Twenty_one_ids_are_too_many() => Assert.AreEqual(
        "Setting pilot_person_ids must be from 1 to 20 texts separated by semicolons.",
        Fault("pilot_person_ids", Ids(21)));

    [TestMethod]
    [DataRow(";")]
    [DataRow(" ")]
    [DataRow(" ; ;; ")]
    public void A_list_of_blanks_is_refused_because_it_would_lift_the_restriction(string value) => Assert.IsNotNull(Fault("pilot_person_ids", value));

    private static string Ids(int count) => string.Join(';', Enumerable.Range(1, count).Select(number => "P" + number.ToString(CultureInfo.InvariantCulture)));

    private static string? Fault(string name, string value) => SettingCatalogue.Find(name)!.Fault(value);
}

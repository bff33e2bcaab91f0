using System.Globalization;
using SsdClr.Payload.Reading;
using SsdClr.Settings;

namespace SsdClr.Tests.Settings;

[TestClass]
public sealed class SettingDefinitionTests
{
    public static IEnumerable<object[]> Names => SettingCatalogue.All.Select(definition => new object[] { definition.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_default_is_a_good_value_or_the_empty_unset_one(string name)
    {
        SettingDefinition definition = SettingCatalogue.Find(name)!;

        Assert.IsNull(definition.IsSecret ? null : definition.Fault(definition.DefaultValue));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_setting_says_what_it_does_in_a_sentence_that_fits_its_column(string name)
    {
        SettingDefinition definition = SettingCatalogue.Find(name)!;

        Assert.IsTrue(definition.Meaning.EndsWith('.') && definition.Meaning.Length <= 400 && definition.Name.Length <= 64);
        Assert.AreEqual(definition.Name.ToLowerInvariant(), definition.Name);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_setting_says_what_it_takes_in_words_that_fit_their_column(string name) =>
        Assert.IsTrue(SettingCatalogue.Find(name)!.ValidValues.Length is > 5 and <= 1000);

    [TestMethod]
    [DataRow("ssd_persn")]
    [DataRow("ssd_person;foo")]
    [DataRow("SSD_PERSON")]
    [DataRow("ssd_family")]
    public void Only_tables_that_payloads_are_read_from_may_be_named_as_empty(string value) =>
        Assert.StartsWith("Setting empty_tables must be texts separated by semicolons, each one of ssd_address, ", SettingCatalogue.Find("empty_tables")!.Fault(value), StringComparison.Ordinal);

    [TestMethod]
    public void The_tables_that_may_be_empty_are_the_tables_read() => CollectionAssert.AreEqual(ChildQuery.Tables, SettingCatalogue.Find("empty_tables")!.Choices);

    [TestMethod]
    public void Names_are_unique() => CollectionAssert.AllItemsAreUnique(SettingCatalogue.All.Select(definition => definition.Name).ToList());

    [TestMethod]
    [DataRow("")]
    [DataRow("Base_url")]
    [DataRow("base_url ")]
    [DataRow("unknown")]
    public void Names_are_compared_exactly(string name) => Assert.IsNull(SettingCatalogue.Find(name));

    [TestMethod]
    public void Secrets_are_these_alone() => CollectionAssert.AreEqual(
        new[] { "client_secret", "supplier_key", "proxy_password" }, SettingCatalogue.All.Where(definition => definition.IsSecret).Select(definition => definition.Name).ToList());

    [TestMethod]
    // Whole numbers within their bounds.
    [DataRow("batch_size", "1")]
    [DataRow("batch_size", "100")]
    [DataRow("window_months_back", "0")]
    [DataRow("window_months_back", "240")]
    // Flags.
    [DataRow("include_cp_plan", "0")]
    [DataRow("include_cp_plan", "1")]
    // Choices.
    [DataRow("la_child_id_column", "pers_legacy_id")]
    [DataRow("care_worker_scope", "all")]
    // Addresses.
    [DataRow("base_url", "https://example.org")]
    [DataRow("base_url", "https://example.org:8443/children/")]
    [DataRow("base_url", "")]
    [DataRow("proxy_address", "")]
    [DataRow("proxy_address", "http://proxy")]
    [DataRow("proxy_address", "http://10.0.0.1:8080/")]
    [DataRow("proxy_bypass", "")]
    [DataRow("proxy_bypass", "receiver.example.org; .example.net;*.example.com;10.0.0.1")]
    // Codes of authorities.
    [DataRow("la_code", "000")]
    [DataRow("la_code", "938")]
    // Schemas.
    [DataRow("ssd_schema", "dbo")]
    [DataRow("ssd_schema", "HDM_Local.SSD")]
    [DataRow("ssd_schema", "[odd name].[a]]b]")]
    // Texts and lists.
    [DataRow("client_id", "a b")]
    [DataRow("client_id", "")]
    [DataRow("uasc_statuses", "U; UASC")]
    [DataRow("empty_tables", "ssd_permanence; ssd_sdq_scores")]
    [DataRow("client_secret", "s")]
    public void Good_values_have_no_fault(string name, string value) => Assert.IsNull(SettingCatalogue.Find(name)!.Fault(value));

    [TestMethod]
    [DataRow("batch_size", "0", "Setting batch_size must be a whole number from 1 to 100.")]
    [DataRow("batch_size", "101", "Setting batch_size must be a whole number from 1 to 100.")]
    [DataRow("batch_size", "99999999999", "Setting batch_size must be a whole number from 1 to 100.")]
    [DataRow("batch_size", " 7", "Setting batch_size must be a whole number from 1 to 100.")]
    [DataRow("batch_size", "+7", "Setting batch_size must be a whole number from 1 to 100.")]
    [DataRow("batch_size", "7.0", "Setting batch_size must be a whole number from 1 to 100.")]
    [DataRow("batch_size", "\u0667", "Setting batch_size must be a whole number from 1 to 100.")]
    [DataRow("batch_size", "", "Setting batch_size cannot be empty.")]
    [DataRow("window_months_back", "-1", "Setting window_months_back must be a whole number from 0 to 240.")]
    [DataRow("window_months_back", "241", "Setting window_months_back must be a whole number from 0 to 240.")]
    [DataRow("include_cp_plan", "2", "Setting include_cp_plan must be 1 (on) or 0 (off).")]
    [DataRow("include_cp_plan", "true", "Setting include_cp_plan must be 1 (on) or 0 (off).")]
    [DataRow("la_child_id_column", "pers_upn", "Setting la_child_id_column must be one of pers_person_id, pers_legacy_id.")]
    [DataRow("la_child_id_column", "PERS_PERSON_ID", "Setting la_child_id_column must be one of pers_person_id, pers_legacy_id.")]
    [DataRow("base_url", "http://example.org", "Setting base_url must be an https:// address without user name, query or fragment.")]
    [DataRow("base_url", "example.org", "Setting base_url must be an https:// address without user name, query or fragment.")]
    [DataRow("base_url", "https://", "Setting base_url must be an https:// address without user name, query or fragment.")]
    [DataRow("base_url", "https://user@example.org", "Setting base_url must be an https:// address without user name, query or fragment.")]
    [DataRow("base_url", "https://user:MARKED@example.org", "Setting base_url must be an https:// address without user name, query or fragment.")]
    [DataRow("base_url", "https://example.org/?", "Setting base_url must be an https:// address without user name, query or fragment.")]
    [DataRow("base_url", "https://example.org/?key=MARKED", "Setting base_url must be an https:// address without user name, query or fragment.")]
    [DataRow("base_url", "https://example.org/#a", "Setting base_url must be an https:// address without user name, query or fragment.")]
    [DataRow("base_url", "https://example.org/#", "Setting base_url must be an https:// address without user name, query or fragment.")]
    [DataRow("base_url", " https://example.org", "Setting base_url must be an https:// address without user name, query or fragment.")]
    [DataRow("base_url", "https://example.org ", "Setting base_url must be an https:// address without user name, query or fragment.")]
    [DataRow("base_url", "https://example.org\r\n", "Setting base_url must be an https:// address without user name, query or fragment.")]
    [DataRow("base_url", "https://example.org/a b", "Setting base_url must be an https:// address without user name, query or fragment.")]
    [DataRow("proxy_address", "proxy:8080", "Setting proxy_address must be an address as http://host:port, without user name or path.")]
    [DataRow("proxy_address", "https://proxy:8080", "Setting proxy_address must be an address as http://host:port, without user name or path.")]
    [DataRow("proxy_address", "http://user:MARKED@proxy:8080", "Setting proxy_address must be an address as http://host:port, without user name or path.")]
    [DataRow("proxy_address", "http://proxy:8080/wpad.dat", "Setting proxy_address must be an address as http://host:port, without user name or path.")]
    [DataRow("proxy_bypass", "a:443", "Setting proxy_bypass must be names of hosts separated by semicolons, without ports; a leading dot or *. means all names that end so.")]
    [DataRow("proxy_bypass", "*", "Setting proxy_bypass must be names of hosts separated by semicolons, without ports; a leading dot or *. means all names that end so.")]
    [DataRow("proxy_bypass", ";", "Setting proxy_bypass must be names of hosts separated by semicolons, without ports; a leading dot or *. means all names that end so.")]
    [DataRow("la_code", "93", "Setting la_code must be three digits.")]
    [DataRow("la_code", "9380", "Setting la_code must be three digits.")]
    [DataRow("la_code", "93A", "Setting la_code must be three digits.")]
    [DataRow("la_code", "\u0669\u0663\u0668", "Setting la_code must be three digits.")]
    [DataRow("ssd_schema", "dbo;DROP TABLE x", "Setting ssd_schema must be a schema name, or database.schema.")]
    [DataRow("ssd_schema", "", "Setting ssd_schema cannot be empty.")]
    [DataRow("client_id", " a", "Setting client_id must be a text without blanks at either end.")]
    [DataRow("client_id", "a\t", "Setting client_id must be a text without blanks at either end.")]
    [DataRow("client_secret", "", "Setting client_secret cannot be empty.")]
    [DataRow("care_worker_roles", "", "Setting care_worker_roles cannot be empty.")]
    public void Bad_values_are_refused_with_what_is_expected_and_not_repeated(string name, string value, string fault) =>
        Assert.AreEqual(fault, SettingCatalogue.Find(name)!.Fault(value));

    [TestMethod]
    public void A_value_longer_than_its_column_is_refused()
    {
        Assert.IsNull(SettingCatalogue.Find("client_id")!.Fault(new string('a', 4000)));
        Assert.AreEqual("Setting client_id is longer than 4,000 characters.", SettingCatalogue.Find("client_id")!.Fault(new string('a', 4001)));
        Assert.AreEqual("Setting client_secret is longer than 2,000 characters.", SettingCatalogue.Find("client_secret")!.Fault(new string('a', 2001)));
        Assert.IsNull(SettingCatalogue.Find("client_secret")!.Fault(new string('a', 2000)));
    }

    [TestMethod]
    public void What_is_good_does_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "1";
        culture.NumberFormat.PositiveSign = "2";
        try
        {
            CultureInfo.CurrentCulture = culture;

            Assert.IsNull(SettingCatalogue.Find("batch_size")!.Fault("12"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}

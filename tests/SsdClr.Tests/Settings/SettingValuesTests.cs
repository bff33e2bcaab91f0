using SsdClr.Local.Database;
using SsdClr.Settings;

namespace SsdClr.Tests.Settings;

[TestClass]
public sealed class SettingValuesTests : IDisposable
{
    private readonly LocalDatabase _database = LocalDatabase.OpenInMemory();

    public void Dispose() => _database.Dispose();

    [TestMethod]
    public void What_the_table_does_not_hold_has_its_default()
    {
        SettingValues values = SettingValues.Read(_database.Context);

        Assert.AreEqual((100, true, false, "[dbo]", ""), (values.WholeNumber("batch_size"), values.Flag("include_looked_after"), values.Flag("include_disability"), values.Schema("ssd_schema"), values.Text("base_url")));
    }

    [TestMethod]
    public void The_table_goes_before_the_defaults_and_one_s_own_values_before_the_table()
    {
        Store("batch_size", "20");
        Store("la_code", "938");

        SettingValues values = SettingValues.Read(_database.Context, [KeyValuePair.Create("batch_size", "30")]);

        Assert.AreEqual((30, "938"), (values.WholeNumber("batch_size"), values.Text("la_code")));
    }

    [TestMethod]
    public void An_unknown_setting_is_refused_by_name()
    {
        Store("base_ulr", "https://example.org");

        Assert.AreEqual(
            "Table csc.setting holds the unknown setting base_ulr. Remove it by EXEC csc.set_setting @name = N'base_ulr', @value = NULL; or deploy the version that knows it.",
            Assert.ThrowsExactly<SettingException>(() => SettingValues.Read(_database.Context)).Message);
    }

    [TestMethod]
    public void A_malformed_value_is_refused_and_not_repeated()
    {
        Store("la_code", "MARKED");

        Assert.AreEqual(
            "Setting la_code must be three digits. Correct it with EXEC csc.set_setting.",
            Assert.ThrowsExactly<SettingException>(() => SettingValues.Read(_database.Context)).Message);
    }

    [TestMethod]
    [DataRow("client_secret")]
    [DataRow("supplier_key")]
    public void A_secret_among_the_settings_is_refused(string name)
    {
        // Everybody who may see the settings would see it.
        Store(name, "MARKED");

        Assert.AreEqual(
            "Table csc.setting holds the secret " + name + ". Remove it from there, have it replaced by its issuer, and store the new one with EXEC csc.set_secret.",
            Assert.ThrowsExactly<SettingException>(() => SettingValues.Read(_database.Context)).Message);
    }

    [TestMethod]
    [DataRow("U;UASC", "U|UASC")]
    [DataRow("  U ;; UASC ; ", "U|UASC")]
    [DataRow(";", "")]
    public void A_list_is_trimmed_and_has_no_blank_items(string value, string expected) =>
        Assert.AreEqual(expected, string.Join('|', new SettingValues([KeyValuePair.Create("uasc_statuses", value.Trim())]).List("uasc_statuses")));

    private void Store(string name, string value)
    {
        using var command = _database.Connection.CreateCommand();
        command.CommandText = "INSERT INTO csc.setting (name, value, changed_at, changed_by) VALUES (@name, @value, '2026-01-01', 'test')";
        command.Parameters.AddWithValue("@name", name);
        command.Parameters.AddWithValue("@value", value);
        command.ExecuteNonQuery();
    }
}

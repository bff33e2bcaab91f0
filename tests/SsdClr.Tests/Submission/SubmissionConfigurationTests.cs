using SsdClr.Submission.Sending;
using SsdClr.Submission.Configuration;

namespace SsdClr.Tests.Submission;

[TestClass]
public sealed class SubmissionConfigurationTests
{
    [TestMethod]
    public void Names_everything_that_is_missing()
    {
        string message = Fault(
            new SsdClr.Settings.SettingValues([]),
            new SecretValues([]));
        Assert.AreEqual(
            "Nothing was sent, because of the configuration: setting base_url is missing; setting la_code is missing; setting token_endpoint is missing; "
            + "setting client_id is missing; setting scope is missing; secret client_secret is missing; secret supplier_key is missing. "
            + "Use EXEC csc.set_setting and EXEC csc.set_secret.",
            message);
    }

    [TestMethod]
    [DataRow("MARKED\r\nX-Evil: 1")]
    [DataRow("MARKED\u00e9")]
    [DataRow("MARKED\0")]
    public void Refuses_a_key_that_no_header_can_carry_without_repeating_it(string key)
    {
        string message = Fault(TestSettings.Complete(), new SecretValues(new Dictionary<string, string> { ["client_secret"] = "s", ["supplier_key"] = key }));
        Assert.AreEqual(
            "Nothing was sent, because of the configuration: secret supplier_key holds characters that a header cannot carry. "
            + "Use EXEC csc.set_setting and EXEC csc.set_secret.",
            message);
    }

    [TestMethod]
    public void Secrets_are_taken_one_by_one_each_under_its_name()
    {
        SecretValues secrets = SecretValues.Of(clientSecret: "c", supplierKey: "s", proxyPassword: "p");

        Assert.AreEqual("c", secrets.Text("client_secret"));
        Assert.AreEqual("s", secrets.Text("supplier_key"));
        Assert.AreEqual("p", secrets.Text("proxy_password"));
    }

    [TestMethod]
    public void Every_secret_there_is_can_be_handed_over()
    {
        SecretValues secrets = SecretValues.Of("c", "s", "p");

        foreach (SsdClr.Settings.SettingDefinition definition in SsdClr.Settings.SettingCatalogue.All.Where(definition => definition.IsSecret))
        {
            Assert.AreNotEqual(string.Empty, secrets.Text(definition.Name), definition.Name);
        }
    }

    [TestMethod]
    public void A_secret_that_is_not_set_is_missing()
    {
        string message = Fault(TestSettings.Complete(), SecretValues.Of(clientSecret: null, supplierKey: "k", proxyPassword: null));

        Assert.AreEqual(
            "Nothing was sent, because of the configuration: secret client_secret is missing. Use EXEC csc.set_setting and EXEC csc.set_secret.",
            message);
    }

    private static string Fault(SsdClr.Settings.SettingValues settings, SecretValues secrets) =>
        Assert.ThrowsExactly<SubmissionException>(() => SubmissionConfiguration.Read(settings, secrets, TestSettings.Bounds().Hosts)).Message;
}

using SsdClr.Settings;
using SsdClr.Submission.Configuration;

namespace SsdClr.Tests.Submission;

/// <summary>A complete configuration with marked secrets.</summary>
internal static class TestSettings
{
    internal const string BaseUrl = "https://receiver.test/1";
    internal const string ClientSecret = "MARKED-client+secret&";
    internal const string SupplierKey = "MARKED-supplier-key";

    internal static SettingValues Complete(params (string Name, string Value)[] changes)
    {
        var values = new Dictionary<string, string>
        {
            ["base_url"] = BaseUrl,
            ["la_code"] = "999",
            ["token_endpoint"] = "https://tokens.test/oauth2/token",
            ["client_id"] = "client",
            ["scope"] = "api://receiver/.default",
        };
        foreach ((string name, string value) in changes)
        {
            values[name] = value;
        }

        return new SettingValues(values);
    }

    /// <summary>The hosts of these tests, and this machine; no environment.</summary>
    internal static SubmissionBounds Bounds() => new(
        new AllowedHosts([new(AllowedHosts.ForReceiver, "receiver.test"), new(AllowedHosts.ForToken, "tokens.test")]).AndLoopback(), environment: null);

    internal static SecretValues Secrets() => new(new Dictionary<string, string> { ["client_secret"] = ClientSecret, ["supplier_key"] = SupplierKey });
}

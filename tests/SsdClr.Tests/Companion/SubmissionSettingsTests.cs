using System.Text;
using SsdClr.Local;
using SsdClr.Local.Commands;
using SsdClr.Settings;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class SubmissionSettingsTests : IDisposable
{
    private const string WholeFile = """
        {
          "base-url": "https://file.example/1", "la-code": "301", "token-endpoint": "https://file.example/token", "client-id": "id",
          "client-secret": "file-secret", "scope": "scope", "supplier-key": "file-key"
        }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _options = [];
    private readonly Dictionary<string, string> _environment = [];
    private readonly List<string> _warnings = [];

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_file_alone_can_give_all()
    {
        Assert.AreEqual("file-secret", Resolve(WholeFile).Secrets["client_secret"]);
    }

    [TestMethod]
    public void The_environment_wins_over_the_file()
    {
        _environment["SSDCLR_CLIENT_SECRET"] = "environment-secret";
        Assert.AreEqual("environment-secret", Resolve(WholeFile).Secrets["client_secret"]);
    }

    [TestMethod]
    public void An_option_wins_over_the_environment()
    {
        _environment["SSDCLR_BASE_URL"] = "https://environment.example/1";
        _options["base-url"] = "https://option.example/1";
        Assert.AreEqual("https://option.example/1", Resolve(WholeFile).Settings["base_url"]);
    }

    [TestMethod]
    public void A_blank_value_counts_as_not_given()
    {
        _environment["SSDCLR_SCOPE"] = "  ";
        Assert.AreEqual("scope", Resolve(WholeFile).Settings["scope"]);
    }

    [TestMethod]
    public void A_secret_given_as_an_option_is_taken()
    {
        _options["client-secret"] = "option-secret";
        Assert.AreEqual("option-secret", Resolve(WholeFile).Secrets["client_secret"]);
    }

    [TestMethod]
    public void A_secret_given_as_an_option_comes_with_a_warning_that_does_not_hold_it()
    {
        _options["client-secret"] = "option-secret";
        Resolve(WholeFile);
        Assert.IsTrue(_warnings.Exists(warning => warning.Contains("--client-secret", StringComparison.Ordinal) && !warning.Contains("option-secret", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void The_certificate_need_not_be_given() => Assert.IsNull(Resolve(WholeFile).CertificateSha256);

    [TestMethod]
    public void Secrets_are_not_among_the_settings() => Assert.DoesNotContain("client_secret", Resolve(WholeFile).Settings.Keys);

    [TestMethod]
    public void What_is_missing_is_named_with_its_sources()
    {
        _environment["SSDCLR_BASE_URL"] = "https://environment.example/1";
        var fault = Assert.ThrowsExactly<CompanionException>(() => Resolve("""{ "la-code": "301", "token-endpoint": "https://t.example", "client-id": "i", "scope": "s" }""").RequireComplete(new SettingValues([])));
        Assert.AreEqual("Not set: client-secret (SSDCLR_CLIENT_SECRET or --settings, or --client-secret); supplier-key (SSDCLR_SUPPLIER_KEY or --settings, or --supplier-key).", fault.Message);
    }

    [TestMethod]
    public void A_setting_of_the_database_is_not_missing()
    {
        var database = new SettingValues(new Dictionary<string, string>(StringComparer.Ordinal) { ["base_url"] = "https://database.example/1" });
        var fault = Assert.ThrowsExactly<CompanionException>(() => Resolve("""{ "la-code": "301", "token-endpoint": "https://t.example", "client-id": "i", "client-secret": "s" }""").RequireComplete(database));
        Assert.AreEqual("Not set: scope (--scope, SSDCLR_SCOPE or --settings); supplier-key (SSDCLR_SUPPLIER_KEY or --settings, or --supplier-key).", fault.Message);
    }

    [TestMethod]
    public void An_unknown_key_is_named()
    {
        var fault = Assert.ThrowsExactly<CompanionException>(() => Resolve("""{ "base_address": "https://file.example/1" }"""));
        Assert.Contains("has a key that is no setting: base_address.", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("ssd_schema")]
    [DataRow("ssd-schema")]
    public void A_setting_of_the_database_can_stand_in_the_file(string key) =>
        Assert.AreEqual("ssd", Resolve($$"""{ "{{key}}": "ssd" }""").Settings["ssd_schema"]);

    [TestMethod]
    public void A_key_given_twice_is_refused()
    {
        var fault = Assert.ThrowsExactly<CompanionException>(() => Resolve("""{ "la-code": "301", "la-code": "302" }"""));
        Assert.Contains("gives la-code twice", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_value_that_is_no_string_is_refused()
    {
        var fault = Assert.ThrowsExactly<CompanionException>(() => Resolve("""{ "la-code": 301 }"""));
        Assert.Contains("the value of la-code must be a string", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_file_that_is_not_JSON_is_refused_without_showing_it()
    {
        var fault = Assert.ThrowsExactly<CompanionException>(() => Resolve("{ \"client-secret\": marked }"));
        Assert.DoesNotContain("marked", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_byte_order_mark_before_the_file_is_no_fault() => Assert.AreEqual("file-secret", Resolve("\uFEFF" + WholeFile).Secrets["client_secret"]);

    [TestMethod]
    public void A_key_is_written_into_a_file_with_a_byte_order_mark()
    {
        Resolve("\uFEFF" + """{ "la-code": "301" }""", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        SettingsFile.Write(_folder["settings.json"], "scrambling-key", "00ff", _warnings.Add);
        SettingsFile written = SettingsFile.Read(_folder["settings.json"], _warnings.Add);
        Assert.AreEqual(("301", "00ff"), (written["la-code"], written["scrambling-key"]));
    }

    [TestMethod]
    [DataRow("utf-16")]
    [DataRow("utf-16BE")]
    public void A_file_in_UTF_16_is_called_so(string encoding)
    {
        File.WriteAllText(_folder["settings.json"], WholeFile, Encoding.GetEncoding(encoding));
        var fault = Assert.ThrowsExactly<CompanionException>(() => SettingsFile.Read(_folder["settings.json"], _warnings.Add));
        Assert.EndsWith("is in UTF-16. Save it as UTF-8.", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_file_that_does_not_exist_is_refused() =>
        Assert.ThrowsExactly<CompanionException>(() => SettingsFile.Read(_folder["none.json"], _warnings.Add));

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_file_that_others_may_read_is_warned_about()
    {
        Resolve(WholeFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.HasCount(1, _warnings);
    }

    [TestMethod]
    public void A_file_for_its_owner_alone_is_not_warned_about()
    {
        Resolve(WholeFile);
        Assert.IsEmpty(_warnings);
    }

    private SubmissionSettings Resolve(string file, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        _folder.Write("settings.json", file);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder["settings.json"], mode);
        }

        return SubmissionSettings.Resolve(_options.GetValueOrDefault, _environment.GetValueOrDefault, SettingsFile.Read(_folder["settings.json"], _warnings.Add), _warnings.Add);
    }
}

using SsdClr.Settings;

namespace SsdClr.Tests.Settings;

/// <summary>Where children's records may go, and every way of naming another place that looks like one of these.</summary>
[TestClass]
public sealed class AllowedHostsTests
{
    private static readonly AllowedHosts s_builtIn = new([]);

    [TestMethod]
    [DataRow("base_url", "https://pp-api.education.gov.uk/children-in-social-care-data-receiver-test/1")]
    [DataRow("base_url", "https://PP-API.Education.GOV.UK/1")]
    [DataRow("base_url", "https://api.education.gov.uk:443/1")]
    [DataRow("token_endpoint", "https://login.microsoftonline.com/tenant/oauth2/v2.0/token")]
    [DataRow("token_endpoint", "https://tokens.education.gov.uk/token")]
    public void Hosts_built_in_are_allowed(string setting, string address) => Assert.IsNull(s_builtIn.Fault(setting, address));

    [TestMethod]
    [DataRow("https://education.gov.uk/1", DisplayName = "The suffix itself is no host below it")]
    [DataRow("https://.education.gov.uk/1", DisplayName = "Nothing before the suffix")]
    [DataRow("https://evileducation.gov.uk/1", DisplayName = "The suffix without its dot")]
    [DataRow("https://api.education.gov.uk.evil.example/1", DisplayName = "The suffix in the middle")]
    [DataRow("https://api.education.gov.uk@evil.example/1", DisplayName = "As a user name")]
    [DataRow("https://evil.example/api.education.gov.uk", DisplayName = "As a path")]
    [DataRow("https://evil.example\\.education.gov.uk/1", DisplayName = "A backslash")]
    [DataRow("https://evil.example#.education.gov.uk/1", DisplayName = "A fragment")]
    [DataRow("https://evil.example?.education.gov.uk/1", DisplayName = "A query")]
    [DataRow("https://evil.example%2f.education.gov.uk/1", DisplayName = "An escaped slash")]
    [DataRow("https://api.education.gov.uk./1", DisplayName = "A dot at the end")]
    [DataRow("https://api.education.gov.uk:8443/1", DisplayName = "Another port")]
    [DataRow("https://api.education.gov.uk:0443/1", DisplayName = "A port with a zero before it")]
    [DataRow("https://api.education.gov.uk:/1", DisplayName = "An empty port")]
    [DataRow("https://api.education.gov.uk:443:80/1", DisplayName = "Two ports")]
    [DataRow("https://evil\uFF0Eexample\u3002education.gov.uk/1", DisplayName = "Dots of other scripts")]
    [DataRow("https://api.educat\u0131on.gov.uk/1", DisplayName = "A letter of another script")]
    [DataRow("https://api..education.gov.uk/1", DisplayName = "An empty label")]
    [DataRow("https://-.education.gov.uk/1", DisplayName = "A label that is a hyphen")]
    [DataRow("http://api.education.gov.uk/1", DisplayName = "Not encrypted")]
    [DataRow("https:api.education.gov.uk/1", DisplayName = "No slashes")]
    [DataRow("https:///api.education.gov.uk/1", DisplayName = "A slash too many")]
    [DataRow("https://login.microsoftonline.com/1", DisplayName = "A host for tokens")]
    [DataRow("https://localhost/1", DisplayName = "This machine")]
    [DataRow("https://127.0.0.1/1", DisplayName = "This machine by number")]
    [DataRow("https://[::1]/1", DisplayName = "This machine by IPv6")]
    [DataRow("https://example.org/1", DisplayName = "Anywhere else")]
    public void Any_other_place_is_refused(string address) =>
        Assert.AreEqual("Setting base_url names a host, or a port, that is not allowed. A database owner can allow it: EXEC csc.allow_host.", s_builtIn.Fault("base_url", address));

    [TestMethod]
    [DataRow("2130706433", DisplayName = "One number")]
    [DataRow("127.1", DisplayName = "Two numbers")]
    [DataRow("0x7f.0.0.1", DisplayName = "Hexadecimal")]
    [DataRow("0177.0.0.1", DisplayName = "Octal")]
    public void A_number_in_another_notation_is_no_address(string host) => Assert.IsNull(HttpsAddress.Parse("https://" + host + "/"));

    [TestMethod]
    public void A_host_that_was_added_is_allowed() => Assert.IsNull(With("receiver", "gateway.example.org").Fault("base_url", "https://gateway.example.org/1"));

    [TestMethod]
    public void A_host_that_was_added_brings_none_below_it() => Assert.IsNotNull(With("receiver", "example.org").Fault("base_url", "https://api.example.org/1"));

    [TestMethod]
    public void A_port_that_was_added_is_allowed() => Assert.IsNull(With("receiver", "gateway.example.org:8443").Fault("base_url", "https://gateway.example.org:8443/1"));

    [TestMethod]
    public void A_port_that_was_added_does_not_bring_the_usual_one() => Assert.IsNotNull(With("receiver", "gateway.example.org:8443").Fault("base_url", "https://gateway.example.org/1"));

    [TestMethod]
    public void A_host_for_tokens_is_sent_no_record() => Assert.IsNotNull(With("token", "id.example.org").Fault("base_url", "https://id.example.org/1"));

    [TestMethod]
    public void A_host_for_records_may_be_asked_for_tokens() => Assert.IsNull(With("receiver", "gateway.example.org").Fault("token_endpoint", "https://gateway.example.org/token"));

    [TestMethod]
    [DataRow("https://localhost:8443/1")]
    [DataRow("https://127.0.0.1:5/1")]
    public void The_companion_may_reach_this_machine_on_any_port(string address) => Assert.IsNull(s_builtIn.AndLoopback().Fault("base_url", address));

    [TestMethod]
    [DataRow("https://localhost.example.org/1")]
    [DataRow("https://127.0.0.2/1")]
    [DataRow("https://example.org/1")]
    public void The_companion_may_reach_no_other_machine_for_that(string address) => Assert.IsNotNull(s_builtIn.AndLoopback().Fault("base_url", address));

    [TestMethod]
    [DataRow("https://pp-api.education.gov.uk/children-in-social-care-data-receiver-test/1", DisplayName = "The national test receiver")]
    [DataRow("https://pp-api.education.gov.uk/children-in-social-care-data-receiver-TEST/1/", DisplayName = "In capitals")]
    [DataRow("https://pp-api.education.gov.uk/children-in-social-care-data-receiver-tes%74/1", DisplayName = "With an escaped letter")]
    [DataRow("https://pp-api.education.gov.uk/receiver%2Dtest", DisplayName = "With an escaped hyphen, at the end")]
    public void Test_receiver_by_its_path_gets_scrambled_children_only(string address)
    {
        Assert.IsNotNull(s_builtIn.ScramblingFault(address, isScrambled: false));
        Assert.IsNull(s_builtIn.ScramblingFault(address, isScrambled: true));
    }

    [TestMethod]
    [DataRow("https://api.education.gov.uk/children-in-social-care-data-receiver/1")]
    [DataRow("https://api.education.gov.uk/tests/1")]
    [DataRow("https://api-test.education.gov.uk/1")]
    public void Any_other_receiver_gets_real_children_only(string address)
    {
        Assert.IsNull(s_builtIn.ScramblingFault(address, isScrambled: false));
        Assert.IsNotNull(s_builtIn.ScramblingFault(address, isScrambled: true));
    }

    [TestMethod]
    [DataRow("pp-api.education.gov.uk")]
    [DataRow(".education.gov.uk")]
    public void Test_host_gets_scrambled_children_only(string host)
    {
        AllowedHosts hosts = With(AllowedHosts.ForTest, host);

        Assert.IsNull(hosts.Fault("base_url", "https://pp-api.education.gov.uk/1"));
        Assert.IsNotNull(hosts.ScramblingFault("https://pp-api.education.gov.uk/1", isScrambled: false));
        Assert.IsNull(hosts.ScramblingFault("https://pp-api.education.gov.uk/1", isScrambled: true));
    }

    [TestMethod]
    public void Real_records_go_to_a_test_host_only_by_word_of_an_owner()
    {
        var hosts = new AllowedHosts([new(AllowedHosts.ForTest, "one.example.org"), new(AllowedHosts.ForTest, "two.example.org")], "one.example.org");

        Assert.IsNull(hosts.ScramblingFault("https://one.example.org/receiver-test/1", isScrambled: false));
        Assert.IsNotNull(hosts.ScramblingFault("https://two.example.org/1", isScrambled: false));
        Assert.AreEqual("one.example.org", hosts.WithRealRecords.Single());
    }

    [TestMethod]
    [DataRow("https://localhost:8443/1")]
    [DataRow("https://127.0.0.1/receiver-test/1")]
    public void This_machine_gets_both(string address)
    {
        Assert.IsNull(s_builtIn.AndLoopback().ScramblingFault(address, isScrambled: false));
        Assert.IsNull(s_builtIn.AndLoopback().ScramblingFault(address, isScrambled: true));
    }

    [TestMethod]
    public void Settings_that_are_no_address_are_none_of_its_business() => Assert.IsNull(s_builtIn.Fault("user_agent", "https://example.org/"));

    [TestMethod]
    public void An_empty_address_is_missing_and_not_forbidden() => Assert.IsNull(s_builtIn.Fault("base_url", ""));

    [TestMethod]
    [DataRow("gateway.example.org")]
    [DataRow(".example.org")]
    [DataRow("gateway.example.org:8443")]
    [DataRow("localhost:8443")]
    [DataRow("10.1.2.3")]
    public void An_entry_is_a_host_or_a_suffix_perhaps_with_a_port(string entry) => Assert.IsNull(AllowedHosts.EntryFault(entry));

    [TestMethod]
    [DataRow("")]
    [DataRow(".")]
    [DataRow(".uk", DisplayName = "A suffix of one label")]
    [DataRow(".0.1", DisplayName = "A suffix of numbers")]
    [DataRow("*.example.org")]
    [DataRow("https://example.org")]
    [DataRow("example.org/")]
    [DataRow("example.org.")]
    [DataRow("Example.org")]
    [DataRow("example.org:0")]
    [DataRow("example.org:65536")]
    [DataRow("ex ample.org")]
    public void Anything_else_is_no_entry(string entry) => Assert.IsNotNull(AllowedHosts.EntryFault(entry));

    private static AllowedHosts With(string purpose, string host) => new([new(purpose, host)]);
}

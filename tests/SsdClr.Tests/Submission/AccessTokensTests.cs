using System.Text;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Http;
using SsdClr.Submission.OAuth;

namespace SsdClr.Tests.Submission;

[TestClass]
public sealed class AccessTokensTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(100);

    private readonly TestClock _clock = new();
    private readonly ScriptedTransport _endpoint;
    private readonly AccessTokens _tokens;

    public AccessTokensTests()
    {
        _endpoint = new ScriptedTransport(_clock);
        _tokens = new AccessTokens(_endpoint, _clock, SubmissionConfiguration.Read(TestSettings.Complete(), TestSettings.Secrets(), TestSettings.Bounds().Hosts));
    }

    [TestMethod]
    public void Asks_with_an_encoded_form()
    {
        _tokens.Current(s_timeout);
        HttpPost post = _endpoint.Tokens.Single();
        Assert.AreEqual(
            ("application/x-www-form-urlencoded", "grant_type=client_credentials&client_id=client&client_secret=MARKED-client%2Bsecret%26&scope=api%3A%2F%2Freceiver%2F.default"),
            (post.ContentType, Encoding.ASCII.GetString(post.Body)));
    }

    [TestMethod]
    public void Uses_one_token_for_as_long_as_it_is_good()
    {
        _tokens.Current(s_timeout);
        _clock.Wait(TimeSpan.FromSeconds(3600 - 61));
        Assert.AreEqual("MARKED-token-1", _tokens.Current(s_timeout));
    }

    [TestMethod]
    public void Asks_anew_a_minute_before_the_end()
    {
        _tokens.Current(s_timeout);
        _clock.Wait(TimeSpan.FromSeconds(3600 - 60));
        Assert.AreEqual("MARKED-token-2", _tokens.Current(s_timeout));
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(-2)]
    public void A_clock_that_is_set_neither_ages_nor_renews_a_token(int hours)
    {
        _tokens.Current(s_timeout);
        _clock.Set(TimeSpan.FromHours(hours));
        Assert.AreEqual("MARKED-token-1", _tokens.Current(s_timeout));
        _clock.Wait(TimeSpan.FromSeconds(3600 - 60));
        Assert.AreEqual("MARKED-token-2", _tokens.Current(s_timeout));
    }

    [TestMethod]
    public void Uses_half_of_a_short_life()
    {
        _endpoint.TokenAnswer = () => ScriptedTransport.Status(200, "{\"access_token\":\"t\",\"expires_in\":20}");
        _tokens.Current(s_timeout);
        _clock.Wait(TimeSpan.FromSeconds(9));
        _tokens.Current(s_timeout);
        Assert.HasCount(1, _endpoint.Tokens);
        _clock.Wait(TimeSpan.FromSeconds(1));
        _tokens.Current(s_timeout);
        Assert.HasCount(2, _endpoint.Tokens);
    }

    [TestMethod]
    public void Asks_anew_after_a_refusal()
    {
        _tokens.Current(s_timeout);
        _tokens.Discard();
        Assert.AreEqual("MARKED-token-2", _tokens.Current(s_timeout));
    }

    [TestMethod]
    [DataRow("""{"access_token":"abc","token_type":"Bearer","expires_in":3599}""")]
    [DataRow("""{"token_type":"bearer","expires_in":"3599","ext":{"a":[1]},"access_token":"abc"}""")]
    [DataRow("""{"access_token":"abc"}""")]
    [DataRow("""{"access_token":"abc","expires_in":null}""")]
    [DataRow("""{"access_token":"abc","expires_in":1e300}""")]
    [DataRow("""{"access_token":"abc","expires_in":-5}""")]
    public void Reads_a_token(string body)
    {
        _endpoint.TokenAnswer = () => ScriptedTransport.Status(200, body);
        Assert.AreEqual("abc", _tokens.Current(s_timeout));
    }

    [TestMethod]
    [DataRow(200, "")]
    [DataRow(200, "MARKED")]
    [DataRow(200, "[]")]
    [DataRow(200, """{"expires_in":3599}""")]
    [DataRow(200, """{"access_token":""}""")]
    [DataRow(200, """{"access_token":7}""")]
    [DataRow(200, """{"access_token":"MARKED","token_type":"mac"}""")]
    [DataRow(200, """{"access_token":"MARKED\r\nX-Evil: 1"}""")]
    [DataRow(200, """{"access_token":"MARKED\u00e9"}""")]
    [DataRow(200, """{"access_token":"MARKED"} trailing""")]
    [DataRow(200, """{"access_token":"MARKED" """)]
    [DataRow(302, "")]
    [DataRow(400, """{"error":"MARKED"}""")]
    [DataRow(401, """{"error":"MARKED"}""")]
    [DataRow(407, "MARKED")]
    public void An_answer_without_a_token_stops_with_its_status_and_nothing_of_its_body(int status, string body)
    {
        _endpoint.TokenAnswer = () => ScriptedTransport.Status(status, body);
        string message = Assert.ThrowsExactly<SubmissionException>(() => _tokens.Current(s_timeout)).Message;
        StringAssert.Contains(message, $"{status}", StringComparison.Ordinal);
        Assert.IsFalse(message.Contains("MARKED", StringComparison.Ordinal), "Something of the answer is in the message.");
    }

    [TestMethod]
    [DataRow(408)]
    [DataRow(429)]
    [DataRow(500)]
    [DataRow(503)]
    public void A_trouble_of_the_endpoint_that_may_pass_is_told_apart_with_how_long_to_wait(int status)
    {
        _endpoint.TokenAnswer = () => HttpAnswer.Answered(status, "MARKED"u8.ToArray(), retryAfter: "7");
        TokenUnavailableException unavailable = Assert.ThrowsExactly<TokenUnavailableException>(() => _tokens.Current(s_timeout));
        Assert.AreEqual(("7", false), (unavailable.RetryAfter, unavailable.Message.Contains("MARKED", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void An_answer_that_breaks_off_may_come_whole_later()
    {
        _endpoint.TokenAnswer = () => HttpAnswer.Answered(200, "{\"access_to"u8.ToArray(), isComplete: false, fault: "the answer broke off");
        Assert.ThrowsExactly<TokenUnavailableException>(() => _tokens.Current(s_timeout));
    }

    [TestMethod]
    public void A_certificate_of_the_endpoint_that_is_not_valid_stays_so()
    {
        _endpoint.TokenAnswer = () => HttpAnswer.NotSent("the certificate of tokens.test was not accepted", isConfiguration: true);
        Assert.ThrowsExactly<SubmissionException>(() => _tokens.Current(s_timeout));
    }

    [TestMethod]
    [DataRow("AADSTS7000222: The provided client secret keys for app 'MARKED' are expired.", " and error AADSTS7000222 (client_secret has expired)")]
    [DataRow("AADSTS7000215: Invalid client secret provided. MARKED", " and error AADSTS7000215 (client_secret is wrong)")]
    [DataRow("AADSTS123456789 MARKED", " and error AADSTS123456789")]
    [DataRow("AADSTSMARKED AADSTS12 AADSTS12345678901234", "")]
    [DataRow("MARKED", "")]
    public void A_refusal_names_the_error_of_the_identity_provider_alone(string body, string error)
    {
        _endpoint.TokenAnswer = () => ScriptedTransport.Status(401, body);
        Assert.AreEqual(
            $"No access token: the token endpoint refused the request with status 401{error}. Check client_id, client_secret, scope and token_endpoint.",
            Assert.ThrowsExactly<SubmissionException>(() => _tokens.Current(s_timeout)).Message);
    }

    [TestMethod]
    public void Asking_takes_no_longer_than_it_may()
    {
        _tokens.Current(TimeSpan.FromSeconds(3));
        Assert.AreEqual(TimeSpan.FromSeconds(3), _endpoint.Tokens.Single().Timeout);
    }

    [TestMethod]
    public void An_endpoint_out_of_reach_is_told_with_the_trouble()
    {
        _endpoint.TokenAnswer = () => HttpAnswer.NotSent("the name tokens.test could not be resolved (DNS)");
        Assert.AreEqual(
            "No access token: the name tokens.test could not be resolved (DNS). Check token_endpoint and the way to it, then run again.",
            Assert.ThrowsExactly<TokenUnavailableException>(() => _tokens.Current(s_timeout)).Message);
    }
}

using System.Net;
using System.Text.Json;
using SsdClr.Local.Receiver;

namespace SsdClr.Tests.Receiver;

[TestClass]
public sealed class TokenEndpointTests
{
    [TestMethod]
    public async Task The_right_credentials_get_a_bearer_token_with_its_lifetime()
    {
        await using var session = await ReceiverSession.StartAsync(new ReceiverOptions { TokenLifetime = TimeSpan.FromSeconds(90) });
        using var reply = await session.RequestTokenAsync();
        using var json = JsonDocument.Parse(await reply.Content.ReadAsStringAsync());

        Assert.AreEqual(HttpStatusCode.OK, reply.StatusCode);
        Assert.AreEqual("Bearer", json.RootElement.GetProperty("token_type").GetString());
        Assert.AreEqual(90, json.RootElement.GetProperty("expires_in").GetInt32());
        Assert.IsGreaterThan(20, json.RootElement.GetProperty("access_token").GetString()!.Length);
    }

    [TestMethod]
    public async Task Each_token_is_new()
    {
        await using var session = await ReceiverSession.StartAsync();
        Assert.AreNotEqual(await session.NewTokenAsync(), await session.NewTokenAsync());
    }

    [TestMethod]
    [DataRow("client_id", "wrong", 401, "invalid_client")]
    [DataRow("client_secret", "wrong", 401, "invalid_client")]
    [DataRow("scope", "wrong", 400, "invalid_scope")]
    [DataRow("grant_type", "password", 400, "unsupported_grant_type")]
    [DataRow("client_id", null, 400, "invalid_request")]
    [DataRow("client_secret", null, 400, "invalid_request")]
    [DataRow("scope", null, 400, "invalid_request")]
    [DataRow("grant_type", null, 400, "invalid_request")]
    [DataRow("client_secret", "", 400, "invalid_request")]
    public async Task A_wrong_field_is_refused_with_its_OAuth_error(string field, string? value, int status, string error)
    {
        await using var session = await ReceiverSession.StartAsync();
        using var reply = await session.RequestTokenAsync((field, value));
        using var json = JsonDocument.Parse(await reply.Content.ReadAsStringAsync());

        Assert.AreEqual(status, (int)reply.StatusCode);
        Assert.AreEqual(error, json.RootElement.GetProperty("error").GetString());
    }

    [TestMethod]
    public async Task A_body_that_is_not_a_form_is_refused()
    {
        await using var session = await ReceiverSession.StartAsync();
        using var body = new StringContent("{}");
        using var reply = await session.Client.PostAsync(session.Receiver.TokenEndpoint, body);
        Assert.AreEqual(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [TestMethod]
    public async Task An_endless_form_is_refused()
    {
        await using var session = await ReceiverSession.StartAsync();
        using var reply = await session.RequestTokenAsync(("scope", new string('x', 20_000)));
        Assert.AreEqual(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [TestMethod]
    public async Task Only_POST_is_answered()
    {
        await using var session = await ReceiverSession.StartAsync();
        using var reply = await session.Client.GetAsync(session.Receiver.TokenEndpoint);
        Assert.AreEqual(HttpStatusCode.MethodNotAllowed, reply.StatusCode);
    }
}

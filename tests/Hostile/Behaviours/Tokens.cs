namespace SsdClr.Hostile.Behaviours;

/// <summary>What a token endpoint may answer.</summary>
internal static class Tokens
{
    /// <summary>All of them.</summary>
    internal static IEnumerable<Behaviour> All()
    {
        yield return Answers("token", Behaviour.Token, 200, Http.TokenBody);
        yield return new("token: in chunks", Place.TokenEndpoint, Behaviour.Token, Http.Sends(Http.Head(200, "Transfer-Encoding: chunked\r\n") + Http.Chunk(Http.TokenBody) + "0\r\n\r\n"));
        foreach (var status in new[] { 301, 302, 400, 401, 403, 404, 405, 407, 410, 415, 418 })
        {
            yield return Answers($"token: status {status}", Behaviour.Configuration, status, Http.TokenBody);
        }

        foreach (var status in new[] { 408, 429, 500, 502, 503, 504, 599 })
        {
            yield return Answers($"token: status {status}", Behaviour.Later, status, Http.TokenBody);
        }

        foreach (var body in new[]
        {
            "", "[]", "null", "{}", "{\"access_token\":1}", "{\"access_token\":\"\"}", "{\"access_token\":\"a b\"}", "{\"access_token\":\"a\\r\\nX: y\"}",
            "{\"access_token\":\"\u00c3\u00a4\"}", "<html>", Http.TokenBody + "x", Http.TokenBody[..30], Http.TokenBody.Replace("Bearer", "mac", StringComparison.Ordinal),
        })
        {
            yield return Answers("token: " + body, Behaviour.Configuration, 200, body);
        }
    }

    private static Behaviour Answers(string name, string expected, int status, string body) => new(name, Place.TokenEndpoint, expected, Http.Sends(Http.Answer(status, body)));
}

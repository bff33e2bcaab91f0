namespace SsdClr.Hostile.Behaviours;

/// <summary>Headers that say odd things.</summary>
internal static class Headers
{
    /// <summary>All of them.</summary>
    internal static IEnumerable<Behaviour> All()
    {
        foreach (var value in new[] { "0", "-1", "soon", "99999999999999999999", "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 99 Nov 9999 99:99:99 GMT", "\u00e4", "1, 2" })
        {
            yield return new("Retry-After: " + value, Place.Receiver, Behaviour.Repeats, Http.Sends(Http.Answer(429, string.Empty, $"Retry-After: {value}\r\n")));
        }

        yield return new("Retry-After twice", Place.Receiver, Behaviour.Repeats, Http.Sends(Http.Answer(429, string.Empty, "Retry-After: 1\r\nRetry-After: 2\r\n")));
        yield return new("Retry-After of 10 kB", Place.Receiver, Behaviour.Repeats, Http.Sends(Http.Answer(429, string.Empty, $"Retry-After: {new string('1', 10000)}\r\n")));
        foreach (var (name, value) in new[] { ("NUL", "\0"), ("a bell", "\a"), ("escape", "\u001b"), ("delete", "\u007f") })
        {
            // The status was understood; the header is nobody's that is asked for.
            yield return new($"{name} in a header of a refusal", Place.Receiver, Behaviour.Refused, Http.Sends(Http.Answer(400, string.Empty, $"X-A: a{value}b\r\n")));
        }

        foreach (var location in new[] { "http://localhost/", "https://other.example/", "/", "", "::::", "file:///etc/passwd" })
        {
            yield return new("Location: " + location, Place.Receiver, Behaviour.Stops, Http.Sends(Http.Answer(307, string.Empty, $"Location: {location}\r\n")));
        }

        yield return new("a challenge for Negotiate", Place.Receiver, "NotAccepted RenewToken", Http.Sends(Http.Answer(401, string.Empty, "WWW-Authenticate: Negotiate\r\n")));
        yield return new("a challenge for a proxy", Place.Receiver, Behaviour.Stops, Http.Sends(Http.Answer(407, string.Empty, "Proxy-Authenticate: Basic realm=\"a\"\r\n")));
    }
}

using SsdClr.Ledger;
using SsdClr.Local.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Http;
using SsdClr.Submission.OAuth;
using SsdClr.Submission.Sending;
using SsdClr.Time;

namespace SsdClr.Hostile;

/// <summary>Lets the sender's own way out meet a server, and says what it makes of that.</summary>
internal static class HostileRun
{
    /// <summary>Children in the body that is posted.</summary>
    internal const int Children = 2;

    // Long enough for TLS on a busy machine, short enough for a hundred servers that use all of it.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_longPatience = TimeSpan.FromSeconds(30);

    /// <summary>Plays one behaviour.</summary>
    /// <returns>What the sender made of it, in the words of <see cref="Behaviour.Expected"/>.</returns>
    internal static async Task<string> PlayAsync(Behaviour behaviour)
    {
        await using var server = HostileServer.Start(behaviour.Serve);
        var timeout = behaviour.IsSlow ? s_patience : s_longPatience;
        var address = server.Address;
        var pin = server.CertificateSha256;

        // The sender blocks, and the server shares the threads of this process.
        return await Task.Factory.StartNew(
            () => behaviour.Place == Place.Receiver ? Judge(Post(address, pin, behaviour.BodySize, timeout)) : Ask(address, pin, timeout),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>Posts to a server that is trusted.</summary>
    internal static HttpAnswer Post(Uri address, string pin, int bodySize, TimeSpan timeout) => Transport(pin).Post(
        new HttpPost(address, "application/json", "SsdClr/hostile", bodySize == 0 ? "[{},{}]"u8.ToArray() : new byte[bodySize], timeout));

    /// <summary>What an answer means for a batch.</summary>
    internal static string Judge(HttpAnswer answer)
    {
        var verdict = AnswerClassifier.Judge(answer, Children);
        return $"{verdict.Outcome} {verdict.NextStep}";
    }

    /// <summary>What an answer means for a token.</summary>
    internal static string Ask(Uri address, string pin, TimeSpan timeout)
    {
        try
        {
            new AccessTokens(Transport(pin), new SystemClock(), Configuration(address)).Current(timeout);
            return Behaviour.Token;
        }
        catch (TokenUnavailableException)
        {
            return Behaviour.Later;
        }
        catch (SubmissionException)
        {
            return Behaviour.Configuration;
        }
    }

    private static HttpWebRequestTransport Transport(string pin) => new(new SystemClock(), NetworkSettings.Read(new SettingValues([]), Secrets), CompanionRun.Pin(pin));

    private static SecretValues Secrets => SecretValues.Of("secret", "key", proxyPassword: null);

    private static SubmissionConfiguration Configuration(Uri address) => SubmissionConfiguration.Read(
        new SettingValues(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["base_url"] = new Uri(address, "/receiver").ToString(),
            ["token_endpoint"] = new Uri(address, "/token").ToString(),
            ["la_code"] = "845",
            ["client_id"] = "client",
            ["scope"] = "scope",
        }),
        Secrets,
        new AllowedHosts([]).AndLoopback());
}

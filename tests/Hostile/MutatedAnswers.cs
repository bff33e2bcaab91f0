using System.Text;
using SsdClr.Hostile.Behaviours;

namespace SsdClr.Hostile;

/// <summary>Answers that were right once, with bytes changed, left out, doubled or cut off by seeded chance.</summary>
internal static class MutatedAnswers
{
    private const string Trailing = "0\r\nX-A: b\r\n\r\n";

    private static readonly string[] s_right =
    [
        Http.Answer(200, Http.Receipts),
        Http.Head(200, "Transfer-Encoding: chunked\r\n") + Http.Chunk(Http.Receipts) + Trailing,
        Http.Head(200, "Transfer-Encoding: chunked\r\nX-B: c\r\n") + "5;a=b\r\n[\"202\r\n" + Trailing,
        Http.Answer(429, "later", "Retry-After: 120\r\n"),
        Http.Answer(400, "[0].child_details.sex is missing", "Content-Type: text/plain\r\n"),
        Http.Head(100) + Http.Answer(200, Http.Receipts, "Connection: keep-alive\r\n"),
        Http.Answer(200, Http.TokenBody, "Content-Type: application/json\r\nCache-Control: no-store\r\n"),
        Http.Answer(401, "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret provided.\"}"),
    ];

    /// <summary>The answer of a seed.</summary>
    internal static byte[] Of(int seed)
    {
#pragma warning disable CA5394 // Chance that can be played again.
        var chance = new Random(seed);
        var bytes = Encoding.Latin1.GetBytes(s_right[chance.Next(s_right.Length)]).ToList();
        for (var change = chance.Next(1, 5); change > 0 && bytes.Count > 1; change--)
        {
            var place = chance.Next(bytes.Count);
            switch (chance.Next(6))
            {
                case 0:
                    bytes[place] = (byte)chance.Next(256);
                    break;
                case 1:
                    bytes[place] ^= (byte)(1 << chance.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(place, Math.Min(chance.Next(1, 20), bytes.Count - place));
                    break;
                case 3:
                    bytes.InsertRange(place, bytes.GetRange(place, Math.Min(chance.Next(1, 60), bytes.Count - place)));
                    break;
                case 4:
                    bytes.InsertRange(place, Enumerable.Range(0, chance.Next(1, 8)).Select(_ => (byte)chance.Next(256)));
                    break;
                default:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
            }
        }
#pragma warning restore CA5394
        return [.. bytes];
    }

    /// <summary>Lets the sender meet the answers of some seeds, at either end.</summary>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many.</param>
    /// <returns>How often each thing was made of them. That nothing is thrown is the point.</returns>
    internal static async Task<SortedDictionary<string, int>> PlayAsync(int first, int count)
    {
        var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        byte[] answer = [];
        await using var server = HostileServer.Start(async conversation =>
        {
            await conversation.SecureAsync();
            await conversation.ReadRequestAsync();
            await conversation.SendAsync(answer);
            await conversation.FinishAsync();
        });
        await Task.Factory.StartNew(
            () =>
            {
                for (var seed = first; seed < first + count; seed++)
                {
                    answer = Of(seed);
                    var made = seed % 4 == 0
                        ? HostileRun.Ask(server.Address, server.CertificateSha256, TimeSpan.FromSeconds(20))
                        : HostileRun.Judge(HostileRun.Post(server.Address, server.CertificateSha256, bodySize: 0, TimeSpan.FromSeconds(20)));
                    seen[made] = seen.GetValueOrDefault(made) + 1;
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        return seen;
    }
}

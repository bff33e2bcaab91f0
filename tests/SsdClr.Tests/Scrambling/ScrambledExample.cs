using System.Text;
using System.Text.Json.Nodes;
using SsdClr.Json;
using ChangeValue = SsdClr.Payload.Holding.JsonValue;
using SsdClr.Payload.Scrambling;

namespace SsdClr.Tests.Scrambling;

/// <summary>Payloads written by hand, scrambled under a key of the tests.</summary>
internal static class ScrambledExample
{
    /// <summary>A key as csc.renew_scrambling_key makes one; it protects nothing.</summary>
    public const string Key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    /// <summary>A scrambler under that key.</summary>
    public static PayloadScrambler Scrambler(string key = Key, int mostRecords = 0) => new(new ScramblingKey(key), mostRecords);

    /// <summary>Scrambles a payload.</summary>
    public static string Scramble(PayloadScrambler scrambler, string payload)
    {
        var json = new JsonWriter();
        ChangeValue.Parse(payload).Write(json);
        ScrambledText scrambled = scrambler.Scramble(json);
        return Encoding.UTF8.GetString(scrambled.Buffer, 0, scrambled.Length);
    }

    /// <summary>Scrambles a payload under the key of the tests.</summary>
    public static JsonNode Of(string payload, int mostRecords = 0) => JsonNode.Parse(Scramble(Scrambler(mostRecords: mostRecords), payload))!;
}

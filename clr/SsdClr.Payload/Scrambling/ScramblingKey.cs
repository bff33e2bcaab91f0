using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SsdClr.Settings;

namespace SsdClr.Payload.Scrambling;

/// <summary>The random key that scrambled children are made with, and what HMAC-SHA-256 derives from it. It is a secret: no message holds it.</summary>
internal sealed class ScramblingKey
{
    /// <summary>Fewest characters: 32 random bytes in hexadecimal have twice as many, 32 other characters hold enough.</summary>
    internal const int ShortestText = 32;

    // Part of what is staged: another purpose is another scrambling.
    private const string ForIds = "ids";
    private const string ForChildren = "children";
    private const string ForFingerprint = "fingerprint";
    private const int FingerprintBytes = 16;

    /// <param name="text">The key as it is kept.</param>
    /// <exception cref="SettingException">It is too short to keep a secret.</exception>
    internal ScramblingKey(string text)
    {
        if (text.Length < ShortestText)
        {
            throw new SettingException("The scrambling key is too short. Make a new one: EXEC csc.renew_scrambling_key.");
        }

        using var root = new HMACSHA256(Encoding.UTF8.GetBytes(text));
        Ids = root.ComputeHash(Encoding.UTF8.GetBytes(ForIds));
        Children = root.ComputeHash(Encoding.UTF8.GetBytes(ForChildren));
        Fingerprint = Hexadecimal(root.ComputeHash(Encoding.UTF8.GetBytes(ForFingerprint)), FingerprintBytes);
    }

    /// <summary>The key where children are to be scrambled (setting scramble); null where they are not.</summary>
    /// <exception cref="SettingException">They are, and there is no key, or none that can keep a secret.</exception>
    internal static ScramblingKey? Of(SettingValues settings, string? text) =>
        !settings.Flag("scramble") ? null
        : string.IsNullOrEmpty(text) ? throw new SettingException("Setting scramble is 1, and there is no scrambling key. Make one: EXEC csc.renew_scrambling_key.")
        : new ScramblingKey(text!);

    /// <summary>Tells one key from another and says nothing of either: what was acknowledged under one is worth nothing under another.</summary>
    internal string Fingerprint { get; }

    /// <summary>32 bytes for the permutation of ids.</summary>
    internal byte[] Ids { get; }

    /// <summary>32 bytes for the values of children.</summary>
    internal byte[] Children { get; }

    private static string Hexadecimal(byte[] bytes, int count)
    {
        var text = new StringBuilder(count * 2);
        for (int index = 0; index < count; index++)
        {
            text.Append(bytes[index].ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}

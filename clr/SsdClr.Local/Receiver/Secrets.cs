using System.Security.Cryptography;
using System.Text;

namespace SsdClr.Local.Receiver;

/// <summary>Comparison of credentials.</summary>
internal static class Secrets
{
    /// <summary>Whether both are the same, exactly; the time it takes does not tell how much of the value was right.</summary>
    public static bool Match(string? given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given ?? string.Empty), Encoding.UTF8.GetBytes(expected));
}

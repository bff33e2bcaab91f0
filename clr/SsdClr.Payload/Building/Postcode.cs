namespace SsdClr.Payload.Building;

/// <summary>The shape of a UK postcode.</summary>
internal static class Postcode
{
    /// <summary>Longest postcode the receiver takes.</summary>
    internal const int MaximumLength = 8;

    /// <summary>
    /// True for one or two letters, a digit, perhaps a digit or letter more, perhaps a blank, then a digit and two letters
    /// (BS 7666), in either case; and for GIR 0AA.
    /// </summary>
    internal static bool HasShape(string postcode)
    {
        if (postcode.Length is < 5 or > MaximumLength)
        {
            return false;
        }

        int inward = postcode.Length - 3;
        if (!IsDigit(postcode[inward]) || !IsLetter(postcode[inward + 1]) || !IsLetter(postcode[inward + 2]))
        {
            return false;
        }

        int end = postcode[inward - 1] == ' ' ? inward - 1 : inward;
        if (end == 3 && postcode.StartsWith("GIR", System.StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        int at = 0;
        while (at < 2 && IsLetter(postcode[at]))
        {
            at++;
        }

        return at > 0
            && IsDigit(postcode[at])
            && (at + 1 == end || (at + 2 == end && (IsDigit(postcode[at + 1]) || IsLetter(postcode[at + 1]))));
    }

    private static bool IsDigit(char character) => character is >= '0' and <= '9';

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}

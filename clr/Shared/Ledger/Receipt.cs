using System;
using System.Globalization;

namespace SsdClr.Ledger;

/// <summary>A receipt as the receiver gives it: <c>yyyy-MM-dd_HH:mm:ss.ff_UUID.json</c> with 1 to 6 fraction digits; <c>.json</c> may be missing.</summary>
internal static class Receipt
{
    /// <summary>Characters of a UUID with its hyphens.</summary>
    internal const int UuidLength = 36;

    private const string MomentFormat = "yyyy-MM-dd_HH:mm:ss";
    private const int MomentLength = 19;

    /// <summary>Takes a receipt apart; false for any other text.</summary>
    /// <param name="text">The text, without blanks around it.</param>
    /// <param name="moment">The moment in it, on the receiver's clock.</param>
    /// <param name="uuid">The UUID in it, as written.</param>
    internal static bool TryRead(string text, out DateTime moment, out string uuid)
    {
        uuid = string.Empty;
        moment = default;
        if (text.Length <= MomentLength
            || text[MomentLength] != '.'
            || !DateTime.TryParseExact(text.Substring(0, MomentLength), MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment))
        {
            return false;
        }

        int position = MomentLength + 1;
        int digits = 0;
        long ticks = 0;
        for (; position < text.Length && text[position] is >= '0' and <= '9' && digits < 7; position++, digits++)
        {
            ticks = (ticks * 10) + (text[position] - '0');
        }

        if (digits is < 1 or > 6 || position + 1 + UuidLength > text.Length || text[position] != '_' || !IsUuid(text, position + 1))
        {
            return false;
        }

        for (int missing = digits; missing < 7; missing++)
        {
            ticks *= 10;
        }

        moment = moment.AddTicks(ticks);
        uuid = text.Substring(position + 1, UuidLength);
        return text.Substring(position + 1 + UuidLength) is "" or ".json";
    }

    /// <summary>True where a UUID begins at that place; nothing is said of what follows it.</summary>
    internal static bool IsUuid(string text, int start)
    {
        if (start + UuidLength > text.Length)
        {
            return false;
        }

        for (int index = 0; index < UuidLength; index++)
        {
            char character = text[start + index];
            bool isRight = index is 8 or 13 or 18 or 23
                ? character == '-'
                : character is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
            if (!isRight)
            {
                return false;
            }
        }

        return true;
    }
}

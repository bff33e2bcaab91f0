using System;
using System.Collections.Generic;
using System.Globalization;
using SsdClr.Json;

namespace SsdClr.Submission.Outbox;

/// <summary>
/// Reads the receiver's confirmation: a JSON array of strings, one a child in the order of the request,
/// each <c>yyyy-MM-dd_HH:mm:ss.ff_UUID.json</c> with 1 to 6 fraction digits; <c>.json</c> may be missing.
/// </summary>
internal static class ReceiptReader
{
    private const string MomentFormat = "yyyy-MM-dd_HH:mm:ss";
    private const int MomentLength = 19;
    private const int UuidLength = 36;

    /// <summary>The receipts; null where the body is anything else than <paramref name="count"/> of them, and then what is wrong, without the body's text.</summary>
    internal static List<string>? Read(string body, int count, out string fault)
    {
        var receipts = new List<string>(count);
        fault = string.Empty;
        try
        {
            var reader = new JsonReader(body, maximumDepth: 1);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                fault = "the body is no JSON array of receipts";
                return null;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.String || !IsReceipt(reader.Text))
                {
                    fault = "entry " + receipts.Count.ToString(CultureInfo.InvariantCulture) + " of the body is no receipt";
                    return null;
                }

                receipts.Add(reader.Text);
            }

            // To the end: a text that goes on is no JSON.
            reader.Read();
        }
        catch (JsonFormatException)
        {
            fault = "the body is no JSON array of receipts";
            return null;
        }

        if (receipts.Count == count)
        {
            return receipts;
        }

        fault = "the body holds " + receipts.Count.ToString(CultureInfo.InvariantCulture) + " receipts for " + count.ToString(CultureInfo.InvariantCulture) + " children";
        return null;
    }

    private static bool IsReceipt(string text)
    {
        if (text.Length <= MomentLength
            || text[MomentLength] != '.'
            || !DateTime.TryParseExact(text.Substring(0, MomentLength), MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return false;
        }

        int position = MomentLength + 1;
        int digits = 0;
        while (position < text.Length && text[position] is >= '0' and <= '9')
        {
            position++;
            digits++;
        }

        if (digits is < 1 or > 6 || position + 1 + UuidLength > text.Length || text[position] != '_' || !IsUuid(text, position + 1))
        {
            return false;
        }

        string rest = text.Substring(position + 1 + UuidLength);
        return rest is "" or ".json";
    }

    private static bool IsUuid(string text, int start)
    {
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

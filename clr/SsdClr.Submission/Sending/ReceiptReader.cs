using System.Collections.Generic;
using SsdClr.Data;
using SsdClr.Json;
using SsdClr.Ledger;

namespace SsdClr.Submission.Sending;

/// <summary>
/// Reads the receiver's confirmation: a JSON array of strings, one a child in the order of the request, each a <see cref="Receipt"/>.
/// </summary>
internal static class ReceiptReader
{
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
                if (reader.TokenType != JsonTokenType.String || !Receipt.TryRead(reader.Text, out _, out _))
                {
                    fault = "entry " + InvariantText.Of(receipts.Count) + " of the body is no receipt";
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

        fault = "the body holds " + InvariantText.Of(receipts.Count) + " receipts for " + InvariantText.Of(count) + " children";
        return null;
    }
}

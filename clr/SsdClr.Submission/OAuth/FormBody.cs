using System.Collections.Generic;
using System.Text;

namespace SsdClr.Submission.OAuth;

/// <summary>A body of application/x-www-form-urlencoded fields in UTF-8 (RFC 6749 appendix B).</summary>
internal sealed class FormBody
{
    private readonly List<byte> _bytes = new();

    /// <summary>Adds a field. All but letters, digits and - . _ ~ is percent-encoded, which every decoder reads back.</summary>
    internal FormBody Add(string name, string value)
    {
        if (_bytes.Count > 0)
        {
            _bytes.Add((byte)'&');
        }

        Append(name);
        _bytes.Add((byte)'=');
        Append(value);
        return this;
    }

    /// <summary>The body so far.</summary>
    internal byte[] ToBytes() => _bytes.ToArray();

    private void Append(string text)
    {
        foreach (byte octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9')
                or (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~')
            {
                _bytes.Add(octet);
            }
            else
            {
                _bytes.Add((byte)'%');
                _bytes.Add(HexDigit(octet >> 4));
                _bytes.Add(HexDigit(octet & 15));
            }
        }
    }

    private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'A' + value - 10);
}

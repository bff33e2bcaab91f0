using System;
using System.Text;
using SsdClr.Json;

namespace SsdClr.Payload.Scrambling;

/// <summary>Goes through the bytes of a canonical payload, forwards only. Anything else than what is asked for is a fault of the program.</summary>
internal sealed class PayloadCursor
{
    private int _length;

    /// <summary>The bytes.</summary>
    internal byte[] Bytes { get; private set; } = [];

    /// <summary>Where it stands.</summary>
    internal int At { get; private set; }

    /// <summary>Stands at the beginning of a text.</summary>
    internal void Begin(byte[] bytes, int length)
    {
        Bytes = bytes;
        _length = length;
        At = 0;
    }

    /// <summary>Takes a sign.</summary>
    internal void Take(byte sign)
    {
        if (!TryTake(sign))
        {
            throw Unexpected();
        }
    }

    /// <summary>Takes a sign where it stands here.</summary>
    internal bool TryTake(byte sign)
    {
        bool isHere = At < _length && Bytes[At] == sign;
        At += isHere ? 1 : 0;
        return isHere;
    }

    /// <summary>Takes a name with its colon where it stands here.</summary>
    internal bool TryTake(JsonName name)
    {
        byte[] encoded = name.Encoded;
        byte[] bytes = Bytes;
        int at = At;
        int length = encoded.Length;

        // The colon first: it tells most names apart.
        if (_length - at < length || bytes[at + length - 1] != ':')
        {
            return false;
        }

        int index = 0;
        for (; index + sizeof(ulong) <= length; index += sizeof(ulong))
        {
            if (BitConverter.ToUInt64(bytes, at + index) != BitConverter.ToUInt64(encoded, index))
            {
                return false;
            }
        }

        for (; index < length; index++)
        {
            if (bytes[at + index] != encoded[index])
            {
                return false;
            }
        }

        At = at + length;
        return true;
    }

    /// <summary>Goes behind a string, and says where its content ends; it begins behind the quote that stands here.</summary>
    internal int TakeString()
    {
        Take((byte)'"');
        byte[] bytes = Bytes;
        int at = Array.IndexOf(bytes, (byte)'"', At, _length - At);
        if (at > At && bytes[at - 1] == '\\')
        {
            // That quote may be part of the content.
            at = At;
            while (at < _length && bytes[at] != '"')
            {
                at += bytes[at] == '\\' ? 2 : 1;
            }
        }

        if (at < 0 || at >= _length)
        {
            throw Unexpected();
        }

        At = at + 1;
        return at;
    }

    /// <summary>Takes a date, with its quotes.</summary>
    internal void TakeDate(out int year, out int month, out int day)
    {
        Take((byte)'"');
        year = (Digit() * 1000) + (Digit() * 100) + (Digit() * 10) + Digit();
        Take((byte)'-');
        month = (Digit() * 10) + Digit();
        Take((byte)'-');
        day = (Digit() * 10) + Digit();
        Take((byte)'"');
    }

    /// <summary>Takes a whole number as it is written.</summary>
    internal string TakeNumber()
    {
        int start = At;
        while (At < _length && Bytes[At] is (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
        {
            At++;
        }

        return Encoding.UTF8.GetString(Bytes, start, At - start);
    }

    /// <summary>Goes behind true or false.</summary>
    internal void TakeFlag()
    {
        bool isTrue = TryTake((byte)'t');
        if (!isTrue)
        {
            Take((byte)'f');
        }

        At += isTrue ? 3 : 4;
    }

    /// <summary>Goes behind an object.</summary>
    internal void SkipObject()
    {
        Take((byte)'{');
        for (int depth = 1; depth > 0;)
        {
            if (At >= _length)
            {
                throw Unexpected();
            }

            byte sign = Bytes[At];
            if (sign == '"')
            {
                TakeString();
                continue;
            }

            At++;
            depth += sign switch
            {
                (byte)'{' => 1,
                (byte)'}' => -1,
                _ => 0,
            };
        }
    }

    private int Digit()
    {
        int digit = At < _length ? Bytes[At++] - '0' : -1;
        return digit is >= 0 and <= 9 ? digit : throw Unexpected();
    }

    private static InvalidOperationException Unexpected() => new("The payload has another form than the one that is scrambled.");
}

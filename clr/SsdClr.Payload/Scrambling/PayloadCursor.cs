using System;
using System.Text;

namespace SsdClr.Payload.Scrambling;

/// <summary>
/// Goes through the bytes of a canonical payload, forwards only. Values are replaced where they stand, so the payload is used up. Anything else than what is asked for is a
/// fault of the program.
/// </summary>
internal sealed class PayloadCursor
{
    private const int DateLength = 12;

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

    /// <summary>Stands at its beginning again.</summary>
    internal void Rewind() => At = 0;

    /// <summary>Puts an ASCII text in the place of another one of its length.</summary>
    internal void Replace(int start, string text)
    {
        byte[] bytes = Bytes;
        foreach (char character in text)
        {
            bytes[start++] = (byte)character;
        }
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
        int at = At;
        if (at >= _length || Bytes[at] != sign)
        {
            return false;
        }

        At = at + 1;
        return true;
    }

    /// <summary>Takes the name of a member of an object with its colon, or the end of the object: null.</summary>
    /// <param name="shape">The object.</param>
    /// <param name="next">The first of its keys that may come; the one behind what came, afterwards.</param>
    /// <exception cref="InvalidOperationException">It is none of them: a value that no rule is known for must not leave as it is.</exception>
    internal ScrambledKey? TakeKey(ScrambledShape shape, ref int next)
    {
        byte[] bytes = Bytes;
        int at = At;

        // A member with the end of its object is never shorter.
        if (_length - at < ScrambledShape.StartLength)
        {
            Take((byte)'}');
            return null;
        }

        byte sign = bytes[at];
        if (sign == '}')
        {
            At = at + 1;
            return null;
        }

        at += sign == ',' ? 1 : 0;
        ulong start = BitConverter.ToUInt64(bytes, at);
        ulong[] starts = shape.Starts;
        ulong[] masks = shape.Masks;
        for (int index = next; index < starts.Length && index < masks.Length; index++)
        {
            if (((starts[index] ^ start) & masks[index]) == 0)
            {
                ScrambledKey key = shape.Keys[index];
                int end = at + key.Length;
                if (end < _length && bytes[end - 1] == ':' && bytes[end - 2] == '"')
                {
                    next = index + 1;
                    At = end;
                    return key;
                }
            }
        }

        throw new InvalidOperationException("The payload has a key that no rule scrambles.");
    }

    /// <summary>Goes behind a string, and says where its content ends; it begins behind the quote that stands here.</summary>
    internal int TakeString()
    {
        Take((byte)'"');
        byte[] bytes = Bytes;
        int length = _length;
        int at = At;
        while (at < length && bytes[at] != '"')
        {
            at += bytes[at] == '\\' ? 2 : 1;
        }

        if (at >= length)
        {
            throw Unexpected();
        }

        At = at + 1;
        return at;
    }

    /// <summary>Takes a date with its quotes, and puts one so many days before in its place, of which there are fewer than a month has.</summary>
    /// <remarks>In the first days of the calendar there is none before: such a date stays, for nobody was born in the year 1.</remarks>
    internal void MoveDate(int days)
    {
        byte[] bytes = Bytes;
        int at = At;
        if (_length - at < DateLength || bytes[at] != '"' || bytes[at + 5] != '-' || bytes[at + 8] != '-' || bytes[at + 11] != '"')
        {
            throw Unexpected();
        }

        At = at + DateLength;
        int day = TwoDigits(bytes, at + 9) - days;
        if (day <= 0)
        {
            int year = (TwoDigits(bytes, at + 1) * 100) + TwoDigits(bytes, at + 3);
            int month = TwoDigits(bytes, at + 6) - 1;
            if (month == 0)
            {
                month = 12;
                year--;
            }

            if (year == 0)
            {
                return;
            }

            day += DateTime.DaysInMonth(year, month);
            SetTwoDigits(bytes, at + 1, year / 100);
            SetTwoDigits(bytes, at + 3, year % 100);
            SetTwoDigits(bytes, at + 6, month);
        }

        SetTwoDigits(bytes, at + 9, day);
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
        At += Bytes[At] switch
        {
            (byte)'t' => 4,
            (byte)'f' => 5,
            _ => throw Unexpected(),
        };
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

    private static int TwoDigits(byte[] bytes, int at)
    {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return tens is >= 0 and <= 9 && ones is >= 0 and <= 9 ? (tens * 10) + ones : throw Unexpected();
    }

    private static void SetTwoDigits(byte[] bytes, int at, int number)
    {
        bytes[at] = (byte)('0' + (number / 10));
        bytes[at + 1] = (byte)('0' + (number % 10));
    }

    private static InvalidOperationException Unexpected() => new("The payload has another form than the one that is scrambled.");
}

using SsdClr.Payload.Building;

namespace SsdClr.Payload.Scrambling;

/// <summary>Pupil numbers of the right form with the right check letter that no pupil has.</summary>
/// <remarks>
/// A number is a check letter, the number of a local authority (3 digits), a school (4), a year (2) and a serial (3); the last character of a temporary one is a
/// letter (Government Data Standards Catalogue, Unique Pupil Number 2.0). The Department numbers local authorities from 201 on, and gives out 001 to 005
/// besides, where a school makes numbers for an authority. So no number was ever issued whose authority is one of 100 to 199.
/// </remarks>
internal static class MadeUpPupilNumber
{
    private const int Length = 13;

    /// <summary>Writes a number for one of 13 letters and digits, temporary where that is; for what has another form a text that is no number either.</summary>
    internal static void Write(ScrambledText text, ulong draw, byte[] bytes, int start, int length)
    {
        bool isNumber = IsNumber(bytes, start, length);
        bool isTemporary = isNumber && bytes[start + Length - 1] is not (>= (byte)'0' and <= (byte)'9');
        int at = text.Extend(Length);
        Fill(text.Buffer, at, draw, isNumber, isTemporary);
        if (length == Length && IsSame(text.Buffer, at, bytes, start))
        {
            // SSD holds a number of this kind: children who were scrambled before.
            Fill(text.Buffer, at, unchecked(draw + 1), isNumber, isTemporary);
        }
    }

    private static void Fill(byte[] number, int at, ulong draw, bool isNumber, bool isTemporary)
    {
        // What the check letter is made of: each digit times its place (CensusRules.CheckLetter).
        int sum = 2;
        number[at] = (byte)'A';
        number[at + 1] = (byte)(isNumber ? '1' : '-');
        for (int index = 2; index < Length; index++)
        {
            ulong rest = draw / 10;
            var digit = (int)(draw - (rest * 10));
            draw = rest;
            if (isTemporary && index == Length - 1)
            {
                digit = (int)(draw % (ulong)CensusRules.CheckLetters.Length);
                number[at + index] = (byte)CensusRules.CheckLetters[digit];
            }
            else
            {
                number[at + index] = (byte)('0' + digit);
            }

            sum += digit * (index + 1);
        }

        if (isNumber)
        {
            number[at] = (byte)CensusRules.CheckLetters[sum % CensusRules.CheckLetters.Length];
        }
    }

    private static bool IsNumber(byte[] bytes, int start, int length)
    {
        for (int at = start; at < start + length; at++)
        {
            if (bytes[at] is not ((>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9')))
            {
                return false;
            }
        }

        return length == Length;
    }

    // Letters of either case are the same.
    private static bool IsSame(byte[] number, int at, byte[] original, int start)
    {
        for (int index = 0; index < Length; index++)
        {
            if ((number[at + index] | 0x20) != (original[start + index] | 0x20))
            {
                return false;
            }
        }

        return true;
    }
}

using System;
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

    /// <summary>A number for one of 13 letters and digits, temporary where that is; what has another form becomes a text that is no number either.</summary>
    internal static string Of(ulong draw, string original)
    {
        bool isNumber = ChildDetails.IsUniquePupilNumber(original);
        var number = new char[Length];
        number[0] = 'A';
        number[1] = isNumber ? '1' : '-';
        for (int index = 2; index < Length; index++)
        {
            number[index] = (char)('0' + (draw % 10));
            draw /= 10;
        }

        if (isNumber && original[Length - 1] is not (>= '0' and <= '9'))
        {
            number[Length - 1] = CensusRules.CheckLetters[(int)(draw % (ulong)CensusRules.CheckLetters.Length)];
        }

        string made = Checked(number, isNumber);
        if (string.Equals(made, original, StringComparison.OrdinalIgnoreCase))
        {
            // SSD holds a number of this kind: children who were scrambled before.
            number[2] = number[2] == '9' ? '0' : (char)(number[2] + 1);
            made = Checked(number, isNumber);
        }

        return made;
    }

    private static string Checked(char[] number, bool isNumber)
    {
        if (isNumber && CensusRules.CheckLetter(new string(number)) is { } letter)
        {
            number[0] = letter;
        }

        return new string(number);
    }
}

using System;
using System.Collections.Generic;

namespace SsdClr.Payload;

/// <summary>The codes a field may have, compared exactly.</summary>
internal sealed class CodeList
{
    /// <summary>Ethnicity (field 11).</summary>
    internal static readonly CodeList Ethnicity = new("WBRI WIRI WOTH WIRT WROM MWBC MWBA MWAS MOTH AIND APKN ABAN CHNE AOTH BCRB BAFR BOTH OOTH REFU NOBT");

    /// <summary>Disability (field 12).</summary>
    internal static readonly CodeList Disability = new("NONE MOB HAND PC INC COMM LD HEAR VIS BEH CON AUT DDA");

    /// <summary>Why no unique pupil number is known (field 5).</summary>
    internal static readonly CodeList UniquePupilNumberUnknown = new("UN1 UN2 UN3 UN4 UN5 UN6 UN7 UN8 UN9 UN10");

    /// <summary>Source of referral (field 18).</summary>
    internal static readonly CodeList ReferralSource = new("1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 5D 6 7 8 9 10");

    /// <summary>Reason for closure (field 20).</summary>
    internal static readonly CodeList ClosureReason = new("RC1 RC2 RC3 RC4 RC5 RC6 RC7 RC8 RC9");

    /// <summary>Assessment factors (field 25).</summary>
    internal static readonly CodeList Factor = new("1A 1B 1C 2A 2B 2C 3A 3B 3C 4A 4B 4C 5A 5B 5C 6A 6B 6C 7A 8B 8C 8D 8E 8F 9A 10A 11A 12A 13A 14A 15A 16A 17A 18B 18C 19B 19C 20 21 22A 23A 24A");

    /// <summary>Why a period of care or placement began (field 39).</summary>
    internal static readonly CodeList PlacementStartReason = new("S L P T B U");

    /// <summary>Type of placement (field 41).</summary>
    internal static readonly CodeList PlacementType = new("A3 A4 A5 A6 H5 K1 K2 P1 P2 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 Z1");

    /// <summary>Why a period of care or placement ended (field 43).</summary>
    internal static readonly CodeList PlacementEndReason = new("X1 E2 E3 E4A E4B E5 E6 E7 E8 E9 E11 E12 E13 E14 E15 E16 E17 E41 E45 E46 E47 E48");

    /// <summary>Why a placement changed (field 44).</summary>
    internal static readonly CodeList PlacementChangeReason = new("CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER");

    /// <summary>Main activity of a care leaver (field 51).</summary>
    internal static readonly CodeList Activity = new("F1 P1 F2 P2 F4 P4 F5 P5 G4 G5 G6");

    /// <summary>Accommodation of a care leaver (field 52).</summary>
    internal static readonly CodeList Accommodation = new("B C D E G H K R S T U V W X Y Z");

    private readonly Dictionary<string, bool> _codes = new(StringComparer.Ordinal);

    private CodeList(string codes)
    {
        foreach (string code in codes.Split(' '))
        {
            _codes.Add(code, value: true);
        }
    }

    /// <summary>True for a code of the list, exactly as spelled.</summary>
    internal bool Contains(string code) => _codes.ContainsKey(code);
}

using System;
using System.Text;
using SsdClr.Json;

namespace SsdClr.Payload.Building;

/// <summary>A field of the payload that is sent as a code, and how its code is found in what is held (docs/payload.md, section 4).</summary>
internal sealed class CodedField
{
    internal static readonly CodedField Sex = new(PayloadNames.Sex, CodeList.Sex, "ssd_person", "pers_sex", draw: 7, CodeReading.Sex);
    internal static readonly CodedField Ethnicity = new(PayloadNames.Ethnicity, CodeList.Ethnicity, "ssd_person", "pers_ethnicity", draw: 8);
    internal static readonly CodedField Disability = new(PayloadNames.Disabilities, CodeList.Disability, "ssd_disability", "disa_disability_code", draw: 9);
    internal static readonly CodedField ReferralSource = new(PayloadNames.ReferralSource, CodeList.ReferralSource, "ssd_cin_episodes", "cine_referral_source_code", draw: 10, CodeReading.ReferralSource);
    internal static readonly CodedField ClosureReason = new(PayloadNames.ClosureReason, CodeList.ClosureReason, "ssd_cin_episodes", "cine_close_reason", draw: 11);
    internal static readonly CodedField StartReason = new(PayloadNames.StartReason, CodeList.PlacementStartReason, "ssd_cla_episodes", "clae_cla_episode_start_reason", draw: 13);
    internal static readonly CodedField PlacementType = new(PayloadNames.PlacementType, CodeList.PlacementType, "ssd_cla_placement", "clap_cla_placement_type", draw: 14);
    internal static readonly CodedField EndReason = new(PayloadNames.EndReason, CodeList.PlacementEndReason, "ssd_cla_episodes", "clae_cla_episode_ceased_reason", draw: 15, CodeReading.BlanksInside);
    internal static readonly CodedField ChangeReason = new(PayloadNames.ChangeReason, CodeList.PlacementChangeReason, "ssd_cla_placement", "clap_cla_placement_change_reason", draw: 16);
    internal static readonly CodedField Activity = new(PayloadNames.Activity, CodeList.Activity, "ssd_care_leavers", "clea_care_leaver_activity", draw: 17);
    internal static readonly CodedField Accommodation = new(PayloadNames.Accommodation, CodeList.Accommodation, "ssd_care_leavers", "clea_care_leaver_accommodation", draw: 18, CodeReading.Rated);

    /// <summary>All of them, in the order of the payload.</summary>
    internal static readonly CodedField[] All =
        [Sex, Ethnicity, Disability, ReferralSource, ClosureReason, StartReason, PlacementType, EndReason, ChangeReason, Activity, Accommodation];

    private readonly CodeReading _reading;

    private CodedField(JsonName name, CodeList codes, string table, string column, byte draw, CodeReading reading = CodeReading.Leading)
    {
        Name = name;
        Codes = codes;
        Table = table;
        Column = column;
        Source = table + "." + column;
        Draw = draw;
        _reading = reading;
    }

    /// <summary>The key; its text names the field in csc.code_map.</summary>
    internal JsonName Name { get; }

    /// <summary>The codes it may have.</summary>
    internal CodeList Codes { get; }

    /// <summary>The table of its column.</summary>
    internal string Table { get; }

    /// <summary>Its column.</summary>
    internal string Column { get; }

    /// <summary>table.column.</summary>
    internal string Source { get; }

    /// <summary>Which draws its codes are replaced by where children are sent scrambled: a number of its own, for good (Scrambling/ScramblingRules.cs has the others).</summary>
    internal byte Draw { get; }

    /// <summary>The field of that name, or null.</summary>
    internal static CodedField? Of(string name)
    {
        foreach (CodedField field in All)
        {
            if (string.Equals(field.Name.Text, name, StringComparison.Ordinal))
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>The field of a column, or null.</summary>
    internal static CodedField? OfColumn(string column)
    {
        foreach (CodedField field in All)
        {
            if (string.Equals(field.Column, column, StringComparison.Ordinal))
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>
    /// The code of a held value: the one it is; the authority's own where the value only begins with one; else the one it begins with, that of its
    /// description, the authority's own; null where none of these is.
    /// </summary>
    /// <param name="value">The value, without outer blanks.</param>
    /// <param name="map">The authority's own codes.</param>
    /// <param name="isShortened">True where the value holds more than the code.</param>
    internal string? Find(string value, CodeMap map, out bool isShortened)
    {
        isShortened = false;
        string? code = _reading switch
        {
            CodeReading.Sex => SexOf(value),
            CodeReading.ReferralSource => SourceOf(value, out isShortened),
            _ => Beginning(value, out isShortened),
        };
        if (isShortened && map.Find(Name.Text, value) is { } own)
        {
            isShortened = false;
            return own;
        }

        return code ?? (_reading == CodeReading.Sex ? null : Codes.Described(value)) ?? map.Find(Name.Text, value);
    }

    private static string? SexOf(string value) =>
        Is(value, "M") || Is(value, "Male") ? "M"
        : Is(value, "F") || Is(value, "Female") ? "F"
        : Is(value, "U") ? "U"
        : null;

    private static bool Is(string value, string word) => string.Equals(value, word, StringComparison.OrdinalIgnoreCase);

    // 10; a group of 1 to 3 with its letter A to F, or of 5 with A to D; 4, 6, 7, 8, 9 alone. With a digit behind it that is another number, such as a key of the system (4521).
    private static string? SourceOf(string value, out bool isShortened)
    {
        char second = value.Length > 1 ? value[1] : '\0';
        int length = value[0] switch
        {
            '1' when second == '0' => 2,
            >= '1' and <= '3' when second is >= 'A' and <= 'F' => 2,
            '5' when second is >= 'A' and <= 'D' => 2,
            '4' or '6' or '7' or '8' or '9' => 1,
            _ => 0,
        };
        isShortened = length > 0 && value.Length > length;
        if (length == 0 || (isShortened && char.IsDigit(value[length])))
        {
            isShortened = false;
            return null;
        }

        return value.Substring(0, length);
    }

    private string? Beginning(string value, out bool isShortened)
    {
        bool mayBeRated = _reading == CodeReading.Rated;
        string? code = Codes.Leading(value, mayBeRated);
        isShortened = code is not null && value.Length > code.Length && !(mayBeRated && value.Length == code.Length + 1 && value[code.Length] is '1' or '2');
        if (code is null && _reading == CodeReading.BlanksInside)
        {
            string together = WithoutWhiteSpace(value);
            code = Codes.Leading(together, mayBeRated: false);
            isShortened = code is not null && together.Length > code.Length;
        }

        return code;
    }

    private static string WithoutWhiteSpace(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (char character in text)
        {
            if (character is not (' ' or '\t' or '\r' or '\n'))
            {
                kept.Append(character);
            }
        }

        return kept.ToString();
    }

    /// <summary>How the code of a field is read from what is held.</summary>
    private enum CodeReading
    {
        /// <summary>The value is the code or begins with it.</summary>
        Leading,

        /// <summary>The same, and a 1 or 2 behind the code (suitable or not) is no part of it.</summary>
        Rated,

        /// <summary>The same, and white space inside the code does not count.</summary>
        BlanksInside,

        /// <summary>A referral source: 10, a digit with a letter, or a digit.</summary>
        ReferralSource,

        /// <summary>M or F, or the word.</summary>
        Sex,
    }
}

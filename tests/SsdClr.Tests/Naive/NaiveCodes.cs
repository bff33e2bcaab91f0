using System.Collections.Concurrent;
using YamlDotNet.RepresentationModel;

namespace SsdClr.Tests.Naive;

/// <summary>
/// The codes of a field, as docs/payload.md (section 4) lists them, the descriptions of the model, and the authority's own words.
/// </summary>
internal sealed class NaiveCodes
{
    private static readonly string[] s_words = "BOTH CHILD CLOSE HAND HEAR NONE OTHER PLACE STAND".Split(' ');

    private static readonly ConcurrentDictionary<string, (string Text, string Code)[]> s_model = new(StringComparer.Ordinal);

    private readonly string[] _codes;
    private readonly Dictionary<string, string> _descriptions = new(StringComparer.Ordinal);
    private readonly bool _mayBeFollowedByOneOrTwo;
    private readonly IReadOnlyDictionary<string, string> _own;

    private NaiveCodes(string codes, string? model, IReadOnlyDictionary<string, string> own, bool mayBeFollowedByOneOrTwo = false)
    {
        _codes = codes.Split(' ');
        _own = own;
        _mayBeFollowedByOneOrTwo = mayBeFollowedByOneOrTwo;
        var described = model is null ? [] : s_model.GetOrAdd(model, list => [.. Texts(list).Select(text => (LettersAndDigits(text.Text), text.Code)).Distinct()]);

        // A text that two codes share says neither.
        foreach (var sameText in described.GroupBy(pair => pair.Text, StringComparer.Ordinal).Where(group => group.Key.Length > 0 && group.Count() == 1))
        {
            _descriptions.Add(sameText.Key, sameText.Single().Code);
        }
    }

    /// <summary>The lists by the name of the field.</summary>
    /// <param name="map">The authority's own map: field and held value to code.</param>
    public static Dictionary<string, NaiveCodes> All(IReadOnlyDictionary<(string Field, string Held), string> map)
    {
        Dictionary<string, string> Own(string field) => map
            .Where(entry => string.Equals(entry.Key.Field, field, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key.Held, entry => entry.Value, StringComparer.OrdinalIgnoreCase);
        return new Dictionary<string, NaiveCodes>(StringComparer.Ordinal)
        {
            ["sex"] = new("M F U", model: null, Own("sex")),
            ["ethnicity"] = new("WBRI WIRI WOTH WIRT WROM MWBC MWBA MWAS MOTH AIND APKN ABAN CHNE AOTH BCRB BAFR BOTH OOTH REFU NOBT", "ethnicity", Own("ethnicity")),
            ["disabilities"] = new("NONE MOB HAND PC INC COMM LD HEAR VIS BEH CON AUT DDA", "disability", Own("disabilities")),
            ["referral_source"] = new("1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 5D 6 7 8 9 10", "referral_source", Own("referral_source")),
            ["closure_reason"] = new("RC1 RC2 RC3 RC4 RC5 RC6 RC7 RC8 RC9", "closure_reason", Own("closure_reason")),
            ["start_reason"] = new("S L P T B U", "placement_start_reason", Own("start_reason")),
            ["placement_type"] = new(
                "A3 A4 A5 A6 H5 K1 K2 K3 P1 P2 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 Z1 Z11 Z12 Z13 Z14",
                "placement_type",
                Own("placement_type")),
            ["end_reason"] = new("X1 E2 E3 E4A E4B E5 E6 E7 E8 E9 E11 E12 E13 E14 E15 E16 E17 E41 E45 E46 E47 E48", "placement_end_reason", Own("end_reason")),
            ["change_reason"] = new("CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER", "placement_change_reason", Own("change_reason")),
            ["activity"] = new("F1 P1 F2 P2 F4 P4 F5 P5 G4 G5 G6", "care_leaver_activity", Own("activity")),
            ["accommodation"] = new("B C D E G H K R S T U V W X Y Z", "care_leaver_accommodation", Own("accommodation"), mayBeFollowedByOneOrTwo: true),
        };
    }

    /// <summary>The code of a value: the one it is, else the authority's own, else the one it begins with; without such a one that of its description, else the authority's own.</summary>
    public string? Of(string? value) => value is null ? null : OwnUnlessWhole(value, value, Leading(value)) ?? DescribedOrOwn(value);

    /// <summary>The same where blanks inside a code do not count.</summary>
    public string? OfWithBlanksInside(string? value) => value is null
        ? null
        : OwnUnlessWhole(value, value, Leading(value)) ?? Together(value, string.Concat(value.Where(unit => unit is not (' ' or '\t' or '\r' or '\n')))) ?? DescribedOrOwn(value);

    /// <summary>The code that the list's descriptions or the authority give a value.</summary>
    public string? DescribedOrOwn(string value) => _descriptions.GetValueOrDefault(LettersAndDigits(value)) ?? Own(value);

    /// <summary>The authority's own code for a value.</summary>
    public string? Own(string value) => _own.GetValueOrDefault(value);

    /// <summary>A code that had to be cut off a value, unless the authority says otherwise of that value.</summary>
    public string? OwnUnlessWhole(string held, string value, string? code) =>
        code is null || value.Length == code.Length || (_mayBeFollowedByOneOrTwo && value.Length == code.Length + 1 && value[^1] is '1' or '2') ? code : Own(held) ?? code;

    private string? Together(string held, string together) => OwnUnlessWhole(held, together, Leading(together));

    private string? Leading(string value) => _codes
        .OrderByDescending(code => code.Length)
        .FirstOrDefault(code => value.StartsWith(code, StringComparison.OrdinalIgnoreCase) && (Ends(code, value[code.Length..]) || IsRated(code, value[code.Length..])));

    private bool IsRated(string code, string rest) => _mayBeFollowedByOneOrTwo && rest.Length > 0 && rest[0] is '1' or '2' && Ends(code, rest[1..]);

    // Words may begin with a letter, or with a code that is a word, and mean another thing: then something sets the code apart, or its own description follows.
    private bool Ends(string code, string rest) => rest.Length == 0
        || (NaiveText.Ends(rest[0])
            && (!(code.Length == 1 || s_words.Contains(code, StringComparer.Ordinal)) || NaiveText.IsSetApart(rest) || _descriptions.GetValueOrDefault(LettersAndDigits(rest)) == code));

    // Each text that a list of the model has for a code: its description, and what else it is known as.
    private static IEnumerable<(string Text, string Code)> Texts(string list)
    {
        using var reader = new StreamReader(Path.Join(AppContext.BaseDirectory, "Naive", "categories", list + ".yml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        foreach (var code in ((YamlSequenceNode)yaml.Documents[0].RootNode["codes"]).Children.Cast<YamlMappingNode>())
        {
            var known = code.Children.TryGetValue("known_as", out var texts) ? ((YamlSequenceNode)texts).Children : [];
            foreach (var text in known.Append(code["description"]))
            {
                yield return (text.ToString(), code["value"].ToString());
            }
        }
    }

    private static string LettersAndDigits(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}

using System;
using System.Collections.Generic;
using SsdClr.Json;
using SsdClr.Payload.Building;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Scrambling;

/// <summary>
/// The rule of every key of the payload that holds a value. Of ids, dates and flags the JSON Schema says enough, of codes their field; any other key is named
/// here, or it is not sent scrambled, and a test names it.
/// </summary>
internal sealed class ScramblingRules
{
    // What values are drawn for. The numbers are part of what is staged: they stay. Those of coded fields are with them (Building/CodedField.cs); the next is 19.
    internal const byte FirstName = 1;
    internal const byte Surname = 2;
    internal const byte PupilNumber = 3;
    internal const byte Postcode = 4;
    internal const byte Score = 5;
    internal const byte UnknownReason = 6;
    internal const byte Factor = 12;

    // Of the shape of a source, and in no list (docs/payload.md, section 4).
    private static readonly string[] s_sourcesOutsideTheList = ["1E", "1F", "2C", "2D", "2E", "2F"];

    private readonly ScramblingRule _id = ScramblingRule.Of(FieldScrambling.Id);
    private readonly ScramblingRule _date = ScramblingRule.Of(FieldScrambling.Date);
    private readonly ScramblingRule _flag = ScramblingRule.Of(FieldScrambling.Flag);
    private readonly Dictionary<string, ScramblingRule> _named = new(StringComparer.Ordinal);

    internal ScramblingRules()
    {
        foreach (CodedField field in CodedField.All)
        {
            Add(ScramblingRule.Code(Codes(field)), field.Name);
        }

        Add(ScramblingRule.Code(new CodeScrambling(Factor, CodeList.Factor, FactorArray.NoFactors)), PayloadNames.Factors);
        Add(ScramblingRule.Code(new CodeScrambling(UnknownReason, CodeList.UniquePupilNumberUnknown)), PayloadNames.UniquePupilNumberUnknownReason);
        Add(_id, PayloadNames.MisChildId);
        Add(ScramblingRule.Of(FieldScrambling.PupilNumber), PayloadNames.UniquePupilNumber, PayloadNames.FormerUniquePupilNumber);
        Add(ScramblingRule.Of(FieldScrambling.FirstName), PayloadNames.FirstName);
        Add(ScramblingRule.Of(FieldScrambling.Surname), PayloadNames.Surname);
        Add(ScramblingRule.Of(FieldScrambling.Postcode), PayloadNames.Postcode);
        Add(ScramblingRule.Of(FieldScrambling.Score), PayloadNames.Score);
    }

    /// <summary>Scores.</summary>
    internal ScoreScrambling Scores { get; } = new(Score);

    /// <summary>True where the key holds a value, and not an object, objects or the flag purge.</summary>
    internal static bool HoldsValue(KeyShape key) => key.Kind is KeyKind.Id or KeyKind.Scalar or KeyKind.Codes;

    /// <summary>The rule of a key that holds a value; null where there is none.</summary>
    internal ScramblingRule? Find(KeyShape key) => key.Form switch
    {
        ValueForm.Id => _id,
        ValueForm.Date => _date,
        ValueForm.Flag => _flag,
        _ => _named.TryGetValue(key.Name.Text, out ScramblingRule? rule) ? rule : null,
    };

    private static CodeScrambling Codes(CodedField field) =>
        ReferenceEquals(field, CodedField.Disability) ? new CodeScrambling(field.Draw, field.Codes, ChildDetails.NoDisability, isSorted: true)
        : ReferenceEquals(field, CodedField.ReferralSource) ? new CodeScrambling(field.Draw, field.Codes, none: null, isSorted: false, s_sourcesOutsideTheList)
        : new CodeScrambling(field.Draw, field.Codes);

    private void Add(ScramblingRule rule, params JsonName[] names)
    {
        foreach (JsonName name in names)
        {
            _named.Add(name.Text, rule);
        }
    }
}

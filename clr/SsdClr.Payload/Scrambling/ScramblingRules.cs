using System;
using System.Collections.Generic;
using SsdClr.Json;
using SsdClr.Payload.Building;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Scrambling;

/// <summary>The rule of every key of the payload that holds a value. A key without a rule is not sent scrambled, and a test names it.</summary>
internal sealed class ScramblingRules
{
    // What values are drawn for. The numbers are part of what is staged: they stay, and a new field gets the next.
    internal const byte FirstName = 1;
    internal const byte Surname = 2;
    internal const byte PupilNumber = 3;
    internal const byte Postcode = 4;
    private const byte Score = 5;
    private const byte UnknownReason = 6;
    private const byte Sex = 7;
    private const byte Ethnicity = 8;
    private const byte Disability = 9;
    private const byte ReferralSource = 10;
    private const byte ClosureReason = 11;
    private const byte Factor = 12;
    private const byte StartReason = 13;
    private const byte PlacementType = 14;
    private const byte EndReason = 15;
    private const byte ChangeReason = 16;
    private const byte Activity = 17;
    private const byte Accommodation = 18;

    // Of the shape of a source, and in no list (docs/payload.md, section 4).
    private static readonly string[] s_sourcesOutsideTheList = ["1E", "1F", "2C", "2D", "2E", "2F"];

    private readonly List<KeyValuePair<ObjectShape, KeyValuePair<string, ScramblingRule>>> _rules = [];

    internal ScramblingRules()
    {
        ScramblingRule id = ScramblingRule.Of(FieldScrambling.Id);
        ScramblingRule date = ScramblingRule.Of(FieldScrambling.Date);
        ScramblingRule flag = ScramblingRule.Of(FieldScrambling.Flag);
        ScramblingRule postcode = ScramblingRule.Of(FieldScrambling.Postcode);
        ScramblingRule pupilNumber = ScramblingRule.Of(FieldScrambling.PupilNumber);

        Add(PayloadShape.Child, id, PayloadNames.LaChildId, PayloadNames.MisChildId);
        Add(PayloadShape.ChildDetails, pupilNumber, PayloadNames.UniquePupilNumber, PayloadNames.FormerUniquePupilNumber);
        Add(PayloadShape.ChildDetails, ScramblingRule.Of(FieldScrambling.FirstName), PayloadNames.FirstName);
        Add(PayloadShape.ChildDetails, ScramblingRule.Of(FieldScrambling.Surname), PayloadNames.Surname);
        Add(PayloadShape.ChildDetails, date, PayloadNames.DateOfBirth, PayloadNames.ExpectedDateOfBirth, PayloadNames.UascEndDate);
        Add(PayloadShape.ChildDetails, postcode, PayloadNames.Postcode);
        Add(PayloadShape.ChildDetails, flag, PayloadNames.UascFlag);
        Add(PayloadShape.ChildDetails, Code(UnknownReason, CodeList.UniquePupilNumberUnknown), PayloadNames.UniquePupilNumberUnknownReason);
        Add(PayloadShape.ChildDetails, Code(Sex, CodeList.Sex), PayloadNames.Sex);
        Add(PayloadShape.ChildDetails, Code(Ethnicity, CodeList.Ethnicity), PayloadNames.Ethnicity);
        Add(PayloadShape.ChildDetails, ScramblingRule.Code(new CodeScrambling(Disability, CodeList.Disability, ChildDetails.NoDisability, isSorted: true)), PayloadNames.Disabilities);
        Add(PayloadShape.SdqAssessment, date, PayloadNames.Date);
        Add(PayloadShape.SdqAssessment, ScramblingRule.Of(FieldScrambling.Score), PayloadNames.Score);

        Add(PayloadShape.Episode, id, PayloadNames.SocialCareEpisodeId);
        Add(PayloadShape.Episode, date, PayloadNames.ReferralDate, PayloadNames.ClosureDate);
        Add(PayloadShape.Episode, flag, PayloadNames.ReferralNoFurtherActionFlag);
        Add(
            PayloadShape.Episode,
            ScramblingRule.Code(new CodeScrambling(ReferralSource, CodeList.ReferralSource, none: null, isSorted: false, s_sourcesOutsideTheList)),
            PayloadNames.ReferralSource);
        Add(PayloadShape.Episode, Code(ClosureReason, CodeList.ClosureReason), PayloadNames.ClosureReason);
        Add(PayloadShape.Assessment, id, PayloadNames.ChildAndFamilyAssessmentId);
        Add(PayloadShape.Assessment, date, PayloadNames.StartDate, PayloadNames.AuthorisationDate);
        Add(PayloadShape.Assessment, ScramblingRule.Code(new CodeScrambling(Factor, CodeList.Factor, FactorArray.NoFactors)), PayloadNames.Factors);
        Add(PayloadShape.CinPlan, id, PayloadNames.ChildInNeedPlanId);
        Add(PayloadShape.CinPlan, date, PayloadNames.StartDate, PayloadNames.EndDate);
        Add(PayloadShape.Section47, id, PayloadNames.Section47AssessmentId);
        Add(PayloadShape.Section47, date, PayloadNames.StartDate, PayloadNames.IcpcDate, PayloadNames.EndDate);
        Add(PayloadShape.Section47, flag, PayloadNames.IcpcRequiredFlag);
        Add(PayloadShape.CpPlan, id, PayloadNames.ChildProtectionPlanId);
        Add(PayloadShape.CpPlan, date, PayloadNames.StartDate, PayloadNames.EndDate);
        Add(PayloadShape.Placement, id, PayloadNames.ChildLookedAfterPlacementId);
        Add(PayloadShape.Placement, date, PayloadNames.StartDate, PayloadNames.EndDate);
        Add(PayloadShape.Placement, postcode, PayloadNames.Postcode);
        Add(PayloadShape.Placement, Code(StartReason, CodeList.PlacementStartReason), PayloadNames.StartReason);
        Add(PayloadShape.Placement, Code(PlacementType, CodeList.PlacementType), PayloadNames.PlacementType);
        Add(PayloadShape.Placement, Code(EndReason, CodeList.PlacementEndReason), PayloadNames.EndReason);
        Add(PayloadShape.Placement, Code(ChangeReason, CodeList.PlacementChangeReason), PayloadNames.ChangeReason);
        Add(PayloadShape.Adoption, date, PayloadNames.InitialDecisionDate, PayloadNames.MatchedDate, PayloadNames.PlacedDate);
        Add(PayloadShape.CareLeavers, date, PayloadNames.ContactDate);
        Add(PayloadShape.CareLeavers, Code(Activity, CodeList.Activity), PayloadNames.Activity);
        Add(PayloadShape.CareLeavers, Code(Accommodation, CodeList.Accommodation), PayloadNames.Accommodation);
        Add(PayloadShape.CareWorker, id, PayloadNames.WorkerId);
        Add(PayloadShape.CareWorker, date, PayloadNames.StartDate, PayloadNames.EndDate);
    }

    /// <summary>Scores.</summary>
    internal ScoreScrambling Scores { get; } = new(Score);

    /// <summary>True where the key holds a value, and not an object, objects or the flag purge.</summary>
    internal static bool HoldsValue(KeyShape key) => key.Kind is KeyKind.Id or KeyKind.Scalar or KeyKind.Codes;

    /// <summary>The rule of a key that holds a value; null where there is none.</summary>
    internal ScramblingRule? Find(ObjectShape shape, KeyShape key)
    {
        foreach (KeyValuePair<ObjectShape, KeyValuePair<string, ScramblingRule>> rule in _rules)
        {
            if (ReferenceEquals(rule.Key, shape) && string.Equals(rule.Value.Key, key.Name.Text, StringComparison.Ordinal))
            {
                return rule.Value.Value;
            }
        }

        return null;
    }

    private static ScramblingRule Code(byte purpose, CodeList list) => ScramblingRule.Code(new CodeScrambling(purpose, list));

    private void Add(ObjectShape shape, ScramblingRule rule, params JsonName[] names)
    {
        foreach (JsonName name in names)
        {
            _rules.Add(new(shape, new(name.Text, rule)));
        }
    }
}

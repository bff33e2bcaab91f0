using SsdClr.Payload.Building;

namespace SsdClr.Local.SampleData;

/// <summary>The codes sample records draw from: those the rules know, and for columns no rule reads some of our own.</summary>
internal static class SampleCodes
{
    /// <summary>All twenty ethnicity codes.</summary>
    public static IReadOnlyList<string> Ethnicities { get; } = CodeList.Ethnicity.Codes;

    /// <summary>Disabilities, without NONE.</summary>
    public static IReadOnlyList<string> Disabilities { get; } = [.. CodeList.Disability.Codes.Where(code => code != "NONE")];

    /// <summary>Why a unique pupil number is unknown.</summary>
    public static IReadOnlyList<string> UpnUnknown { get; } = CodeList.UniquePupilNumberUnknown.Codes;

    /// <summary>Referral sources.</summary>
    public static IReadOnlyList<string> ReferralSources { get; } = CodeList.ReferralSource.Codes;

    /// <summary>Reasons for closing a case.</summary>
    public static IReadOnlyList<string> ClosureReasons { get; } = CodeList.ClosureReason.Codes;

    /// <summary>Assessment factors.</summary>
    public static IReadOnlyList<string> Factors { get; } = CodeList.Factor.Codes;

    /// <summary>Reasons a care episode starts while the child is in care.</summary>
    public static IReadOnlyList<string> StartReasons { get; } = [.. CodeList.PlacementStartReason.Codes.Where(code => code != "S")];

    /// <summary>Placement types, without those for adoption.</summary>
    public static IReadOnlyList<string> PlacementTypes { get; } = [.. CodeList.PlacementType.Codes.Where(code => !IsForAdoption(code))];

    /// <summary>Placement types for adoption.</summary>
    public static IReadOnlyList<string> AdoptionPlacementTypes { get; } = [.. CodeList.PlacementType.Codes.Where(IsForAdoption)];

    /// <summary>Reasons a care episode ends with care.</summary>
    public static IReadOnlyList<string> EndReasons { get; } = [.. CodeList.PlacementEndReason.Codes.Where(code => code != "X1")];

    /// <summary>Reasons a placement changes.</summary>
    public static IReadOnlyList<string> ChangeReasons { get; } = CodeList.PlacementChangeReason.Codes;

    /// <summary>What a care leaver does.</summary>
    public static IReadOnlyList<string> Activities { get; } = CodeList.Activity.Codes;

    /// <summary>Where a care leaver lives.</summary>
    public static IReadOnlyList<string> Accommodation { get; } = CodeList.Accommodation.Codes;

    /// <summary>How systems write that a child is an unaccompanied asylum seeker.</summary>
    public static IReadOnlyList<string> UnaccompaniedStatuses { get; } = ["U", "UASC", "Unaccompanied Asylum Seeking Child", "Unaccompanied asylum-seeking child", "UASC - unaccompanied"];

    /// <summary>Other immigration statuses.</summary>
    public static IReadOnlyList<string> OtherImmigrationStatuses { get; } =
        ["Indefinite Leave to Remain in the UK (ILR)", "Discretionary Leave to Remain in the UK to 18 (DLR)", "Refugee Status", "Adult Asylum Seeker", "Former UASC"];

    /// <summary>Primary needs.</summary>
    public static IReadOnlyList<string> PrimaryNeeds { get; } = ["N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9"];

    /// <summary>Roles of professionals other than the case worker.</summary>
    public static IReadOnlyList<string> OtherRoles { get; } = ["TM", "IRO", "FPA", "CPA", "YPA"];

    /// <summary>Categories of abuse on a child protection plan.</summary>
    public static IReadOnlyList<string> AbuseCategories { get; } = ["NEG", "PHY", "SAB", "EMO", "MUL"];

    private static bool IsForAdoption(string placementType) => placementType[0] == 'A';
}

namespace SsdClr.Local.SampleData;

/// <summary>The code lists sample records draw from, as the national specification has them.</summary>
internal static class SampleCodes
{
    /// <summary>All twenty ethnicity codes.</summary>
    public static IReadOnlyList<string> Ethnicities { get; } =
        ["WBRI", "WIRI", "WOTH", "WIRT", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "CHNE", "AOTH", "BCRB", "BAFR", "BOTH", "OOTH", "REFU", "NOBT"];

    /// <summary>Disabilities, without NONE.</summary>
    public static IReadOnlyList<string> Disabilities { get; } = ["MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS", "BEH", "CON", "AUT", "DDA"];

    /// <summary>Why a unique pupil number is unknown.</summary>
    public static IReadOnlyList<string> UpnUnknown { get; } = ["UN1", "UN2", "UN3", "UN4", "UN5", "UN6", "UN7", "UN8", "UN9", "UN10"];

    /// <summary>Referral sources.</summary>
    public static IReadOnlyList<string> ReferralSources { get; } =
        ["1A", "1B", "1C", "1D", "2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4", "5A", "5B", "5C", "5D", "6", "7", "8", "9", "10"];

    /// <summary>Reasons for closing a case.</summary>
    public static IReadOnlyList<string> ClosureReasons { get; } = ["RC1", "RC2", "RC3", "RC4", "RC5", "RC6", "RC7", "RC8", "RC9"];

    /// <summary>Assessment factors.</summary>
    public static IReadOnlyList<string> Factors { get; } =
    [
        "1A", "1B", "1C", "2A", "2B", "2C", "3A", "3B", "3C", "4A", "4B", "4C", "5A", "5B", "5C", "6A", "6B", "6C", "7A", "8B", "8C", "8D", "8E", "8F", "9A",
        "10A", "11A", "12A", "13A", "14A", "15A", "16A", "17A", "18B", "18C", "19B", "19C", "20", "21", "22A", "23A", "24A",
    ];

    /// <summary>Reasons a care episode starts.</summary>
    public static IReadOnlyList<string> StartReasons { get; } = ["L", "P", "T", "B", "U"];

    /// <summary>Placement types, without those for adoption.</summary>
    public static IReadOnlyList<string> PlacementTypes { get; } =
        ["H5", "K1", "K2", "P1", "P2", "P3", "R1", "R2", "R3", "R5", "S1", "T0", "T1", "T2", "T3", "T4", "U1", "U2", "U3", "U4", "U5", "U6", "Z1"];

    /// <summary>Placement types for adoption.</summary>
    public static IReadOnlyList<string> AdoptionPlacementTypes { get; } = ["A3", "A4", "A5", "A6"];

    /// <summary>Reasons a care episode ends with care.</summary>
    public static IReadOnlyList<string> EndReasons { get; } =
        ["E2", "E3", "E4A", "E4B", "E5", "E6", "E7", "E8", "E9", "E11", "E12", "E13", "E14", "E15", "E16", "E17", "E41", "E45", "E46", "E47", "E48"];

    /// <summary>Reasons a placement changes.</summary>
    public static IReadOnlyList<string> ChangeReasons { get; } =
        ["CARPL", "CLOSE", "ALLEG", "STAND", "APPRR", "CREQB", "CREQO", "CHILD", "LAREQ", "PLACE", "CUSTOD", "OTHER"];

    /// <summary>What a care leaver does.</summary>
    public static IReadOnlyList<string> Activities { get; } = ["F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5", "G4", "G5", "G6"];

    /// <summary>Where a care leaver lives.</summary>
    public static IReadOnlyList<string> Accommodation { get; } = ["B", "C", "D", "E", "G", "H", "K", "R", "S", "T", "U", "V", "W", "X", "Y", "Z"];

    /// <summary>How systems write that a child is an unaccompanied asylum seeker.</summary>
    public static IReadOnlyList<string> UnaccompaniedStatuses { get; } = ["U", "UASC", "Unaccompanied Asylum Seeking Child"];

    /// <summary>Other immigration statuses.</summary>
    public static IReadOnlyList<string> OtherImmigrationStatuses { get; } =
        ["Indefinite Leave to Remain in the UK (ILR)", "Discretionary Leave to Remain in the UK to 18 (DLR)", "Refugee Status", "Adult Asylum Seeker"];

    /// <summary>Primary needs.</summary>
    public static IReadOnlyList<string> PrimaryNeeds { get; } = ["N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9"];

    /// <summary>Roles of professionals other than the case worker.</summary>
    public static IReadOnlyList<string> OtherRoles { get; } = ["TM", "IRO", "FPA", "CPA", "YPA"];

    /// <summary>Categories of abuse on a child protection plan.</summary>
    public static IReadOnlyList<string> AbuseCategories { get; } = ["NEG", "PHY", "SAB", "EMO", "MUL"];
}

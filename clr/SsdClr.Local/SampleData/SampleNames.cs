namespace SsdClr.Local.SampleData;

/// <summary>Names of sample children: mostly Bogus's, some that test every step from extract to receiver. No child bears them.</summary>
internal static class SampleNames
{
    private const double UnusualPercent = 6;

    // Apostrophes of both kinds, quotes, backslash, accents composed and combining, letters beyond Latin, right-to-left, emoji outside the
    // basic plane with a modifier and a joiner, markup, a tab.
    private static readonly string[] s_forenames =
    [
        "Zo\u00EB", "Zoe\u0308", "Ng\u1ECDc \u00C1nh", "\u0141ucja", "D\u2019Arcy", "Anne-Marie", "Mary \"Molly\"", "\u064A\u0648\u0633\u0641", "\u05E9\u05E8\u05D4",
        "\u6881\u5FD7", "\u0418\u0432\u0430\u043D", "\u0415\u03BB\u03AD\u03BD\u03B7", "Sample \U0001F9D2\U0001F3FD", "\U0001F469\u200D\U0001F467 Test", "A\\B",
        "<Test> & Co", "Tab\tName", "\u00C5se", "I\u0307lker", "\u0928\u0947\u0939\u093E",
    ];

    private static readonly string[] s_surnames =
    [
        "O'Brien", "O\u2019Neill", "D'Souza", "Fern\u00E1ndez-Mu\u00F1oz", "van der Berg", "\u0160\u0165astn\u00FD", "\u0627\u0644\u062D\u0633\u0646", "\u05DB\u05D4\u05DF",
        "Nguy\u1EC5n", "\u00D8stergaard", "\u0130nan", "Stra\u00DFer", "Sample \"Quoted\"", "Back\\slash", "\u738B", "Null", "Smith, Jr",
        "\u0391\u03B3\u03B3\u03B5\u03BB\u03AF\u03B4\u03B7\u03C2", "Te\u2013Test", "McTest",
    ];

    /// <summary>A given name.</summary>
    public static string Forename(SampleRandom random) => random.Chance(UnusualPercent) ? random.Pick(s_forenames) : random.FirstName();

    /// <summary>A family name.</summary>
    public static string Surname(SampleRandom random) => random.Chance(UnusualPercent) ? random.Pick(s_surnames) : random.LastName();
}

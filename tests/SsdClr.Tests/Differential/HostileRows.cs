using System.Globalization;
using SsdClr.Local.Database;
using SsdClr.Tests.Naive;

namespace SsdClr.Tests.Differential;

/// <summary>
/// Rows for three persons in which whatever can go wrong goes wrong: ids from so small a space that they collide across persons and tables,
/// blanks and NULLs everywhere, dates around every edge of the window, rows of one child that name another. The same seed gives the same rows.
/// </summary>
internal sealed class HostileRows
{
    private const int MostRows = 5;

    // Enough that a child may have more disabilities than are sent.
    private const int ManyRows = 40;

    private static readonly string[] s_ids = ["1", "2", "3"];
    // The row's own child, most often the first, so that some child has many records.
    private static readonly string[] s_homes = ["1", "1", "1", "1", "2", "2", "3"];
    private static readonly string?[] s_oddIds = [null, null, null, "", " ", "404", " 2", "A-1", "10", "9", "-1", "-1", " 0 ", "NULL", "n/a", "\t", " \u00a0", "\r\n"];
    private static readonly string[] s_rowIds = ["-1", "0", " -1 ", "NULL", "(null)", "1", "2", "3", "02", "9", "10", " 2", "A-1", "1a", "x y", "1234567890123456789012345678901234567", "123456789012345678901234567890123456", "\u00e9"];
    private static readonly string[] s_wordsForNull = ["NULL", "n/a", " #N/A ", "(null)"];
    private static readonly string[] s_times = ["", "", "", " 00:00:00", " 23:59:59", " 12:00:00.997"];

    private static readonly Dictionary<string, string?[]> s_texts = new(StringComparer.Ordinal)
    {
        ["pers_forename"] = [null, "", "  ", "Null", "NULL", " Ann ", "O'Brien", "a\"b\\c/d", "e\u0301\u202e\ud83d\ude00\u2028\u007f", "\b\t\n\f\r\u0001\u001f", "<&>+'"],
        ["pers_sex"] = [null, "", "M", " f ", "m", "F", "Female", " male", "U", "u", "X", "1", "NULL"],
        ["pers_ethnicity"] = [null, " ", "White - British", "Gypsy/Roma", "african", "MWBAx", "MWBA/x", "REFU\u2013x", "N/A", "#N/A", "Mixed", "WBRI", " WBRI", "wbri", "MWBA - x", "A B C", "12\u00e9\ud83d\ude00", "ABC\ud83d\ude00"],
        ["pers_upn"] = [null, "", "NULL", "-1", "A123456789012", " A12345678901", "UN1", "un10", " UN9 ", "UN0", "UN11", "UN01", "UNX", "UN"],
        ["pers_upn_unknown"] = [null, null, "null", "A123", " ", "UN1", "un3 ", "UN10", "UN11", "A12345", "UN0"],
        ["link_identifier_type"] = ["former unique PUPIL number ", "Former Unique Pupil Number", "Former Unique Pupil Number", "Former Unique Pupil Number", "Unique Pupil Number", null, ""],
        ["link_identifier_value"] = ["NULL", "A123456789012", "B123456789012", " C12345678901", "D1234567890123", " E123456789012 ", "UN1", null, " "],
        ["disa_disability_code"] = ["NONE", "none", "PC - physical", "MOB: x", "HEAR(x)", "Learning", "Learning disability", "NULL", "Own words", "", " ", "NONE", "mob", " HAND ", "LD", "VISUAL", "AUT", "AUTX", "P C X", "COMM", "DDA", "PC", "INC", "hear", "VIS", "BEH", "CON", "ZZZ\ud83d\ude00"],
        ["addr_address_postcode"] = [null, "", " ", "AB1 2CD", " ZZ99 9ZZ ", "N0WHERE AT ALL"],
        ["immi_immigration_status"] = ["Unaccompanied asylum-seeking child", "UASC - unaccompanied", "U - x", "Uganda", "Former UASC", "U A S C", "UASCs", "unaccompanied", "NULL", "U", "u", " UASC ", "unaccompanied asylum seeking child", "Refugee", null, " ", "UAS", "UASC.", "U K citizen", "U/K", "U: x", "u \u2013 x"],
        ["cine_referral_source_code"] = ["Police", "SCHOOLS.", "Own words", "NULL", null, " ", "10", "10 x", "1A", "1F - x", "1G", "1a", "2B", "3C", "4", "5A", "5D", "5E", "6 x", "7", "8", "9", " 9", "0", "1", "x1A", "4Z", "3", "5"],
        ["cine_close_reason"] = ["Died.", "RC1: x", "RC1x", "Own words", "NULL", null, "", "RC1", " RC9 ", "RC10", "rc2", "R C1", "R", "RC - x"],
        ["cine_referral_nfa"] = [null, " ", "Y", "n", "T", "f", "1", "0", "X", "2"],
        ["cinf_assessment_factors_json"] =
        [
            null, "", " ", "null", "[]", "[\"1A\"]", "[\"2B\",\"1A\",\"2B\"]", " [ \"3C\" , \"1a\" ] ", "[\"1A\",null]", "[1]", "[[\"1A\"]]", "{}", "{\"a\":[\"1A\"]}",
            "\"1A\"", "1A;2B", "[\"1A\"", "[\"1A\",]", "['1A']", "[\"\",\" \",\"4D\"]", "[\" 5E \"]", "[\"\\u0041\\ud83d\\ude00\\n\\\"\"]", "[\"\\ud800\"]", "[\"\\ud83dx\\u0000\"]", "[\"4D\",{}]", "true", "12",
            "[" + string.Join(',', Enumerable.Range(0, 30).Select(number => $"\"F{number.ToString(CultureInfo.InvariantCulture)}\"")) + "]",
            "[" + string.Join(',', Enumerable.Range(20, 45).Select(number => $"\"F{number.ToString(CultureInfo.InvariantCulture)}\"")) + "]",
        ],
        ["s47e_s47_outcome_json"] =
        [
            null, "", "null", "[]", "{}", "text", "{\"CP_CONFERENCE_FLAG\":\"Y\"}", "{\"CP_CONFERENCE_FLAG\":\"N\"}", "{\"CP_CONFERENCE_FLAG\":\"t\"}", "{\"CP_CONFERENCE_FLAG\":\" F \"}",
            "{\"CP_CONFERENCE_FLAG\":true}", "{\"CP_CONFERENCE_FLAG\":false}", "{\"CP_CONFERENCE_FLAG\":1}", "{\"CP_CONFERENCE_FLAG\":0}", "{\"CP_CONFERENCE_FLAG\":\"1\"}", "{\"CP_CONFERENCE_FLAG\":2}",
            "{\"CP_CONFERENCE_FLAG\":null}", "{\"CP_CONFERENCE_FLAG\":\"\"}", "{\"CP_CONFERENCE_FLAG\":\"maybe\"}", "{\"CP_CONFERENCE_FLAG\":[\"Y\"]}", "{\"CP_CONFERENCE_FLAG\":{\"CP_CONFERENCE_FLAG\":\"Y\"}}",
            "{\"OUTCOME_CP_CONFERENCE_FLAG\":\"Y\"}", "{\"OUTCOME_CP_CONFERENCE_FLAG\":\"False\"}", "{\"a\":{\"CP_CONFERENCE_FLAG\":\"Y\"}}", "[{\"CP_CONFERENCE_FLAG\":\"Y\"}]", "{\"cp_conference_flag\":\"Y\"}",
            "{\"OUTCOME_CP_CONFERENCE_FLAG\":\"Y\",\"CP_CONFERENCE_FLAG\":\"N\"}", "{\"CP_CONFERENCE_FLAG\":null,\"OUTCOME_CP_CONFERENCE_FLAG\":\"Y\"}", "{\"CP_CONFERENCE_FLAG\":\" \",\"OUTCOME_CP_CONFERENCE_FLAG\":\"N\"}",
            "{\"CP_CONFERENCE_FLAG\":\"Y\"", " {\"a\":[1,{}],\"CP_CONFERENCE_FLAG\" : \"TRUE\"} ", "{\"CP\\u005fCONFERENCE_FLAG\":\"\\u0059\"}",
        ],
        ["clae_cla_episode_start_reason"] = ["Started to be looked after", "SP", "P/x", "Own words", "NULL", null, " ", "S", "L - x", " P", "t", "Z", "\t"],
        ["clae_cla_episode_ceased_reason"] = ["Died", "E4 A - x", "X1 went on", "E 4 5", "Own words", "N/A", null, "", "X1", "X1 - x", " E4A", "E 4A", "E4\tB", "E4\r\nA", "E11", "E117", "e2", "\tE3", "E\n"],
        ["clap_cla_placement_type"] = ["Z1", "Z11", "Z14 x", "Z15", "K3", "Residential care home", "Own words", "(NULL)", null, " ", "U1", " A3 ", "U1 - x", "K", "H5X", "t0"],
        ["clap_cla_placement_postcode"] = [null, "", " ", "AB1 2CD", " B1 1BB"],
        ["clap_cla_placement_change_reason"] = ["CHILD - x", "Custody arrangement", "Own words", "NULL", null, " ", "CARPL", " PLACE ", "other", "CARPLX"],
        ["clea_care_leaver_activity"] = ["F11", "G6 (x)", "Own words", "NULL", null, " ", "F1", "G4 - x", " P5", "f2", "F", "F - x"],
        ["clea_care_leaver_accommodation"] = ["U1", "Z2 - x", "B3", "Bed and breakfast", "With parents or relatives", "u2", "Own words", "NULL", null, "", "B", " C - x", "y", "1"],
        ["invo_professional_role_id"] = ["Case Worker", " case worker ", "CW - x", "NULL", "CW", "CW", "CW", "cw ", " Cw", "SW", null, ""],
        ["prof_social_worker_registration_no"] = [null, "-1", "NULL", " ", "SW1", "SW1", "SW10", " SW2 ", "sw2", "SW3456789012", "SW34567890123", "S W"],
    };

    // What names a person, and what names another row: the rest of the columns read are dates.
    private static readonly string[] s_links =
    [
        "addr_person_id", "cina_person_id", "cina_referral_id", "cine_person_id", "cinf_assessment_id", "cinp_person_id", "cinp_referral_id", "clae_person_id", "clae_cla_id", "clae_referral_id",
        "clae_cla_placement_id", "clap_cla_id", "clap_person_id", "clea_person_id", "cppl_person_id", "cppl_referral_id", "csdq_person_id", "disa_person_id", "icpc_person_id", "icpc_s47_enquiry_id", "immi_person_id",
        "invo_person_id", "invo_professional_id", "invo_referral_id", "link_person_id", "perm_person_id", "perm_cla_id", "pers_legacy_id", "s47e_person_id", "s47e_referral_id",
    ];

    private readonly Random _random;
    private readonly bool _calm;
    private readonly List<DateOnly> _dates;
    private readonly List<DateOnly> _birthDates;

    /// <param name="seed">Any whole number.</param>
    /// <param name="asOf">The day of the run.</param>
    /// <param name="monthsBack">How far the window goes back.</param>
    public HostileRows(int seed, DateOnly asOf, int monthsBack)
    {
        _random = new Random(seed);
        _calm = _random.Next(2) == 0;
        var start = NaiveWindow.Of(asOf, monthsBack).Start;
        var end = asOf.AddDays(1);
        DateOnly[] edges = [start, end, new(start.Year, 3, 31), new(asOf.Year, 3, 31), new(asOf.Year - 1, 3, 31), asOf.AddMonths(-7)];
        _dates = [.. edges.SelectMany(edge => new[] { edge.AddDays(-1), edge, edge.AddDays(1) }), new(1899, 12, 30), new(1900, 1, 1), new(1900, 1, 2), new(2899, 12, 31), new(2900, 1, 1), new(9999, 12, 31), asOf.AddYears(3), asOf.AddYears(-30)];
        _birthDates =
        [
            .. _dates,
            .. new[] { start.AddYears(-26), end.AddYears(-16), end.AddYears(-26), start.AddYears(-16), asOf.AddYears(-18) }.SelectMany(edge => new[] { edge.AddDays(-1), edge, edge.AddDays(1) }),
            asOf, asOf.AddDays(1), asOf.AddMonths(10), asOf.AddMonths(10).AddDays(1),
            new(2000, 2, 29), new(1996, 2, 29), new(2008, 2, 29),
        ];
    }

    /// <summary>Up to five rows a table, three persons; values in the order of the table's columns.</summary>
    public Dictionary<SsdTable, List<object?[]>> Draw(IEnumerable<SsdTable> tables) => tables.ToDictionary(table => table, Rows);

    private List<object?[]> Rows(SsdTable table)
    {
        var isPerson = string.Equals(table.Name, "ssd_person", StringComparison.Ordinal);
        var rows = new List<object?[]>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var isLong = string.Equals(table.Name, "ssd_disability", StringComparison.Ordinal) && _random.Next(6) == 0;
        for (var left = isPerson ? s_ids.Length : isLong ? ManyRows : _random.Next(MostRows + 1); left > 0; left--)
        {
            var home = Any(s_homes);
            object?[] row = [.. table.Columns.Select(column => Value(column, home))];
            var key = table.Columns.ToList().FindIndex(column => column.IsKey);
            row[key] = isPerson && _random.Next(10) > 0 ? s_ids[left - 1] : row[key];
            // Often a second row of the same child: under another id then.
            for (var tries = 0; tries < 3 && !isPerson && keys.Contains((string)row[key]!); tries++)
            {
                row[key] = Any(s_rowIds);
            }

            row[key] = isLong ? left.ToString(CultureInfo.InvariantCulture) : row[key];
            if (keys.Add((string)row[key]!))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private string? Value(SsdColumn column, string home) => column.Name switch
    {
        _ when column.IsKey => _random.Next(2) == 0 ? home : Any(s_rowIds),
        _ when column.Kind == ColumnKind.Date && _random.Next(60) == 0 => Any(s_wordsForNull),
        "pers_dob" => _random.Next(6) == 0 ? null : Any(_birthDates).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + Any(s_times),
        "pers_legacy_id" when _random.Next(8) == 0 => Any(["x y", "123456789012345678901234567890123456", "1234567890123456789012345678901234567", " 0x1 "]),
        "pers_surname" => Any(s_texts["pers_forename"]),
        "csdq_sdq_score" => Any(["0", "4", "7", "40", "41", "-1", "7.5", "12.0", "seven", "", " ", null]),
        var name when s_links.Contains(name, StringComparer.Ordinal) => Link(home) ?? (column.Required ? string.Empty : null),
        var name when s_texts.TryGetValue(name, out var texts) => Any(texts),
        _ when column.Kind == ColumnKind.Date => _random.Next(_calm ? 6 : 3) == 0 ? null : Any(_dates).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + Any(s_times),
        _ => null,
    };

    // Mostly the links of a row agree, so that it belongs to somebody; in calm databases almost always, so that much is sent.
    private string? Link(string home) => _random.Next(20) switch
    {
        var chance when chance < (_calm ? 19 : 13) => home,
        < 18 => Any(s_ids),
        _ => Any(s_oddIds),
    };

    private T Any<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];
}

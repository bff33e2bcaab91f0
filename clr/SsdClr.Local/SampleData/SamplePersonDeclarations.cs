using System.Globalization;
using SsdClr.Payload.Building;
using static SsdClr.Local.SampleData.SampleHistory;

namespace SsdClr.Local.SampleData;

/// <summary>What is known of the child itself: person, addresses, disabilities, identifiers, immigration status.</summary>
internal static class SamplePersonDeclarations
{
    private const string Disability = "ssd_disability";

    // The check letter of a unique pupil number: the weighted sum of its digits modulo 23.
    private const string UpnLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";

    private static readonly char[] s_inwardLetters = [.. "ABDEFGHJLNPQRSTUWXYZ"];
    private static readonly string[] s_disabilities = [.. CodeList.Disability.Codes.Where(code => code != "NONE")];
    private static readonly string[] s_unaccompaniedStatuses = ["U", "UASC", "Unaccompanied Asylum Seeking Child", "Unaccompanied asylum-seeking child", "UASC - unaccompanied"];
    private static readonly string[] s_otherStatuses =
        ["Indefinite Leave to Remain in the UK (ILR)", "Discretionary Leave to Remain in the UK to 18 (DLR)", "Refugee Status", "Adult Asylum Seeker", "Former UASC"];

    /// <summary>The tables, in the order in which they are written.</summary>
    public static IReadOnlyList<SampleDeclaration> All { get; } =
    [
        new(Life, string.Empty, Life, life => life.AtStart(), Person),
        new("ssd_address", "ADR", Life, life => life.Chain(60, 2500).Take(life.Child.Random.Pick<int>([1, 1, 2, 2, 2, 3, 4])), Address),
        // Drawn independently, so that codes repeat now and then.
        new(Disability, "DIS", Life, Disabilities, row => row.Set(("disa_disability_code", row.Random.Pick(s_disabilities)))),
        new(Disability, "DIS", Life, life => life.If(HasNone(life.Child)).AtStart(), row => row.Set(("disa_disability_code", "NONE"))),
        new("ssd_linked_identifiers", "LNK", Life, life => life.If(life.Child.Age >= 6).Share(10).Some(life.Child.Random.Between(1, 2)), row =>
            Identifier(row, "Former Unique Pupil Number", NewUpn(row.Random)[..(row.Child.Mess.Strikes(3) ? row.Random.Between(3, 12) : 13)])),
        // 999 begins the NHS numbers kept for tests.
        new("ssd_linked_identifiers", "LNK", Life, life => life.Share(30).Some(), row => Identifier(row, "NHS Number", "999" + row.Random.Digits(7))),
        new("ssd_immigration_status", "IMM", Life, life => life.If(IsUnaccompanied(life)).LastYears(3).Leaving(60).Every(200, 900).Take(2), row =>
            Status(row, row.Number == 0 ? row.Random.Pick(s_unaccompaniedStatuses) : "Refugee Status")),
        new("ssd_immigration_status", "IMM", Life, life => life.If(!IsUnaccompanied(life)).Share(3).Some(), row => Status(row, row.Random.Pick(s_otherStatuses))),
    ];

    /// <summary>A postcode of the shape of a British one, in the area ZZ, which does not exist.</summary>
    public static string Postcode(SampleRandom random) =>
        string.Create(CultureInfo.InvariantCulture, $"ZZ{random.Between(1, 99)} {random.Between(0, 9)}{random.Pick(s_inwardLetters)}{random.Pick(s_inwardLetters)}");

    /// <summary>A postcode as recorded: now and then blank, without its shape, or missing.</summary>
    public static string? RecordedPostcode(SampleChild child) => child.Mess.Strikes()
        ? child.Random.Pick<string?>([null, string.Empty, "   ", "ZZ", "unknown", Postcode(child.Random).Replace(" ", string.Empty, StringComparison.Ordinal).ToLowerInvariant()])
        : Postcode(child.Random);

    private static void Person(SampleRecord row)
    {
        var (child, random) = (row.Child, row.Random);
        var isUnborn = child.Profile == SampleProfile.Unborn;
        var sex = isUnborn || random.Chance(1) ? "U" : random.Chance(51) ? "M" : "F";
        var isNameless = child.Mess.Strikes(0.1);
        var (upn, reason) = UniquePupilNumber(child);
        row.Row.Set(
            ("pers_legacy_id", child.LegacyId),
            ("pers_upn", upn),
            ("pers_upn_unknown", reason),
            ("pers_forename", isNameless || isUnborn ? random.Pick<string?>([null, string.Empty, "  "]) : SampleNames.Forename(random)),
            ("pers_surname", isNameless ? null : SampleNames.Surname(random)),
            ("pers_expected_dob", child.ExpectedBirth ?? (child.Born is { } born && random.Chance(2) ? born.AddDays(random.Between(-20, 20)) : null)));
        row.Blank(child.Born is null, "pers_dob");
        if (child.Mess.Strikes(0.05))
        {
            // A due date where the birth belongs.
            row.Row.Set("pers_dob", child.Options.Day.AddDays(random.Between(1, 250)));
        }

        row.Ends(child.Died);
        row.Set(
            ("pers_sex", sex == "U" || !child.Mess.Strikes() ? sex : random.Pick<string>(sex == "M" ? ["Male", "1"] : ["Female", "2"])),
            ("pers_gender", child.Born is null ? "0" : sex == "F" ? "2" : "1"),
            ("pers_ethnicity", Ethnicity(child)),
            // 0 is for a child with a plan for special educational needs.
            ("pers_send_flag", child.Born is not null && random.Chance(20) ? "0" : "1"),
            ("pers_is_mother", child.Died is null && child.Age is >= 14 and <= 25 && sex == "F" && random.Chance(6) ? "1" : "0"),
            ("pers_nationality", child.Profile == SampleProfile.Unaccompanied ? random.Pick<string>(["Afghanistan", "Eritrea", "Sudan", "Vietnam"]) : "GBR"));
    }

    // Every fourth child takes its turn in the list, so that a small sample has all codes; the others follow what is common.
    private static string Ethnicity(SampleChild child) => child.Number % 4 == 3
        ? CodeList.Ethnicity.Codes[(int)(child.Number / 4 % CodeList.Ethnicity.Codes.Count)]
        : child.Random.Chance(78) ? "WBRI" : child.Random.Pick(CodeList.Ethnicity.Codes);

    private static (string? Upn, string? Reason) UniquePupilNumber(SampleChild child)
    {
        var random = child.Random;
        var upn = child.Age >= 5 && child.Profile != SampleProfile.Unaccompanied && random.Chance(94) ? NewUpn(random) : null;
        var reason = upn is not null ? null : child.Age < 5 ? "UN1" : random.Pick(CodeList.UniquePupilNumberUnknown.Codes);
        if (!child.Mess.Strikes())
        {
            return (upn, reason);
        }

        return random.Between(0, 6) switch
        {
            0 => (reason ?? "UN3", null),
            1 => (upn ?? NewUpn(random), reason ?? "UN4"),
            2 => (null, null),
            3 => (NewUpn(random)[..12], null),
            4 => (NewUpn(random).ToLowerInvariant(), null),
            5 => (string.Empty, "  un2 "),
            _ => (null, "UN11"),
        };
    }

    private static string NewUpn(SampleRandom random)
    {
        var digits = random.Digits(12);
        return UpnLetters[digits.Select((digit, index) => (digit - '0') * (index + 2)).Sum() % UpnLetters.Length] + digits;
    }

    private static void Address(SampleRecord row)
    {
        var (child, random) = (row.Child, row.Random);
        row.Set(
            ("addr_address_type", random.Pick<string>(["Primary Address", "Primary Address", "Placement"])),
            ("addr_address_json", string.Create(CultureInfo.InvariantCulture, $"{{\"HOUSE\":\"{random.Between(1, 200)}\",\"STREET\":\"Sample Street\",\"TOWN\":\"Exampleton\"}}")));
        row.Row.Set("addr_address_postcode", RecordedPostcode(child));
        if (row.Until is null && random.Chance(8))
        {
            row.Ends(row.Later(60, 500));
        }

        if (child.Mess.Strikes(0.3))
        {
            // A tie for the latest address: a second one from the same day, or one whose start was never recorded.
            row.Row.Set("addr_address_start_date", row.Number == 0 ? null : child.History.Of("ssd_address")[^1].Day);
        }
    }

    private static IEnumerable<DateTime> Disabilities(SampleSpan life)
    {
        var hasMany = life.Child.Profile == SampleProfile.DisabledChild;
        return life.Share(hasMany ? 100 : 12).AtStart(life.Child.Random.Between(1, hasMany ? 13 : 3));
    }

    private static bool HasNone(SampleChild child) => child.History.Of(Disability).Count == 0 ? child.Random.Chance(25) : child.Mess.Strikes(0.2);

    private static void Identifier(SampleRecord row, string type, string value)
    {
        row.Row.Set(("link_identifier_type", type), ("link_identifier_value", value));
        row.Ends(row.Random.Chance(30) ? row.Random.Day(row.Day, row.Span.LastOfLife) : null);
    }

    private static bool IsUnaccompanied(SampleSpan life) => life.Child.Profile == SampleProfile.Unaccompanied;

    private static void Status(SampleRecord row, string status)
    {
        row.Ends(row.Until ?? (row.Random.Chance(30) ? row.Day.AddDays(row.Random.Between(30, 900)) : null));
        row.Set(("immi_immigration_status", status));
    }
}

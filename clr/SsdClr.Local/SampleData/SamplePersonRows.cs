using System.Globalization;
using SsdClr.Payload.Building;

namespace SsdClr.Local.SampleData;

/// <summary>Writes what is known of the child itself: person, addresses, disabilities, identifiers, immigration status.</summary>
internal static class SamplePersonRows
{
    // The check letter of a unique pupil number: the weighted sum of its digits modulo 23.
    private const string UpnLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";
    private const string InwardLetters = "ABDEFGHJLNPQRSTUWXYZ";

    private static readonly string[] s_disabilities = [.. CodeList.Disability.Codes.Where(code => code != "NONE")];
    private static readonly string[] s_unaccompaniedStatuses = ["U", "UASC", "Unaccompanied Asylum Seeking Child", "Unaccompanied asylum-seeking child", "UASC - unaccompanied"];
    private static readonly string[] s_otherStatuses =
        ["Indefinite Leave to Remain in the UK (ILR)", "Discretionary Leave to Remain in the UK to 18 (DLR)", "Refugee Status", "Adult Asylum Seeker", "Former UASC"];

    /// <summary>Writes the rows of one child.</summary>
    public static void Write(SampleChild child)
    {
        Person(child);
        Addresses(child);
        Disabilities(child);
        Identifiers(child);
        Immigration(child);
    }

    /// <summary>A postcode of the shape of a British one, in the area ZZ, which does not exist.</summary>
    public static string Postcode(SampleRandom random) =>
        string.Create(CultureInfo.InvariantCulture, $"ZZ{random.Between(1, 99)} {random.Between(0, 9)}{InwardLetters[random.Between(0, 19)]}{InwardLetters[random.Between(0, 19)]}");

    /// <summary>A postcode as recorded: now and then blank, without its shape, or missing.</summary>
    public static string? RecordedPostcode(SampleChild child) => child.Mess.Strikes()
        ? child.Random.Pick<string?>([null, string.Empty, "   ", "ZZ", "unknown", Postcode(child.Random).Replace(" ", string.Empty, StringComparison.Ordinal).ToLowerInvariant()])
        : Postcode(child.Random);

    private static void Person(SampleChild child)
    {
        var random = child.Random;
        var mess = child.Mess;
        var boy = random.Chance(51);
        var (upn, reason) = UniquePupilNumber(child);
        var nameless = mess.Strikes(0.1);
        var died = child.Profile is SampleProfile.Deceased ? random.Day(child.Options.WindowStart, child.Options.Day) : (DateTime?)null;
        child.Output.Write(
            "ssd_person",
            ("pers_person_id", child.PersonId),
            ("pers_legacy_id", child.LegacyId),
            ("pers_upn", upn),
            ("pers_upn_unknown", reason),
            ("pers_forename", nameless || child.Profile is SampleProfile.Unborn ? random.Pick<string?>([null, string.Empty, "  "]) : SampleNames.Forename(random)),
            ("pers_surname", nameless ? null : SampleNames.Surname(random)),
            ("pers_sex", Sex(child, boy)),
            ("pers_gender", boy ? "01" : "02"),
            ("pers_ethnicity", Ethnicity(child)),
            ("pers_dob", child.Moment(mess.Date(child.Born))),
            ("pers_expected_dob", child.ExpectedBirth ?? (child.Born is { } born && random.Chance(2) ? born.AddDays(random.Between(-20, 20)) : null)),
            ("pers_death_date", died),
            ("pers_send_flag", random.Chance(20) ? "Y" : "N"),
            ("pers_is_mother", child.Age >= 14 && !boy && random.Chance(4) ? "Y" : "N"),
            ("pers_nationality", child.Profile is SampleProfile.Unaccompanied ? random.Pick<string>(["AFG", "ERI", "SDN", "VNM"]) : "GBR"));
    }

    private static string? Sex(SampleChild child, bool boy)
    {
        if (child.Profile is SampleProfile.Unborn)
        {
            return "U";
        }

        if (child.Mess.Strikes())
        {
            return child.Random.Pick<string?>(boy ? ["Male", "m", "M ", "1", null] : ["Female", "f", " F", "2", string.Empty]);
        }

        return child.Random.Chance(1) ? "U" : boy ? "M" : "F";
    }

    private static string? Ethnicity(SampleChild child)
    {
        // Every fourth child takes its turn in the list, so that a small sample has all codes; the others follow what is common.
        var code = child.Number % 4 == 3
            ? CodeList.Ethnicity.Codes[(int)(child.Number / 4 % CodeList.Ethnicity.Codes.Count)]
            : child.Random.Chance(78) ? "WBRI" : child.Random.Pick(CodeList.Ethnicity.Codes);
        return child.Mess.Code(code);
    }

    private static (string? Upn, string? Reason) UniquePupilNumber(SampleChild child)
    {
        var random = child.Random;
        var hasNumber = child.Age >= 5 && child.Profile is not SampleProfile.Unaccompanied && random.Chance(94);
        var upn = hasNumber ? NewUpn(random) : null;
        var reason = hasNumber ? null : child.Age < 5 ? "UN1" : random.Pick(CodeList.UniquePupilNumberUnknown.Codes);
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
        var sum = 0;
        for (var index = 0; index < digits.Length; index++)
        {
            sum += (digits[index] - '0') * (index + 2);
        }

        return UpnLetters[sum % UpnLetters.Length] + digits;
    }

    private static void Addresses(SampleChild child)
    {
        var random = child.Random;
        var count = random.Pick<int>([1, 1, 2, 2, 2, 3, 4]);
        var start = child.FirstDay;
        for (var index = 0; index < count; index++)
        {
            var last = index == count - 1 || start.AddDays(60) > child.Options.Day;
            var end = last && random.Chance(92) ? (DateTime?)null : random.Day(start.AddDays(1), child.Options.Day.AddDays(-1));
            // Ties for the latest address: a second one from the same day, or one whose start was never recorded.
            var recordedStart = child.Mess.Strikes(0.3) ? null : child.Moment(start);
            child.Output.Write(
                "ssd_address",
                ("addr_table_id", child.NextId("ADR")),
                ("addr_person_id", child.PersonId),
                ("addr_address_type", random.Pick<string>(["Primary Address", "Primary Address", "Placement"])),
                ("addr_address_json", string.Create(CultureInfo.InvariantCulture, $"{{\"HOUSE\":\"{random.Between(1, 200)}\",\"STREET\":\"Sample Street\",\"TOWN\":\"Exampleton\"}}")),
                ("addr_address_start_date", recordedStart),
                ("addr_address_end_date", end),
                ("addr_address_postcode", RecordedPostcode(child)));
            if (last)
            {
                break;
            }

            start = child.Mess.Strikes(0.3) ? start : end!.Value.AddDays(1);
        }
    }

    private static void Disabilities(SampleChild child)
    {
        var random = child.Random;
        var count = child.Profile is SampleProfile.DisabledChild ? random.Between(1, 13) : random.Chance(12) ? random.Between(1, 3) : random.Chance(25) ? 0 : -1;
        if (count == 0)
        {
            Disability(child, "NONE");
        }

        if (count > 0 && child.Mess.Strikes(0.2))
        {
            Disability(child, "NONE");
        }

        for (var index = 0; index < count; index++)
        {
            // Drawn independently, so that codes repeat now and then.
            Disability(child, count > s_disabilities.Length ? s_disabilities[index % s_disabilities.Length] : random.Pick(s_disabilities));
        }
    }

    private static void Disability(SampleChild child, string code) => child.Output.Write(
        "ssd_disability",
        ("disa_table_id", child.NextId("DIS")),
        ("disa_person_id", child.PersonId),
        ("disa_disability_code", child.Mess.Code(code) ?? string.Empty));

    private static void Identifiers(SampleChild child)
    {
        var random = child.Random;
        var former = child.Age >= 6 && random.Chance(10) ? random.Between(1, 2) : 0;
        for (var index = 0; index < former; index++)
        {
            var value = NewUpn(random);
            Identifier(child, "Former Unique Pupil Number", child.Mess.Strikes(3) ? value[..random.Between(3, 12)] : value);
        }

        if (random.Chance(30))
        {
            // 999 begins the NHS numbers kept for tests.
            Identifier(child, "NHS Number", "999" + random.Digits(7));
        }
    }

    private static void Identifier(SampleChild child, string type, string value)
    {
        var from = child.Random.Day(child.FirstDay, child.Options.Day);
        child.Output.Write(
            "ssd_linked_identifiers",
            ("link_table_id", child.NextId("LNK")),
            ("link_person_id", child.PersonId),
            ("link_identifier_type", type),
            ("link_identifier_value", value),
            ("link_valid_from_date", child.Mess.Strikes(0.5) ? null : from),
            ("link_valid_to_date", child.Random.Chance(30) ? child.Random.Day(from, child.Options.Day) : null));
    }

    private static void Immigration(SampleChild child)
    {
        var random = child.Random;
        if (child.Profile is SampleProfile.Unaccompanied)
        {
            var start = random.Day(child.Options.WindowStart.AddDays(-200), child.Options.Day.AddDays(-60));
            var end = random.Chance(40) ? random.Day(start.AddDays(30), child.Options.Day.AddDays(60)) : (DateTime?)null;
            var status = random.Pick(s_unaccompaniedStatuses);
            Status(child, child.Mess.Strikes() ? " " + status.ToLowerInvariant() + " " : status, start, end);
            if (end is { } ended && random.Chance(50))
            {
                Status(child, "Refugee Status", ended.AddDays(1), end: null);
            }
        }
        else if (random.Chance(3))
        {
            var status = child.Mess.Strikes() ? null : random.Pick(s_otherStatuses);
            Status(child, status, random.Day(child.FirstDay, child.Options.Day), end: null);
        }
    }

    private static void Status(SampleChild child, string? status, DateTime start, DateTime? end) => child.Output.Write(
        "ssd_immigration_status",
        ("immi_immigration_status_id", child.NextId("IMM")),
        ("immi_person_id", child.PersonId),
        ("immi_immigration_status", status),
        ("immi_immigration_status_start_date", start),
        ("immi_immigration_status_end_date", end));
}

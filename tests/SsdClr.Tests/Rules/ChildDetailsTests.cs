using System.Text.Json;
using SsdClr.Payload.Building;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>Which of several rows child_details takes, whichever is read first, and what a unique pupil number looks like.</summary>
[TestClass]
public sealed class ChildDetailsTests : IDisposable
{
    private const string Numbers = "ssd_linked_identifiers";
    private const string Statuses = "ssd_immigration_status";
    private readonly SsdDatabase _ssd = new();
    private int _addresses;

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    [DataRow("09AZaz", true)]
    [DataRow("0:", false)]
    [DataRow("@", false)]
    [DataRow("[", false)]
    [DataRow("`", false)]
    [DataRow("{", false)]
    [DataRow("/", false)]
    [DataRow(" 1", false)]
    public void A_unique_pupil_number_has_letters_and_digits_alone(string characters, bool right)
    {
        _ssd.ChildInCohort("1", ("pers_surname", "Stone"), ("pers_upn", ("A" + characters + "123456789012")[..13]));

        Assert.AreEqual(right ? string.Empty : "upn_format", _ssd.Issues("1"));
    }

    [TestMethod]
    [DataRow("A12345678901", "upn_format")]
    [DataRow("A123456789012", "")]
    [DataRow("A1234567890123", "upn_format")]
    public void A_unique_pupil_number_has_13_characters(string number, string rules)
    {
        _ssd.ChildInCohort("1", ("pers_surname", "Stone"), ("pers_upn", number));

        Assert.AreEqual(rules, _ssd.Issues("1"));
    }

    [TestMethod]
    public void A_number_repeated_as_its_reason_is_nothing_to_mend_in_either_case()
    {
        _ssd.ChildInCohort("1", ("pers_surname", "Stone"), ("pers_upn", "A123456789012"), ("pers_upn_unknown", "a123456789012"));

        Assert.AreEqual(string.Empty, _ssd.Issues("1"));
    }

    [TestMethod]
    [DataRow("2025-01-02 B000000000002", "2025-01-01 B000000000001")]
    [DataRow("2025-01-01 B000000000001", "2025-01-01 B000000000002")]
    [DataRow("2025-01-01 B000000000001", "2025-01-01 -")]
    [DataRow("2025-01-01 B000000000002", "- B000000000001")]
    [DataRow("- B000000000001", "- B000000000002")]
    public void A_former_number_is_the_one_valid_last_else_the_first_text(string sent, string other) => AssertSent(
        sent.Split(' ')[1], "former_unique_pupil_number", sent, other, (number, row) => _ssd.Insert(
            Numbers, ("link_table_id", number), ("link_person_id", "1"), ("link_identifier_type", "Former Unique Pupil Number"), ("link_valid_from_date", row[0]), ("link_identifier_value", row[1])));

    [TestMethod]
    [DataRow("AB1 2CD", "-")]
    [DataRow("AB1 2CD", "AB1 2CE")]
    public void Of_addresses_that_nothing_else_tells_apart_the_first_postcode_is_sent(string sent, string other) => AssertSent(
        sent, "postcode", sent.Replace(' ', '_'), other.Replace(' ', '_'), (number, row) => _ssd.Insert(
            "ssd_address", ("addr_table_id", "1" + new string(' ', ++_addresses)), ("addr_person_id", "1"), ("addr_address_start_date", "2025-01-01"), ("addr_address_postcode", row[0]?.Replace('_', ' '))));

    [TestMethod]
    public void A_former_number_has_its_type_in_any_case()
    {
        _ssd.ChildInCohort("1");
        _ssd.Insert(Numbers, ("link_person_id", "1"), ("link_identifier_type", "Former unique pupil number"), ("link_identifier_value", "B000000000001"));

        Assert.Contains("\"former_unique_pupil_number\":\"B000000000001\"", _ssd.Payload("1")!, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("2025-02-01 2025-06-01", "2025-01-01 2025-07-01", "2025-06-01")]
    [DataRow("2025-01-01 2025-07-01", "2025-01-01 2025-06-01", "2025-07-01")]
    [DataRow("2025-01-01 -", "2025-01-01 2025-06-01", null)]
    [DataRow("2025-01-01 2025-06-01", "- -", "2025-06-01")]
    public void An_asylum_seeking_status_is_the_one_that_started_last_else_that_ends_last(string sent, string other, string? end) => AssertSent(
        end, "uasc_end_date", sent, other, (number, row) => _ssd.Insert(
            Statuses, ("immi_immigration_status_id", number), ("immi_person_id", "1"), ("immi_immigration_status", "UASC"), ("immi_immigration_status_start_date", row[0]), ("immi_immigration_status_end_date", row[1])));

    [TestMethod]
    public void A_blank_status_is_none_of_the_asylum_seeking_ones()
    {
        _ssd.ChildInCohort("1");
        _ssd.Insert(Statuses, ("immi_person_id", "1"), ("immi_immigration_status", "  "), ("immi_immigration_status_start_date", "2025-01-01"));

        Assert.Contains("\"uasc_flag\":false", _ssd.Payload("1")!, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Disabilities_are_sorted_as_bytes_are()
    {
        _ssd.ChildInCohort("1");
        foreach (var code in new[] { "VIS", "aut", "Learning", "MOB - x" })
        {
            _ssd.Insert("ssd_disability", ("disa_person_id", "1"), ("disa_disability_code", code));
        }

        Assert.Contains("\"disabilities\":[\"AUT\",\"LD\",\"MOB\",\"VIS\"]", _ssd.Payload("1")!, StringComparison.Ordinal);
    }

    [TestMethod]
    public void At_most_twelve_disabilities_are_sent()
    {
        _ssd.ChildInCohort("1");
        _ssd.Execute("INSERT INTO csc.code_map (field, held_value, code, changed_at, changed_by) VALUES ('disabilities', 'Own words', 'COOK', '2026-01-01', 'x')");
        foreach (var code in CodeList.Disability.Codes.Append("Own words"))
        {
            _ssd.Insert("ssd_disability", ("disa_person_id", "1"), ("disa_disability_code", code));
        }

        Assert.Contains("\"disabilities\":[\"AUT\",\"BEH\",\"COMM\",\"CON\",\"COOK\",\"DDA\",\"HAND\",\"HEAR\",\"INC\",\"LD\",\"MOB\",\"PC\"]", _ssd.Payload("1")!, StringComparison.Ordinal);
    }

    private void AssertSent(string? expected, string key, string sent, string other, Action<string, string?[]> insert)
    {
        foreach (var rows in new[] { new[] { sent, other }, [other, sent] })
        {
            _ssd.Execute("DELETE FROM dbo.ssd_linked_identifiers; DELETE FROM dbo.ssd_immigration_status; DELETE FROM dbo.ssd_address; DELETE FROM dbo.ssd_cin_episodes; DELETE FROM dbo.ssd_person");
            _ssd.ChildInCohort("1");
            foreach (var row in rows)
            {
                insert(row, [.. row.Split(' ').Select(part => part == "-" ? null : part)]);
            }

            using var payload = JsonDocument.Parse(_ssd.Payload("1")!);
            Assert.AreEqual(expected, payload.RootElement.GetProperty("child_details").TryGetProperty(key, out var value) ? value.GetString() : null);
        }
    }
}

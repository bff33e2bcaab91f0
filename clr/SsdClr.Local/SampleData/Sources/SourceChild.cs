using System.Globalization;
using System.Text.Json;

namespace SsdClr.Local.SampleData.Sources;

/// <summary>The SSD rows of one made-up child, which a source system is to hold.</summary>
/// <param name="rows">The rows, in the order they were made.</param>
/// <param name="night">How often the records have been numbered anew.</param>
internal sealed class SourceChild(IReadOnlyList<SampleRow> rows, int night)
{
    private const int MostRecords = 400;
    private const int Shift = 17;

    // The kinds of record of a sample: two records of a child have the same number only if they are of different kinds, and a system may hold those in one table.
    private static readonly string[] s_kinds =
    [
        "REF", "CFA", "FAC", "CNP", "S47", "ICC", "MTG", "CPP", "INV", "ADR", "DIS", "LNK", "IMM", "CLA", "PLC", "CEP", "PER", "CLV", "SDQ", "CON", "EHE", "CNV", "CPV", "LAV",
        "CPR", "MTR", "LAR", "LEG", "MIS", "HEA", "SUB", "OFF", "LCP", "FRM", "LPP", "MOT", "FMR", "PRP", "S25", "VOC", "APS",
    ];

    /// <summary>The rows of a table.</summary>
    /// <param name="table">The table.</param>
    public IEnumerable<SampleRow> Of(string table) => rows.Where(row => row.Table.Name == table);

    /// <summary>All rows.</summary>
    public IReadOnlyList<SampleRow> Rows => rows;

    /// <summary>The number of the child.</summary>
    public long PersonId => Number(Of("ssd_person").First().Text("pers_person_id"))!.Value;

    /// <summary>The number of a record: it may be another every night, and then that of another record before.</summary>
    /// <param name="id">The SSD's id, or null.</param>
    public long? Record(string? id)
    {
        if (id is null)
        {
            return null;
        }

        var kind = Array.IndexOf(s_kinds, id[..3]);
        var number = long.Parse(id.AsSpan(3, id.Length - 6), CultureInfo.InvariantCulture);
        var record = int.Parse(id.AsSpan(id.Length - 3), CultureInfo.InvariantCulture);
        return kind >= 0 && record < MostRecords
            ? (((number * MostRecords) + record + (night * Shift)) * s_kinds.Length) + kind
            : throw new InvalidOperationException("Made-up data has a record that no source system has a number for.");
    }

    /// <summary>The number of a person, worker, team or family, which stays. Those with letters before their digits begin with 1: 0 stands for none in these systems.</summary>
    /// <param name="id">The SSD's id, or null.</param>
    public static long? Number(string? id) => id is null
        ? null
        : long.Parse(string.Concat(id.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture) + (char.IsAsciiLetter(id[0]) ? 1 : 0) + (id.EndsWith('N') ? 50_000_000 : 0);

    /// <summary>The factors of an assessment, each once, by their number and letter.</summary>
    /// <param name="row">The row of factors.</param>
    public static string[] Factors(SampleRow row)
    {
        using var json = JsonDocument.Parse(row.Text("cinf_assessment_factors_json")!);
        return [.. json.RootElement.EnumerateArray()
            .Select(factor => factor.GetString()!)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(factor => int.Parse(string.Concat(factor.TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture))
            .ThenBy(factor => factor, StringComparer.Ordinal)];
    }
}

using System.Globalization;

namespace SsdClr.Tests.Naive;

/// <summary>One row of an SSD table, all columns, as SQLite holds it. A blank value is no value, nor is a word or a date that stands for none.</summary>
internal sealed class NaiveRow(IReadOnlyDictionary<string, int> columns, object?[] values, bool sentinelDates)
{
    private static readonly string[] s_nullWords = ["NULL", "N/A", "#N/A", "(NULL)"];
    private static readonly string[] s_idsThatAreNone = ["-1", "0"];

    // There are people called Null, and JSON has a null of its own.
    private static readonly string[] s_takenAtTheirWord = ["pers_forename", "pers_surname", "cinf_assessment_factors_json", "s47e_s47_outcome_json"];

    private static readonly DateOnly s_lastOfTheEarly = new(1900, 1, 1);
    private static readonly DateOnly s_firstOfTheLate = new(2900, 1, 1);

    /// <summary>The value as held, outer blanks included; null when it is blank, or a word that stands for NULL.</summary>
    public string? Held(string column)
    {
        var text = AtItsWord(column);
        return text is null || (!s_takenAtTheirWord.Contains(column, StringComparer.Ordinal) && s_nullWords.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase)) ? null : text;
    }

    /// <summary>The value as held, whatever it says; null when it is blank.</summary>
    public string? AtItsWord(string column)
    {
        var text = Convert.ToString(values[columns[column]], CultureInfo.InvariantCulture);
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>An id as held; null when it is one of those that stand for none.</summary>
    public string? Id(string column) => Held(column) is { } id && !s_idsThatAreNone.Contains(id.Trim(), StringComparer.Ordinal) ? id : null;

    /// <summary>The value without outer blanks; null when it is blank.</summary>
    public string? Trimmed(string column) => Held(column)?.Trim();

    /// <summary>The id of a row that is not sent and only orders rows: whatever it says, without outer blanks.</summary>
    public string? RowId(string column) => AtItsWord(column)?.Trim();

    /// <summary>The id without outer blanks; null when there is none.</summary>
    public string? TrimmedId(string column) => Id(column)?.Trim();

    /// <summary>The date part of a date; null for one that stands for none.</summary>
    public DateOnly? Date(string column)
    {
        DateOnly? date = Trimmed(column) is { } text ? DateOnly.ParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        return sentinelDates && (date <= s_lastOfTheEarly || date >= s_firstOfTheLate) ? null : date;
    }
}

using System.Buffers;
using System.Globalization;
using SsdClr.Payload.DataQuality;
using SsdClr.Payload.Reading;

namespace SsdClr.Local.Database;

/// <summary>Turns the text of a CSV field into the value of its column, by the type that the table declares.</summary>
internal sealed class FieldReader(CsvOptions options)
{
    /// <summary>What a binary value begins with, as SQL Server prints it; hexadecimal digits follow.</summary>
    public const string BinaryPrefix = "0x";

    private static readonly SearchValues<char> s_hexadecimal = SearchValues.Create("0123456789ABCDEFabcdef");

    private readonly string _notADate = "not a date (write " + SsdDate.Expected
        + (options.Dates is null ? "; for days first give --date-format DD/MM/YYYY)" : ", or " + options.Dates.Text + " as --date-format says)");

    /// <summary>The advice about a word that stands for NULL.</summary>
    public static string Advice(string word) => $"the word {word} (if it stands for NULL, load with --null \"{word}\")";

    /// <summary>True for a field that is a word that commonly stands for NULL.</summary>
    public static bool IsNullWord(string? field) => field is not null && AbsentValue.IsNullWord(field.Trim());

    /// <summary>The value to store (null for NULL), or what is wrong with the field in words that do not repeat it.</summary>
    /// <param name="column">The column the field belongs to.</param>
    /// <param name="field">The text; null when the field was empty and unquoted.</param>
    /// <param name="value">The value to store.</param>
    /// <returns>Null when the field is good, else the fault.</returns>
    public string? Read(SsdColumn column, string? field, out object? value)
    {
        value = null;

        // Two quotes are the empty string, which only a text can be.
        if (field is null || (field.Length == 0 && column.Kind != ColumnKind.Text) || options.NullWords.Contains(field, StringComparer.Ordinal))
        {
            return column.Required ? "must not be NULL (an empty field without quotes is NULL; give the value)" : null;
        }

        if (column.Kind != ColumnKind.Text && IsNullWord(field))
        {
            return Advice(field.Trim());
        }

        switch (column.Kind)
        {
            case ColumnKind.Text:
                value = field;
                return FaultOfText(column, field);

            case ColumnKind.Date:
                if (!SsdDate.TryParse(field, out var date) && options.Dates?.TryParse(field, out date) != true)
                {
                    return IsSpreadsheetNumber(field) ? "a number where a date belongs: the column was exported as a spreadsheet's number (export it as text, YYYY-MM-DD)"
                        : SsdDate.HasForm(field) ? "no such day, or no such time of day (correct it where it was recorded)"
                        : options.Dates?.HasForm(field) == true ? $"no such day when it is read as {options.Dates.Text} (give --date-format as the file has it, or correct the date where it was recorded)"
                        : _notADate;
                }

                value = SsdDate.Format(date);
                return date < column.EarliestDate ? $"a date before {column.EarliestDate:yyyy-MM-dd}, the first that {column.DeclaredType} takes" : null;

            case ColumnKind.Integer:
                if (!long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
                {
                    return "not a whole number (write digits alone)";
                }

                value = integer;
                return integer < column.IntegerRange.Least || integer > column.IntegerRange.Most ? $"a number outside what {column.DeclaredType} takes" : null;

            case ColumnKind.Number:
                if (!double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
                {
                    return "not a number (write digits with a point, no thousands separator)";
                }

                value = number;
                return null;

            case ColumnKind.Binary:
                value = Binary(field);
                return value is null ? "not a binary value (write 0x and an even number of hexadecimal digits)" : null;

            default:
                return $"a column of type {column.DeclaredType} cannot be loaded; leave it out";
        }
    }

    // Days since 1900, up to the end of the year 2173, and a fraction for the time of day.
    private static bool IsSpreadsheetNumber(string field) =>
        decimal.TryParse(field, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 1 and < 100_000;

    private static string? FaultOfText(SsdColumn column, string field)
    {
        if (field.Length > column.MaximumLength)
        {
            return $"{field.Length} characters, longer than {column.DeclaredType} takes";
        }

        return (column.IsKey || column.Name.EndsWith("_id", StringComparison.Ordinal)) && ColumnProfile.IsRewritten(field.Trim())
            ? "an id as a spreadsheet writes numbers (1.2E+11, 12345.0), and digits may be lost: export the column again as text"
            : null;
    }

    private static byte[]? Binary(string field) =>
        field.StartsWith(BinaryPrefix, StringComparison.OrdinalIgnoreCase) && field.Length % 2 == 0 && !field.AsSpan(BinaryPrefix.Length).ContainsAnyExcept(s_hexadecimal)
            ? Convert.FromHexString(field.AsSpan(BinaryPrefix.Length))
            : null;
}

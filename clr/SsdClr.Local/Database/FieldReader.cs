using System.Buffers;
using System.Globalization;

namespace SsdClr.Local.Database;

/// <summary>Turns the text of a CSV field into the value of its column, by the type that the table declares.</summary>
internal static class FieldReader
{
    /// <summary>What a binary value begins with, as SQL Server prints it; hexadecimal digits follow.</summary>
    public const string BinaryPrefix = "0x";

    private static readonly SearchValues<char> s_hexadecimal = SearchValues.Create("0123456789ABCDEFabcdef");

    /// <summary>The value to store (null for NULL), or what is wrong with the field in words that do not repeat it.</summary>
    /// <param name="column">The column the field belongs to.</param>
    /// <param name="field">The text; null when the field was empty and unquoted.</param>
    /// <param name="value">The value to store.</param>
    /// <returns>Null when the field is good, else the fault.</returns>
    public static string? Read(SsdColumn column, string? field, out object? value)
    {
        value = null;
        if (field is null)
        {
            return column.Required ? "must not be NULL (an empty field without quotes is NULL)" : null;
        }

        switch (column.Kind)
        {
            case ColumnKind.Text:
                value = field;
                return field.Length > column.MaximumLength ? $"{field.Length} characters, longer than {column.DeclaredType} takes" : null;

            case ColumnKind.Date:
                if (!SsdDate.TryParse(field, out var date))
                {
                    return $"not a date (write {SsdDate.Expected})";
                }

                value = SsdDate.Format(date);
                return date < column.EarliestDate ? $"a date before {column.EarliestDate:yyyy-MM-dd}, the first that {column.DeclaredType} takes" : null;

            case ColumnKind.Integer:
                if (!long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
                {
                    return "not a whole number";
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
                if (!field.StartsWith(BinaryPrefix, StringComparison.OrdinalIgnoreCase) || field.Length % 2 != 0 || field.AsSpan(BinaryPrefix.Length).ContainsAnyExcept(s_hexadecimal))
                {
                    return "not a binary value (write 0x and an even number of hexadecimal digits)";
                }

                value = Convert.FromHexString(field.AsSpan(BinaryPrefix.Length));
                return null;

            default:
                return $"a column of type {column.DeclaredType} cannot be loaded; leave it out";
        }
    }
}

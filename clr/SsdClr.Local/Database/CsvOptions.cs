using System.Text;

namespace SsdClr.Local.Database;

/// <summary>How the files of a load are written, where that cannot be seen in them.</summary>
/// <param name="NullWords">Fields that are exactly one of these are NULL.</param>
/// <param name="Encoding">The encoding; null for UTF-8, or what a byte order mark says.</param>
/// <param name="Dates">The order of days, months and years; null for ISO dates alone.</param>
internal sealed record CsvOptions(IReadOnlyList<string> NullWords, Encoding? Encoding, DateFormat? Dates)
{
    /// <summary>Files as RFC 4180 and ISO 8601 have them.</summary>
    public static CsvOptions Standard { get; } = new([], Encoding: null, Dates: null);
}

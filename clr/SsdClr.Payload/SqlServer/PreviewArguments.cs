using System;
using System.Data.SqlTypes;
using SsdClr.Data;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.SqlServer;

/// <summary>The arguments that all preview functions have.</summary>
internal static class PreviewArguments
{
    /// <summary>The run date.</summary>
    /// <exception cref="WrongArgumentException">It is NULL, or no date a run can have.</exception>
    internal static DateTime AsOf(DateTime? asOf) =>
        asOf is { Year: >= 1950 and <= 2150 } date
            ? date
            : throw new WrongArgumentException("Pass @as_of, the run date, a day from 1950 to 2150, such as CONVERT(date, GETDATE()).");

    /// <summary>One person where one is named, else the range.</summary>
    internal static PersonRange Range(SqlString personId, SqlString afterPersonId, SqlString upToPersonId) =>
        personId.IsNull
            ? new PersonRange(afterPersonId.IsNull ? null : afterPersonId.Value, upToPersonId.IsNull ? null : upToPersonId.Value)
            : PersonRange.Of(personId.Value);

    /// <summary>The id of a person or a child, cut where no column of ours can hold it; a finding then tells of it.</summary>
    internal static SqlString Id(string? id) => Text(id, DeclaredLength.PersonId);

    /// <summary>A text for a column of that length: a longer one would end the function with an error.</summary>
    internal static SqlString Text(string? text, int length) => Text(InvariantText.Cut(text, length));

    /// <summary>A text as SQL Server takes it.</summary>
    internal static SqlString Text(string? text) => text is null ? SqlString.Null : new SqlString(text);
}

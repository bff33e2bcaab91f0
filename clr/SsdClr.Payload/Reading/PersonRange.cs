using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;

namespace SsdClr.Payload.Reading;

/// <summary>
/// Persons to read at a time: (<see cref="After"/>, <see cref="UpTo"/>] in the order of ssd_person's own collation, open at
/// an end that is null. Ranges that follow one another leave nobody out.
/// </summary>
internal sealed class PersonRange
{
    internal PersonRange(string? after, string? upTo)
    {
        After = after;
        UpTo = upTo;
    }

    private PersonRange(string onlyPerson) => OnlyPerson = onlyPerson;

    /// <summary>The person before the first of the range; null: from the beginning.</summary>
    internal string? After { get; }

    /// <summary>The last person of the range; null: to the end.</summary>
    internal string? UpTo { get; }

    /// <summary>The one person to read; null: all within the bounds.</summary>
    internal string? OnlyPerson { get; }

    /// <summary>One person, wherever that one sorts.</summary>
    internal static PersonRange Of(string personId) => new(personId);

    /// <summary>Cuts all persons into ranges that follow one another from end to end; one open range where there are no more persons than fit in one.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="ssdSchema">Schema of the ssd_ tables, bracketed.</param>
    /// <param name="personsPerRange">Persons in a range, at least 1.</param>
    internal static List<PersonRange> ReadAll(DbConnection connection, string ssdSchema, int personsPerRange)
    {
        string sql =
            "SELECT n.[pers_person_id] FROM (SELECT p.[pers_person_id], ROW_NUMBER() OVER (ORDER BY p.[pers_person_id]) AS [position] FROM "
            + ssdSchema
            + ".[ssd_person] AS p) AS n WHERE n.[position] % @persons_per_range = 0 ORDER BY n.[pers_person_id]";
        var ranges = new List<PersonRange>();
        string? after = null;
        using (DbCommand command = connection.Command(sql))
        {
            command.AddInteger("@persons_per_range", personsPerRange);
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                string upTo = Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!;
                if (upTo.TrimEnd(' ').Length > DeclaredLength.PersonId)
                {
                    // csc.person_ranges could not give it; the range goes on to the next bound.
                    continue;
                }

                ranges.Add(new PersonRange(after, upTo));
                after = upTo;
            }
        }

        ranges.Add(new PersonRange(after, upTo: null));
        return ranges;
    }
}

using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;

namespace SsdClr.Payload.Reading;

/// <summary>Fetches all records of a range of children: one batch, read to its end, the rows kept by person.</summary>
/// <param name="connection">An open connection.</param>
/// <param name="query">What is read.</param>
/// <param name="sentinelDates">True where dates far in the past or the future stand for none.</param>
/// <param name="uniquePupilNumbersToo">True where it is asked which persons share a unique pupil number.</param>
/// <param name="sharedIdsToo">True where it is asked which persons share an id, which reads the ids of all persons.</param>
internal sealed class ChildReader(DbConnection connection, ChildQuery query, bool sentinelDates = true, bool uniquePupilNumbersToo = false, bool sharedIdsToo = true)
{
    private readonly DbConnection _connection = connection;
    private readonly ChildQuery _query = query;
    private readonly bool _sentinelDates = sentinelDates;
    private readonly bool _uniquePupilNumbersToo = uniquePupilNumbersToo;
    private readonly bool _sharedIdsToo = sharedIdsToo;
    private ChildrenInRange? _children;
    private KeyColumn? _persons;
    private string? _listed;

    /// <summary>The children of the range. Those of the range read before are no longer valid.</summary>
    /// <exception cref="WrongArgumentException">A bound of the range is no id that the column can hold.</exception>
    /// <exception cref="SsdReadException">The database gave fewer result sets than were asked for.</exception>
    internal ChildrenInRange Read(PersonRange range)
    {
        ChildrenInRange children = _children ??= new ChildrenInRange(
            Shared(_sharedIdsToo, _query.SharedIds),
            Shared(_uniquePupilNumbersToo, _query.SharedUniquePupilNumbers),
            _sentinelDates);
        children.Clear();
        KeyColumn persons = _persons ??= _query.Persons(_connection);
        string listed = _listed ??= _query.Listed(_connection, persons);
        using DbCommand command = _connection.Command(_query.Text(range, persons, listed));
        AddBound(command, "@after", range.After, persons);
        AddBound(command, "@up_to", range.UpTo, persons);
        if (range.OnlyPerson is not null && persons.MayHold(range.OnlyPerson))
        {
            persons.AddId(command, "@only_person", range.OnlyPerson);
        }

        using DbDataReader reader = command.ExecuteReader();
        var rows = new ResultSet(reader);
        foreach (RecordLayout layout in ChildQuery.Layouts)
        {
            if (layout.Kind != RecordKind.Person && !reader.NextResult())
            {
                throw new SsdReadException("The database returned fewer result sets than were asked for.");
            }

            children.Take(layout, rows);
        }

        return children;
    }

    private Dictionary<string, bool> Shared(bool isAsked, string select) => isAsked ? ReadPersons(select) : new Dictionary<string, bool>(StringComparer.Ordinal);

    private Dictionary<string, bool> ReadPersons(string query)
    {
        var shared = new Dictionary<string, bool>(StringComparer.Ordinal);
        using DbCommand command = _connection.Command(query);
        using DbDataReader reader = command.ExecuteReader();
        var rows = new ResultSet(reader);
        while (rows.Read())
        {
            shared[rows.PersonId] = true;
        }

        return shared;
    }

    private static void AddBound(DbCommand command, string name, string? bound, KeyColumn persons)
    {
        if (bound is not null)
        {
            if (!persons.MayHold(bound))
            {
                throw new WrongArgumentException("A bound of the range is no id that ssd_person.pers_person_id can hold. Take the bounds from csc.person_ranges.");
            }

            persons.AddId(command, name, bound);
        }
    }
}

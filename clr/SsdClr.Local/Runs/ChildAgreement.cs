using System.Text;
using SsdClr.Local.Database;
using SsdClr.Local.Receiver;

namespace SsdClr.Local.Runs;

/// <summary>Whether a receiver holds exactly what csc.staging says it acknowledged.</summary>
/// <param name="Held">Children the receiver holds.</param>
/// <param name="Differences">Children that only one side has, or that differ in any byte.</param>
internal sealed record ChildAgreement(int Held, int Differences)
{
    private const string CurrentReceiver = "[receiver_id] = (SELECT [receiver_id] FROM [csc].[receiver] WHERE [is_current] = 1)";

    /// <summary>Compares child by child.</summary>
    public static ChildAgreement Check(LocalDatabase database, AcceptedState receiver)
    {
        var held = receiver.Held;
        var unexplained = held.Keys.ToHashSet(StringComparer.Ordinal);
        var differences = 0;
        using var command = database.Connection.CreateCommand();
        command.CommandText = $"SELECT [la_child_id], [acknowledged_payload] FROM [csc].[staging] WHERE {CurrentReceiver} AND [acknowledged_payload] IS NOT NULL";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var childId = reader.GetString(0);
            unexplained.Remove(childId);
            if (!held.TryGetValue(childId, out var child) || !child.Json.Span.SequenceEqual(Encoding.UTF8.GetBytes(reader.GetString(1))))
            {
                differences++;
            }
        }

        return new ChildAgreement(held.Count, differences + unexplained.Count);
    }

    /// <summary>The person ids of all accepted children.</summary>
    public static IReadOnlyList<string> Accepted(LocalDatabase database)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = $"SELECT [person_id] FROM [csc].[staging] WHERE {CurrentReceiver} AND [state] = 'accepted' ORDER BY [person_id]";
        using var reader = command.ExecuteReader();
        var persons = new List<string>();
        while (reader.Read())
        {
            persons.Add(reader.GetString(0));
        }

        return persons;
    }

    /// <summary>One accepted payload to look at: of average length, so that it shows something and fits a screen or two.</summary>
    public static string OneAccepted(LocalDatabase database)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText =
            $"SELECT [acknowledged_payload] FROM [csc].[staging] WHERE {CurrentReceiver} AND [state] = 'accepted' "
            + $"ORDER BY ABS(LENGTH([acknowledged_payload]) - (SELECT AVG(LENGTH([acknowledged_payload])) FROM [csc].[staging] WHERE {CurrentReceiver})), [person_id] LIMIT 1";
        return command.ExecuteScalar() as string ?? "{}";
    }
}

using System.Text;
using SsdClr.Data;
using SsdClr.Ledger;
using SsdClr.Local.Database;
using SsdClr.Local.Receiver;

namespace SsdClr.Local.Runs;

/// <summary>Whether a receiver holds exactly what csc.staging says it acknowledged.</summary>
/// <param name="Held">Children the receiver holds.</param>
/// <param name="Differences">Children that only one side has, or that differ in any byte.</param>
internal sealed record ChildAgreement(int Held, int Differences)
{
    /// <summary>Compares child by child.</summary>
    public static ChildAgreement Check(LocalDatabase database, AcceptedState receiver)
    {
        var held = receiver.Held;
        var unexplained = held.Keys.ToHashSet(StringComparer.Ordinal);
        var differences = 0;
        using var children = Acknowledged(database);
        while (children.Read())
        {
            unexplained.Remove(children.LaChildId);
            if (!held.TryGetValue(children.LaChildId, out var child) || !child.Json.Span.SequenceEqual(Encoding.UTF8.GetBytes(children.Payload)))
            {
                differences++;
            }
        }

        return new ChildAgreement(held.Count, differences + unexplained.Count);
    }

    /// <summary>The person ids of all accepted children.</summary>
    public static IReadOnlyList<string> Accepted(LocalDatabase database)
    {
        using var children = Acknowledged(database);
        var persons = new List<string>();
        while (children.Read())
        {
            if (children.IsAccepted)
            {
                persons.Add(children.PersonId);
            }
        }

        return persons;
    }

    /// <summary>One accepted payload to look at: of average length, so that it shows something and fits a screen or two.</summary>
    public static string OneAccepted(LocalDatabase database)
    {
        var payloads = new List<string>();
        using var children = Acknowledged(database);
        while (children.Read())
        {
            if (children.IsAccepted)
            {
                payloads.Add(children.Payload);
            }
        }

        var average = payloads.Count == 0 ? 0 : payloads.Average(payload => payload.Length);
        return payloads.MinBy(payload => Math.Abs(payload.Length - average)) ?? "{}";
    }

    private static AcknowledgedChildren Acknowledged(LocalDatabase database)
    {
        using var command = database.Connection.Command("SELECT [receiver_id] FROM [csc].[receiver] WHERE [is_current] = 1");
        return new AcknowledgedChildren(database.Connection, command.Count());
    }
}

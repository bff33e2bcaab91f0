using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SsdClr.Data;
using SsdClr.Simulation.Database;
using SsdClr.Simulation.Receiver;
using SsdClr.Simulation.World;

namespace SsdClr.Simulation.Checks;

/// <summary>What the checks look at: SSD, receivers and staging as last committed; and what they found.</summary>
/// <param name="store">The database.</param>
/// <param name="ssd">SSD.</param>
/// <param name="internet">The receivers.</param>
internal sealed class Observed(Store store, SimulatedSsd ssd, SimulatedInternet internet)
{
    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ChildContent> _contents = new(StringComparer.Ordinal);
    private RunTerms? _terms;

    /// <summary>The database.</summary>
    internal Store Store => store;

    /// <summary>SSD.</summary>
    internal SimulatedSsd Ssd => ssd;

    /// <summary>The receivers.</summary>
    internal SimulatedInternet Internet => internet;

    /// <summary>What the run was told.</summary>
    internal RunTerms Terms
    {
        get => _terms ?? throw new InvalidOperationException("No run was started.");
        set => _terms = value;
    }

    /// <summary>The rows of csc.staging.</summary>
    internal Dictionary<(int ReceiverId, string PersonId), StagingRow> Rows { get; private set; } = [];

    /// <summary>The rows that the receiver holds a child of, or may; one for each id.</summary>
    internal Dictionary<(int ReceiverId, string ChildId), StagingRow> Held { get; private set; } = [];

    /// <summary>The address of each receiver.</summary>
    internal Dictionary<int, string> Receivers { get; private set; } = [];

    /// <summary>The first violation; null while there is none. A program under test may well catch the exception.</summary>
    internal ViolationException? First { get; private set; }

    /// <summary>Reads what is committed.</summary>
    internal void Read()
    {
        Rows = StagingRow.ReadAll(store);
        Held = HeldRows();
        Receivers = ReadReceivers();
    }

    /// <summary>The receiver that the settings name.</summary>
    internal int CurrentReceiver()
    {
        foreach (var (receiverId, receiver) in Receivers)
        {
            if (receiver == Terms.Address)
            {
                return receiverId;
            }
        }

        throw Violation("the receiver is not registered");
    }

    /// <summary>The hash of a text, as staging has it.</summary>
    internal string Hash(string text)
    {
        if (!_hashes.TryGetValue(text, out var hash))
        {
            hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            _hashes.Add(text, hash);
        }

        return hash;
    }

    /// <summary>What a JSON text says of a child.</summary>
    internal ChildContent ContentOf(string json)
    {
        if (!_contents.TryGetValue(json, out var content))
        {
            using var document = JsonDocument.Parse(json);
            content = ChildContent.Of(document.RootElement);
            _contents.Add(json, content);
        }

        return content;
    }

    /// <summary>A fault of a row, where there is one.</summary>
    /// <exception cref="ViolationException">There is one.</exception>
    internal void Demand(string? fault, StagingRow row) => Demand(fault, $"{row.PersonId} at receiver {InvariantText.Of(row.ReceiverId)}");

    /// <summary>A fault, where there is one.</summary>
    /// <exception cref="ViolationException">There is one.</exception>
    internal void Demand(string? fault, string who)
    {
        if (fault is not null)
        {
            throw Violation(who + ": " + fault);
        }
    }

    /// <summary>An invariant does not hold: to be thrown.</summary>
    internal ViolationException Violation(string message)
    {
        First ??= new ViolationException(message);
        return First;
    }

    private Dictionary<(int ReceiverId, string ChildId), StagingRow> HeldRows()
    {
        var held = new Dictionary<(int, string), StagingRow>();
        foreach (var row in Rows.Values)
        {
            if (row.IsHeld && !held.TryAdd((row.ReceiverId, row.ChildId!), row))
            {
                Demand($"two rows hold {row.ChildId}", row);
            }
        }

        return held;
    }

    private Dictionary<int, string> ReadReceivers()
    {
        var receivers = new Dictionary<int, string>();
        foreach (var row in store.Query("SELECT [receiver_id], [base_url], [la_code] FROM [csc].[receiver] ORDER BY [receiver_id]"))
        {
            receivers.Add((int)(long)row[0]!, $"{row[1]}/children_social_care_data/{row[2]}/children");
        }

        return receivers;
    }
}

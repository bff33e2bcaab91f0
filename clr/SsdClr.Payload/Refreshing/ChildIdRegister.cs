using System;
using System.Collections.Generic;
using SsdClr.Ledger;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Refreshing;

/// <summary>
/// Keeps rows of csc.staging with the id the receiver knows a child by. What was acknowledged under an la_child_id goes to whoever carries that
/// id now; so the receiver is never told to purge an id that a child in the cohort carries. An id that nobody carries any more stays behind in a
/// row of its own, to be purged.
/// </summary>
/// <remarks>Only a child without errors is asked about, so its id is nobody else's in SSD.</remarks>
/// <param name="writer">Writes the rows.</param>
/// <param name="byPerson">The rows of a range by person id; kept up to date.</param>
/// <param name="byChildId">Rows the receiver holds under ids that children of the range carry, by la_child_id; kept up to date.</param>
internal sealed class ChildIdRegister(StagingWriter writer, Dictionary<string, StagedChild> byPerson, Dictionary<string, StagedChild> byChildId)
{
    private const string FormerPrefix = "former:";

    private readonly StagingWriter _writer = writer;
    private readonly Dictionary<string, StagedChild> _byPerson = byPerson;
    private readonly Dictionary<string, StagedChild> _byChildId = byChildId;

    /// <summary>How many ids stayed behind, to be purged unless somebody takes them over.</summary>
    internal int LeftBehind { get; private set; }

    /// <summary>The key of a row that an id stays behind in.</summary>
    internal static string FormerKey(string laChildId) => FormerPrefix + laChildId;

    /// <summary>The row that holds what the receiver has of a child, moved to the child where it was another's; null where there is none.</summary>
    internal StagedChild? RowOf(string personId, string laChildId)
    {
        _byPerson.TryGetValue(personId, out StagedChild? own);
        if (own is { IsHeld: true } && string.Equals(own.LaChildId, laChildId, StringComparison.Ordinal))
        {
            return own;
        }

        if (own is { IsHeld: true })
        {
            LeaveBehind(own);
            own = null;
        }

        if (!_byChildId.TryGetValue(laChildId, out StagedChild? holder))
        {
            return own;
        }

        // What is left of the child's own row was never sent, or is purged.
        _writer.Move(holder.PersonId, personId);
        _byPerson.Remove(holder.PersonId);
        StagedChild taken = holder.TakenBy(personId);
        _byPerson[personId] = taken;
        _byChildId[laChildId] = taken;
        return taken;
    }

    private void LeaveBehind(StagedChild row)
    {
        StagedChild former = row.Under(FormerKey(row.LaChildId!));
        StagingTransition transition = StagingTransition.Gone(former);
        _writer.Move(row.PersonId, former.PersonId);
        _writer.WriteWithoutPayload(former, transition, StagedBody.Purge(former, _writer.ReadTexts(former.PersonId)));
        _byPerson.Remove(row.PersonId);
        _byChildId[row.LaChildId!] = former.After(transition);
        LeftBehind++;
    }
}

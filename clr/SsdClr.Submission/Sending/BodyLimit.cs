using System;
using System.Collections.Generic;
using System.Text;
using SsdClr.Ledger;

namespace SsdClr.Submission.Sending;

/// <summary>
/// How many bytes of a body the receiver takes, as far as this run has learnt it from answers that said too large (413): the limit is not published. So a
/// run with batches beyond it is not refused at each of them.
/// </summary>
internal sealed class BodyLimit
{
    private int _largestAccepted;
    private int _smallestRefused = int.MaxValue;

    /// <summary>The receiver took a body.</summary>
    internal void Accept(int bytes) => _largestAccepted = Math.Max(_largestAccepted, bytes);

    /// <summary>The receiver found a body too large.</summary>
    internal void Refuse(int bytes)
    {
        _smallestRefused = Math.Min(_smallestRefused, bytes);
        _largestAccepted = Math.Min(_largestAccepted, _smallestRefused - 1);
    }

    /// <summary>Parts of a batch, in its order, that will hardly be too large; the batch itself as long as nothing was. A child that is too large by itself stays alone.</summary>
    internal List<List<PendingChild>> Parts(List<PendingChild> children)
    {
        if (_smallestRefused == int.MaxValue)
        {
            return [children];
        }

        // Half of what was too large is what the halves of that batch had.
        int limit = Math.Max(_largestAccepted, _smallestRefused / 2);
        var parts = new List<List<PendingChild>>();
        var part = new List<PendingChild>();

        // Two brackets and the commas between.
        long bytes = 1;
        foreach (PendingChild child in children)
        {
            int added = Encoding.UTF8.GetByteCount(child.Content) + 1;
            if (part.Count > 0 && bytes + added > limit)
            {
                parts.Add(part);
                part = new List<PendingChild>();
                bytes = 1;
            }

            part.Add(child);
            bytes += added;
        }

        parts.Add(part);
        return parts;
    }
}

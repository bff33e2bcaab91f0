using System.Collections.Generic;
using System.Text;

namespace SsdClr.Ledger;

/// <summary>The children of one POST, in its order, and its body.</summary>
internal sealed class Batch(long batchId, List<PendingChild> children)
{
    /// <summary>Key in csc.batch_log.</summary>
    internal long BatchId { get; } = batchId;

    /// <summary>The children; the place in this list is the place in the body, from 0.</summary>
    internal List<PendingChild> Children { get; } = children;

    /// <summary>A JSON array of the children's contents in UTF-8; an array for one child too.</summary>
    internal byte[] Body { get; } = Join(children);

    /// <summary>How many of the children the receiver is told to purge.</summary>
    internal int Purges
    {
        get
        {
            int count = 0;
            foreach (PendingChild child in Children)
            {
                count += child.IsPurge ? 1 : 0;
            }

            return count;
        }
    }

    private static byte[] Join(List<PendingChild> children)
    {
        // Two brackets and the commas between.
        int length = 1 + children.Count;
        foreach (PendingChild child in children)
        {
            length += Encoding.UTF8.GetByteCount(child.Content);
        }

        var body = new byte[length];
        int end = 0;
        foreach (PendingChild child in children)
        {
            body[end] = (byte)(end == 0 ? '[' : ',');
            end++;
            end += Encoding.UTF8.GetBytes(child.Content, 0, child.Content.Length, body, end);
        }

        body[end] = (byte)']';
        return body;
    }
}

using System;

namespace SsdClr.Payload.Scrambling;

/// <summary>What is drawn for the values of one child: the same value of the same child gives the same draw every night, of another child another.</summary>
internal sealed class ChildDraws
{
    /// <summary>Most days by which the dates of a child are moved back.</summary>
    internal const int MostDays = 27;

    // Draws without a text end with another byte than any purpose is.
    private const ulong WithoutText = 0x80UL << 48;

    // Of 32 bits so many draws are made: even the last of 42 is even to 2 to the power of -10.
    private const int DrawsPerHalf = 3;

    private readonly SipHash _children;
    private readonly SipHash _draws = new(0, 0);

    /// <param name="key">32 bytes.</param>
    internal ChildDraws(byte[] key) => _children = new SipHash(key, 0);

    /// <summary>Which child it is, counted from the first: what was prepared for another is of no use.</summary>
    internal long Child { get; private set; }

    /// <summary>By how many days dates are moved back.</summary>
    internal int Days { get; private set; }

    /// <summary>Begins with a child.</summary>
    /// <param name="bytes">Hold the child's own id.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">How long it is.</param>
    internal void Begin(byte[] bytes, int start, int length)
    {
        Child++;
        _draws.Rekey(_children.Of(bytes, start, length, 0), _children.Of(bytes, start, length, 1));
        Days = 1 + (int)(_children.Of(bytes, start, length, 2) % MostDays);
    }

    /// <summary>Draws for a text.</summary>
    /// <param name="purpose">What is drawn: a number of its own for each, below 128.</param>
    /// <param name="bytes">Hold the original.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">How long it is.</param>
    internal ulong Of(byte purpose, byte[] bytes, int start, int length) => _draws.Of(bytes, start, length, purpose);

    /// <summary>A random order of 0 to one less than the length.</summary>
    /// <param name="purpose">What is drawn: a number of its own for each.</param>
    /// <param name="order">Is filled.</param>
    internal void Shuffle(byte purpose, int[] order)
    {
        ulong drawn = 0;
        uint half = 0;
        for (int index = 0; index < order.Length; index++)
        {
            int draw = index % (2 * DrawsPerHalf);
            if (draw == 0)
            {
                drawn = _draws.Of(((ulong)purpose << 32) | (uint)index, WithoutText);
                half = (uint)drawn;
            }
            else if (draw == DrawsPerHalf)
            {
                half = (uint)(drawn >> 32);
            }

            ulong product = (ulong)half * (uint)(index + 1);
            half = unchecked((uint)product);
            int other = (int)(product >> 32);
            order[index] = order[other];
            order[other] = index;
        }
    }

    /// <summary>The date moved back; one that no calendar has room before stays, for nobody was born in the year 1.</summary>
    internal DateTime Moved(DateTime date) => date < DateTime.MinValue.AddDays(Days) ? date : date.AddDays(-Days);
}

using System;

namespace SsdClr.Payload.Scrambling;

/// <summary>What is drawn for the values of one child: the same value of the same child gives the same draw every night, of another child another.</summary>
internal sealed class ChildDraws
{
    /// <summary>Most days by which the dates of a child are moved back.</summary>
    internal const int MostDays = 27;

    // Draws without a text end with a byte that no purpose has, and a byte for their length.
    private const ulong WithoutText = (0x80UL << 48) | (7UL << 56);
    private const byte ForDays = 0;

    private readonly SipHash _children;
    private SipHash _draws;

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
        _draws = new SipHash(_children.Of(bytes, start, length, 0), _children.Of(bytes, start, length, 1));
        Days = 1 + (int)Draw.Below(MostDays, Of(ForDays, 0));
    }

    /// <summary>Draws for a text.</summary>
    /// <param name="purpose">What is drawn: a number of its own for each, from 1 to 127.</param>
    /// <param name="bytes">Hold the original.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">How long it is.</param>
    internal ulong Of(byte purpose, byte[] bytes, int start, int length) => _draws.Of(bytes, start, length, purpose);

    /// <summary>Draws one after the other.</summary>
    /// <param name="purpose">What is drawn: a number of its own for each, from 1 to 127.</param>
    /// <param name="number">Which of them.</param>
    internal ulong Of(byte purpose, int number) => Of(_draws, purpose, number);

    /// <summary>Draws for all children alike.</summary>
    /// <param name="purpose">What is drawn.</param>
    /// <param name="number">Which of them.</param>
    internal ulong OfAll(byte purpose, int number) => Of(_children, purpose, number);

    /// <summary>The date moved back; one that no calendar has room before stays, for nobody was born in the year 1.</summary>
    internal DateTime Moved(DateTime date) => date < DateTime.MinValue.AddDays(Days) ? date : date.AddDays(-Days);

    private static ulong Of(SipHash draws, byte purpose, int number) => draws.End(WithoutText | ((ulong)purpose << 40) | (uint)number);
}

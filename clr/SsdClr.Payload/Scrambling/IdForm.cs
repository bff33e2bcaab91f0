namespace SsdClr.Payload.Scrambling;

/// <summary>Ids that are permuted among each other: their characters are of the same classes. Holds what all of them share, and changes one of them.</summary>
/// <remarks>
/// The characters of an id are two numbers. P moves the first on by what the second draws, and the second by what the first draws then. The id becomes what P's inverse
/// makes of P's result moved on by a step that is never nothing. So it is a permutation without a fixed point.
/// </remarks>
internal sealed class IdForm
{
    // Three words.
    private const ulong Length = 23UL << 56;

    private readonly SipHash _first;
    private readonly SipHash _second;
    private readonly SipHash _step;
    private readonly ulong _firstSize;
    private readonly ulong _secondSize;

    /// <param name="key">The key.</param>
    /// <param name="classes">The classes of the characters: another number for another form.</param>
    /// <param name="firstSize">How many values the first number may have; 1 where the id has a single character that changes.</param>
    /// <param name="secondSize">How many the second may have.</param>
    internal IdForm(SipHash key, ulong classes, ulong firstSize, ulong secondSize)
    {
        Classes = classes;
        _firstSize = firstSize;
        _secondSize = secondSize;
        SipHash form = key.Absorb(classes);
        _first = form.Absorb(0);
        _second = form.Absorb(1);
        _step = form.Absorb(2);
    }

    internal ulong Classes { get; }

    internal void Move(ref ulong first, ref ulong second)
    {
        if (_firstSize == 1)
        {
            second = Draw.Sum(second, 1 + Draw.Below(_secondSize - 1, _step.End(Length)), _secondSize);
            return;
        }

        ulong one = first;
        ulong two = second;
        one = Draw.Sum(one, Draw.Below(_firstSize, _first.End(two | Length)), _firstSize);
        two = Draw.Sum(two, Draw.Below(_secondSize, _second.End(one | Length)), _secondSize);
        one = Draw.Sum(one, 1 + Draw.Below(_firstSize - 1, _step.End(two | Length)), _firstSize);
        two = Draw.Sum(two, _secondSize - Draw.Below(_secondSize, _second.End(one | Length)), _secondSize);
        one = Draw.Sum(one, _firstSize - Draw.Below(_firstSize, _first.End(two | Length)), _firstSize);
        first = one;
        second = two;
    }
}

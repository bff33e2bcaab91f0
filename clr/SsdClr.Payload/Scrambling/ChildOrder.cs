namespace SsdClr.Payload.Scrambling;

/// <summary>
/// A random order of some numbers for each child: three orders one after the other, each drawn for the child from 16 that the key gives. That is one of 4,096
/// orders, each as likely as any other, and takes a child a single draw instead of a shuffle.
/// </summary>
/// <param name="purpose">Which draws they are.</param>
/// <param name="count">Numbers from 0 to one less, of a byte each.</param>
internal sealed class ChildOrder(byte purpose, int count)
{
    private const int Layers = 3;
    private const int PickBits = 4;
    private const int Picks = 1 << PickBits;

    private readonly byte _purpose = purpose;
    private readonly int _count = count;
    private byte[]? _orders;
    private long _child;
    private int _first;
    private int _second;
    private int _third;

    /// <summary>Which number stands there.</summary>
    internal int At(ChildDraws draws, int index)
    {
        byte[] orders = _orders ??= All(draws);
        if (_child != draws.Child)
        {
            _child = draws.Child;
            ulong drawn = draws.Of(_purpose, 0);
            _first = Begin(drawn, 0);
            _second = Begin(drawn, 1);
            _third = Begin(drawn, 2);
        }

        return orders[_third + orders[_second + orders[_first + index]]];
    }

    private int Begin(ulong drawn, int layer) => ((layer * Picks) + ((int)(drawn >> (layer * PickBits)) & (Picks - 1))) * _count;

    private byte[] All(ChildDraws draws)
    {
        var orders = new byte[Layers * Picks * _count];
        for (int begin = 0; begin < orders.Length; begin += _count)
        {
            for (int index = 0; index < _count; index++)
            {
                var other = (int)Draw.Below((ulong)index + 1, draws.OfAll(_purpose, begin + index));
                orders[begin + index] = orders[begin + other];
                orders[begin + other] = (byte)index;
            }
        }

        return orders;
    }
}

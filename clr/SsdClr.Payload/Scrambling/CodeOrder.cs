using System.Collections.Generic;

namespace SsdClr.Payload.Scrambling;

/// <summary>Codes, and the order in which they stand for each other for one child.</summary>
internal sealed class CodeOrder
{
    private readonly List<string> _codes;
    private readonly ChildOrder _order;

    // Each code as a number, so that it is found without a text being made of it, and where to find each: one more than its place in the list, 0 for none.
    private readonly ulong[] _numbers;
    private readonly byte[] _places;
    private readonly int _shift = 64;

    /// <param name="purpose">Which draws they are.</param>
    /// <param name="codes">The codes: at most eight ASCII characters each.</param>
    internal CodeOrder(byte purpose, List<string> codes)
    {
        _codes = codes;
        _order = new ChildOrder(purpose, codes.Count);
        _numbers = new ulong[codes.Count];

        // Half of them stay free, so that a search soon ends.
        int places = 1;
        while (places < 2 * codes.Count)
        {
            places *= 2;
            _shift--;
        }

        _places = new byte[places];
        for (int index = 0; index < codes.Count; index++)
        {
            foreach (char character in codes[index])
            {
                _numbers[index] = (_numbers[index] << 8) | character;
            }

            int place = FirstPlace(_numbers[index]);
            while (_places[place] != 0)
            {
                place = (place + 1) % _places.Length;
            }

            _places[place] = (byte)(index + 1);
        }
    }

    /// <summary>The code that stands for one; null where it is none of these.</summary>
    internal string? Find(ChildDraws draws, byte[] bytes, int start, int length)
    {
        if (length > sizeof(ulong))
        {
            return null;
        }

        ulong number = 0;
        for (int at = start; at < start + length; at++)
        {
            number = (number << 8) | bytes[at];
        }

        for (int place = FirstPlace(number); _places[place] != 0; place = (place + 1) % _places.Length)
        {
            int index = _places[place] - 1;
            if (_numbers[index] == number)
            {
                return _codes[_order.At(draws, index)];
            }
        }

        return null;
    }

    /// <summary>True where the bytes are that code.</summary>
    internal static bool Is(string code, byte[] bytes, int start, int length)
    {
        if (code.Length != length)
        {
            return false;
        }

        for (int index = 0; index < length; index++)
        {
            if (bytes[start + index] != code[index])
            {
                return false;
            }
        }

        return true;
    }

    private int FirstPlace(ulong number) => _shift == 64 ? 0 : (int)(unchecked(number * 0x9e3779b97f4a7c15UL) >> _shift);
}

using System.Collections.Generic;

namespace SsdClr.Payload.Scrambling;

/// <summary>Codes, and the order in which they stand for each other for one child.</summary>
internal sealed class CodeOrder
{
    private readonly byte _purpose;
    private readonly List<string> _codes;

    // Each code as a number, so that it is found without a text being made of it.
    private readonly ulong[] _numbers;
    private readonly int[] _order;
    private long _child;

    /// <param name="purpose">Which draws they are.</param>
    /// <param name="codes">The codes: at most eight ASCII characters each.</param>
    internal CodeOrder(byte purpose, List<string> codes)
    {
        _purpose = purpose;
        _codes = codes;
        _numbers = new ulong[codes.Count];
        _order = new int[codes.Count];
        for (int index = 0; index < codes.Count; index++)
        {
            foreach (char character in codes[index])
            {
                _numbers[index] = (_numbers[index] << 8) | character;
            }
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

        for (int index = 0; index < _numbers.Length; index++)
        {
            if (_numbers[index] == number)
            {
                Order(draws);
                return _codes[_order[index]];
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

    private void Order(ChildDraws draws)
    {
        if (_child != draws.Child)
        {
            draws.Shuffle(_purpose, _order);
            _child = draws.Child;
        }
    }
}

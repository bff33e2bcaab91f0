using System;

namespace SsdClr.Payload.Scrambling;

/// <summary>The permutation of <see cref="IdForm"/> for ids of so many characters that two numbers cannot hold them: each number is drawn for by all the others.</summary>
internal sealed class LongId(SipHash key)
{
    private readonly SipHash _key = key;
    private ulong[] _numbers = new ulong[4];
    private ulong[] _sizes = new ulong[4];
    private int _count;
    private int _at;
    private SipHash _form;

    /// <summary>Begins with an id.</summary>
    /// <param name="count">How many numbers its characters are dealt to.</param>
    internal void Begin(int count)
    {
        if (count > _numbers.Length)
        {
            _numbers = new ulong[count];
            _sizes = new ulong[count];
        }

        for (int number = 0; number < count; number++)
        {
            _numbers[number] = 0;
            _sizes[number] = 1;
        }

        _count = count;
        _at = 0;
        _form = _key;
    }

    /// <summary>Deals a character.</summary>
    /// <param name="radix">How many there are of its class.</param>
    /// <param name="digit">Which of them it is.</param>
    /// <param name="characterClass">The class.</param>
    internal void Deal(ulong radix, ulong digit, ulong characterClass)
    {
        _numbers[_at] = (_numbers[_at] * radix) + digit;
        _sizes[_at] *= radix;
        _form = _form.Absorb(characterClass);
        _at = _at + 1 == _count ? 0 : _at + 1;
    }

    /// <summary>Takes a character back, the last one first.</summary>
    internal ulong Take(ulong radix)
    {
        _at = _at == 0 ? _count - 1 : _at - 1;
        ulong number = _numbers[_at];
        _numbers[_at] = number / radix;
        return number % radix;
    }

    internal void Move()
    {
        for (int number = 0; number < _count; number++)
        {
            _numbers[number] = Draw.Sum(_numbers[number], Draw.Below(_sizes[number], Drawn(number, number)), _sizes[number]);
        }

        _numbers[0] = Draw.Sum(_numbers[0], 1 + Draw.Below(_sizes[0] - 1, Drawn(_count, 0)), _sizes[0]);
        for (int number = _count - 1; number >= 0; number--)
        {
            _numbers[number] = Draw.Sum(_numbers[number], _sizes[number] - Draw.Below(_sizes[number], Drawn(number, number)), _sizes[number]);
        }
    }

    private ulong Drawn(int purpose, int without)
    {
        SipHash draws = _form;
        for (int number = 0; number < _count; number++)
        {
            if (number != without)
            {
                draws = draws.Absorb(_numbers[number]);
            }
        }

        return draws.End((uint)purpose | (7UL << 56));
    }
}

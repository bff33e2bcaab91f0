namespace SsdClr.Payload.Scrambling;

/// <summary>
/// Turns an id into another one of the same length with the same class of character in each place, so that two ids never become one and no id stays.
/// Ids of the same form are permuted among each other by a keyed Feistel network over their characters (docs/decisions/0007-scrambling.md).
/// </summary>
/// <remarks>
/// <para>Hyphens and underscores stay. So does x, and 0 before x: a firewall in front of the receiver may refuse 0x, and scrambling must neither make that fault nor mend it.</para>
/// <para>The characters are dealt to two numbers, or more where they are many. In each round one number is moved on by what the others draw. P is all the rounds, and the
/// id becomes what P's inverse makes of P's result moved on by a step: as random as P, but without a fixed point.</para>
/// </remarks>
internal sealed class IdPermutation
{
    // So many characters of 25 kinds give a number of 42 bits: of 64 bits drawn for it none is likelier by more than 2 to the power of -22.
    private const int PlacesPerNumber = 9;

    // No round has this number.
    private const int Step = 0xff;

    private readonly SipHash _draws;
    private ulong[] _numbers = new ulong[8];
    private ulong[] _sizes = new ulong[8];

    internal IdPermutation(byte[] key) => _draws = new SipHash(key, 0);

    /// <summary>Makes the other id of the bytes of one, in their place.</summary>
    internal void Apply(byte[] bytes, int start, int length)
    {
        int places = Places(bytes, start, length);
        if (places == 0)
        {
            Swap(bytes, start, length);
            return;
        }

        int numbers = places == 1 ? 1 : places <= 2 * PlacesPerNumber ? 2 : (places + PlacesPerNumber - 1) / PlacesPerNumber;
        ulong tweak = Deal(bytes, start, length, numbers);
        int rounds = numbers == 1 ? 0 : 2 * numbers;
        for (int round = 0; round < rounds; round++)
        {
            int moved = round % numbers;
            _numbers[moved] = Sum(_numbers[moved], Drawn(numbers, moved, tweak, round), _sizes[moved]);
        }

        // Another number than the one that was moved last, or that round and its inverse would do nothing.
        ulong step = 1 + Within(_draws.Of(0, tweak | ((ulong)Step << 48)), _sizes[0] - 1);
        _numbers[0] = Sum(_numbers[0], step, _sizes[0]);
        for (int round = rounds - 1; round >= 0; round--)
        {
            int moved = round % numbers;
            _numbers[moved] = Sum(_numbers[moved], _sizes[moved] - Drawn(numbers, moved, tweak, round), _sizes[moved]);
        }

        Write(bytes, start, length, (places - 1) % numbers, numbers);
    }

    private ulong Drawn(int numbers, int moved, ulong tweak, int round)
    {
        ulong last = tweak | ((ulong)round << 48);
        return Within(numbers == 2 ? _draws.Of(_numbers[1 - moved], last) : _draws.Of(_numbers, numbers, moved, last), _sizes[moved]);
    }

    // The upper 64 bits of the product: as even as the remainder, and no division.
    private static ulong Within(ulong drawn, ulong size) => size <= uint.MaxValue
        ? (((drawn >> 32) * size) + (((drawn & uint.MaxValue) * size) >> 32)) >> 32
        : drawn % size;

    private static ulong Sum(ulong number, ulong other, ulong size)
    {
        ulong sum = number + other;
        return sum >= size ? sum - size : sum;
    }

    // How many characters the one at that place may be: 1 for one that stays.
    private static int Radix(byte[] bytes, int at, int end)
    {
        byte character = bytes[at];
        if (character is >= (byte)'0' and <= (byte)'9')
        {
            // Before x 0 stays 0, and no other digit becomes 0.
            bool isBeforeX = at + 1 < end && (bytes[at + 1] | 0x20) == 'x';
            return !isBeforeX ? 10 : character == '0' ? 1 : 9;
        }

        int letter = character | 0x20;
        return letter is >= 'a' and <= 'z' && letter != 'x' ? 25 : 1;
    }

    private static int Places(byte[] bytes, int start, int length)
    {
        int places = 0;
        for (int at = start; at < start + length; at++)
        {
            if (Radix(bytes, at, start + length) > 1)
            {
                places++;
            }
            else if (bytes[at] is not ((byte)'-' or (byte)'_' or (byte)'x' or (byte)'X' or (byte)'0'))
            {
                // No other character is ever sent in an id: a child or record with one is held back or left out.
                bytes[at] = bytes[at] == '~' ? (byte)'.' : (byte)'~';
            }
        }

        return places;
    }

    // Neighbours go to different numbers, so that letters and digits are dealt evenly. What is returned differs for ids of different classes or length.
    private ulong Deal(byte[] bytes, int start, int length, int numbers)
    {
        if (numbers > _numbers.Length)
        {
            _numbers = new ulong[numbers];
            _sizes = new ulong[numbers];
        }

        for (int number = 0; number < numbers; number++)
        {
            _numbers[number] = 0;
            _sizes[number] = 1;
        }

        ulong tweak = (ulong)length;
        int to = 0;
        for (int at = start; at < start + length; at++)
        {
            int radix = Radix(bytes, at, start + length);
            if (radix == 1)
            {
                continue;
            }

            int character = bytes[at];
            int digit = radix switch
            {
                10 => character - '0',
                9 => character - '1',
                _ => ((character | 0x20) - 'a') - ((character | 0x20) > 'x' ? 1 : 0),
            };
            _numbers[to] = (_numbers[to] * (ulong)radix) + (ulong)digit;
            _sizes[to] *= (ulong)radix;
            tweak = unchecked((tweak * 31) + (ulong)radix + (ulong)(radix == 25 ? character & 0x20 : 0));
            to = to + 1 == numbers ? 0 : to + 1;
        }

        return tweak & 0xffffffffffffUL;
    }

    // From the end, because what was dealt last is taken first; a place still shows its class, and x and its 0 where they are.
    private void Write(byte[] bytes, int start, int length, int from, int numbers)
    {
        for (int at = start + length - 1; at >= start; at--)
        {
            int radix = Radix(bytes, at, start + length);
            if (radix == 1)
            {
                continue;
            }

            ulong number = _numbers[from];
            if (radix == 10)
            {
                _numbers[from] = number / 10;
                bytes[at] = (byte)('0' + (int)(number % 10));
            }
            else if (radix == 25)
            {
                _numbers[from] = number / 25;
                int letter = (int)(number % 25);
                bytes[at] = (byte)(((bytes[at] & 0x20) | 'A') + letter + (letter >= 'X' - 'A' ? 1 : 0));
            }
            else
            {
                _numbers[from] = number / 9;
                bytes[at] = (byte)('1' + (int)(number % 9));
            }

            from = from == 0 ? numbers - 1 : from - 1;
        }
    }

    // Nothing but hyphens, underscores, x and 0 before x: each becomes its like.
    private static void Swap(byte[] bytes, int start, int length)
    {
        for (int at = start; at < start + length; at++)
        {
            bytes[at] = bytes[at] switch
            {
                (byte)'-' => (byte)'_',
                (byte)'_' => (byte)'-',
                (byte)'x' => (byte)'X',
                (byte)'X' => (byte)'x',
                byte other => other,
            };
        }
    }
}

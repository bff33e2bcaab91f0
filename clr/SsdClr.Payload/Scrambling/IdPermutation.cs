namespace SsdClr.Payload.Scrambling;

/// <summary>
/// Turns an id into another one of the same length with the same class of character in each place, so that two ids never become one and no id stays.
/// Ids of the same form are permuted among each other by a keyed Feistel network over their characters (docs/decisions/0009-scrambling.md).
/// </summary>
/// <remarks>Hyphens and underscores stay. So does x, and 0 before x: a firewall in front of the receiver may refuse 0x, and scrambling must neither make that fault nor mend it.</remarks>
internal sealed class IdPermutation
{
    // So many characters of 25 kinds give a number of 42 bits: of 64 bits drawn for it none is likelier by more than 2 to the power of -22.
    private const int PlacesPerNumber = 9;

    // As many as there are numbers of that many bits.
    private const int FormBits = 6;

    // A character as one number: the radix of its class, the class, and which of the class it is.
    private const int RadixShift = 16;
    private const int ClassShift = 8;
    private const int DigitMask = 0xff;
    private const int Digit = (10 << RadixShift) | (0 << ClassShift);
    private const int DigitBeforeX = (9 << RadixShift) | (1 << ClassShift);
    private const int CapitalLetter = (25 << RadixShift) | (2 << ClassShift);
    private const int SmallLetter = (25 << RadixShift) | (3 << ClassShift);
    private const int Stays = 0;
    private const int InNoId = -1;

    private readonly SipHash _key;
    private readonly LongId _longId;
    private readonly int[] _characters = new int[256];

    // The forms of the ids met last: an authority has few.
    private readonly IdForm?[] _forms = new IdForm?[1 << FormBits];

    // The characters of the id that change: where each is, and its class in the lowest two bits.
    private int[] _places = new int[64];

    internal IdPermutation(byte[] key)
    {
        _key = new SipHash(key, 0);
        _longId = new LongId(_key);
        for (int character = 0; character < _characters.Length; character++)
        {
            _characters[character] = Of((char)character);
        }
    }

    /// <summary>Makes the other id of the bytes of one, in their place.</summary>
    internal void Apply(byte[] bytes, int start, int length)
    {
        int end = start + length;
        if (_places.Length < length)
        {
            _places = new int[length];
        }

        int[] changing = _places;
        int places = 0;
        ulong classes = 1;
        ulong first = 0;
        ulong second = 0;
        for (int at = start; at < end; at++)
        {
            int character = At(bytes, at, end);
            if (character > 0)
            {
                // Neighbours go to different numbers, so that letters and digits are dealt evenly.
                ulong dealt = unchecked((first * (ulong)(character >> RadixShift)) + (ulong)(character & DigitMask));
                first = second;
                second = dealt;
                int characterClass = (character >> ClassShift) & 3;
                classes = (classes << 2) | (uint)characterClass;
                changing[places++] = (at << 2) | characterClass;
            }
            else if (character == InNoId)
            {
                bytes[at] = bytes[at] == '~' ? (byte)'.' : (byte)'~';
            }
        }

        if (places == 0)
        {
            Swap(bytes, start, end);
        }
        else if (places > 2 * PlacesPerNumber)
        {
            ApplyLong(bytes, start, end, (places + PlacesPerNumber - 1) / PlacesPerNumber);
        }
        else
        {
            FormOf(classes).Move(ref first, ref second);
            Write(bytes, places, first, second);
        }
    }

    private static int Of(char character) => character switch
    {
        >= '0' and <= '9' => Digit | (character - '0'),
        'x' or 'X' or '-' or '_' => Stays,
        >= 'A' and <= 'Z' => CapitalLetter | (character - 'A' - (character > 'X' ? 1 : 0)),
        >= 'a' and <= 'z' => SmallLetter | (character - 'a' - (character > 'x' ? 1 : 0)),

        // A child or record with another character is held back or left out.
        _ => InNoId,
    };

    private int At(byte[] bytes, int at, int end)
    {
        int character = _characters[bytes[at]];
        if (character >> RadixShift != 10 || at + 1 == end || (bytes[at + 1] | 0x20) != 'x')
        {
            return character;
        }

        // Before x 0 stays 0, and no other digit becomes 0.
        return character == Digit ? Stays : DigitBeforeX | ((character & DigitMask) - 1);
    }

    private IdForm FormOf(ulong classes)
    {
        var slot = (int)(unchecked(classes * 0x9e3779b97f4a7c15UL) >> (64 - FormBits));
        IdForm? form = _forms[slot];
        if (form is null || form.Classes != classes)
        {
            form = NewForm(classes);
            _forms[slot] = form;
        }

        return form;
    }

    private IdForm NewForm(ulong classes)
    {
        ulong firstSize = 1;
        ulong secondSize = 1;

        // The class dealt last, and so to the second number, stands lowest.
        bool isSecond = true;
        for (ulong rest = classes; rest > 1; rest >>= 2, isSecond = !isSecond)
        {
            ulong radix = (rest & 3) switch
            {
                0 => 10,
                1 => 9,
                _ => 25,
            };
            if (isSecond)
            {
                secondSize *= radix;
            }
            else
            {
                firstSize *= radix;
            }
        }

        return new IdForm(_key, classes, firstSize, secondSize);
    }

    // From the end, because what was dealt last is taken first.
    private void Write(byte[] bytes, int places, ulong first, ulong second)
    {
        int[] changing = _places;
        for (int place = places - 1; place >= 0; place--)
        {
            int at = changing[place] >> 2;
            ulong rest;

            // Constants, because a division by one is none.
            switch (changing[place] & 3)
            {
                case 0:
                    rest = second / 10;
                    bytes[at] = (byte)('0' + (int)(second - (rest * 10)));
                    break;
                case 1:
                    rest = second / 9;
                    bytes[at] = (byte)('1' + (int)(second - (rest * 9)));
                    break;
                default:
                    rest = second / 25;
                    bytes[at] = LetterOf(bytes[at], (int)(second - (rest * 25)));
                    break;
            }

            second = first;
            first = rest;
        }
    }

    private static byte LetterOf(byte original, int letter) => (byte)(((original & 0x20) | 'A') + letter + (letter >= 'X' - 'A' ? 1 : 0));

    private void ApplyLong(byte[] bytes, int start, int end, int numbers)
    {
        _longId.Begin(numbers);
        for (int at = start; at < end; at++)
        {
            int character = At(bytes, at, end);
            if (character > 0)
            {
                _longId.Deal((ulong)(character >> RadixShift), (ulong)(character & DigitMask), (ulong)(character >> ClassShift) & 3);
            }
        }

        _longId.Move();
        for (int at = end - 1; at >= start; at--)
        {
            int character = At(bytes, at, end);
            if (character > 0)
            {
                int radix = character >> RadixShift;
                var digit = (int)_longId.Take((ulong)radix);
                bytes[at] = radix == 25 ? LetterOf(bytes[at], digit) : (byte)(digit + (radix == 10 ? '0' : '1'));
            }
        }
    }

    // Nothing but hyphens, underscores, x and 0 before x: each becomes its like.
    private static void Swap(byte[] bytes, int start, int end)
    {
        for (int at = start; at < end; at++)
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

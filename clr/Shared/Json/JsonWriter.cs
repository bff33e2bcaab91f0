using System;
using System.Globalization;
using System.Text;

namespace SsdClr.Json;

/// <summary>
/// Writes one JSON text (RFC 8259) after another into a buffer of UTF-8 that it keeps: forward only, no spaces, and refuses
/// whatever would not be JSON. Canonical: one value has one spelling, so equal texts are equal bytes.
/// </summary>
/// <remarks>
/// Escapes are <c>\" \\ \b \t \n \f \r</c>, other control characters <c>\u00xx</c> in lower case, and nothing else. A lone
/// surrogate becomes U+FFFD, for no UTF-8 can hold it.
/// </remarks>
internal sealed class JsonWriter
{
    /// <summary>Deepest nesting: one bit a level.</summary>
    internal const int MaximumDepth = 64;

    private const byte Quote = (byte)'"';
    private const byte Backslash = (byte)'\\';

    private byte[] _buffer = new byte[4096];
    private int _length;
    private int _depth;

    // Bit n-1 tells of the container at depth n: whether it is an object, and whether it holds anything yet.
    private ulong _objects;
    private ulong _filled;
    private bool _afterName;
    private bool _complete;

    /// <summary>Bytes written since the last <see cref="Reset"/>.</summary>
    internal int Length => _length;

    /// <summary>The bytes, the first <see cref="Length"/> of which count. Replaced as it grows: ask again after each write.</summary>
    internal byte[] Buffer => _buffer;

    /// <summary>True once a whole JSON text has been written.</summary>
    internal bool IsComplete => _complete;

    /// <summary>Forgets what was written and keeps the buffer.</summary>
    internal void Reset()
    {
        _length = 0;
        _depth = 0;
        _objects = 0;
        _filled = 0;
        _afterName = false;
        _complete = false;
    }

    /// <summary>The text written, as UTF-16.</summary>
    /// <exception cref="InvalidOperationException">The text is not complete.</exception>
    internal string ToText()
    {
        if (!_complete)
        {
            throw new InvalidOperationException("The JSON text is not complete.");
        }

        return Encoding.UTF8.GetString(_buffer, 0, _length);
    }

    /// <summary>Starts an object.</summary>
    internal void StartObject() => Start((byte)'{', isObject: true);

    /// <summary>Ends the innermost container, which must be an object.</summary>
    internal void EndObject() => End((byte)'}', isObject: true);

    /// <summary>Starts an array.</summary>
    internal void StartArray() => Start((byte)'[', isObject: false);

    /// <summary>Ends the innermost container, which must be an array.</summary>
    internal void EndArray() => End((byte)']', isObject: false);

    /// <summary>Writes a property name; a value has to follow.</summary>
    internal void Name(JsonName name)
    {
        ulong bit = BeforeName();
        byte[] encoded = name.Encoded;
        Reserve(encoded.Length + 1);
        if ((_filled & bit) != 0)
        {
            _buffer[_length++] = (byte)',';
        }

        _filled |= bit;
        System.Buffer.BlockCopy(encoded, 0, _buffer, _length, encoded.Length);
        _length += encoded.Length;
        _afterName = true;
    }

    /// <summary>Writes a property name that is not known beforehand; a value has to follow.</summary>
    internal void Name(string name)
    {
        ulong bit = BeforeName();
        if ((_filled & bit) != 0)
        {
            Reserve(1);
            _buffer[_length++] = (byte)',';
        }

        _filled |= bit;
        Quoted(name);
        Reserve(1);
        _buffer[_length++] = (byte)':';
        _afterName = true;
    }

    /// <summary>Writes a string.</summary>
    internal void Text(string value)
    {
        BeforeValue();
        Quoted(value);
        AfterValue();
    }

    /// <summary>Writes a date as <c>"YYYY-MM-DD"</c>; the time of day is not looked at.</summary>
    internal void Date(DateTime value)
    {
        BeforeValue();
        Reserve(12);
        byte[] buffer = _buffer;
        int at = _length;
        int year = value.Year;
        int month = value.Month;
        int day = value.Day;
        buffer[at] = Quote;
        buffer[at + 1] = (byte)('0' + (year / 1000));
        buffer[at + 2] = (byte)('0' + (year / 100 % 10));
        buffer[at + 3] = (byte)('0' + (year / 10 % 10));
        buffer[at + 4] = (byte)('0' + (year % 10));
        buffer[at + 5] = (byte)'-';
        buffer[at + 6] = (byte)('0' + (month / 10));
        buffer[at + 7] = (byte)('0' + (month % 10));
        buffer[at + 8] = (byte)'-';
        buffer[at + 9] = (byte)('0' + (day / 10));
        buffer[at + 10] = (byte)('0' + (day % 10));
        buffer[at + 11] = Quote;
        _length = at + 12;
        AfterValue();
    }

    /// <summary>Writes a whole number.</summary>
    internal void Number(int value)
    {
        BeforeValue();
        Ascii(value.ToString(CultureInfo.InvariantCulture));
        AfterValue();
    }

    /// <summary>Writes a number as its literal stands in another JSON text.</summary>
    internal void NumberLiteral(string literal)
    {
        BeforeValue();
        Ascii(literal);
        AfterValue();
    }

    /// <summary>Writes true or false.</summary>
    internal void Flag(bool value)
    {
        BeforeValue();
        Ascii(value ? "true" : "false");
        AfterValue();
    }

    /// <summary>Writes null.</summary>
    internal void Null()
    {
        BeforeValue();
        Ascii("null");
        AfterValue();
    }

    private void Start(byte bracket, bool isObject)
    {
        if (_depth == MaximumDepth)
        {
            throw new InvalidOperationException("The JSON text is nested deeper than 64 levels.");
        }

        BeforeValue();
        Reserve(1);
        _buffer[_length++] = bracket;
        ulong bit = 1UL << _depth++;
        _objects = isObject ? _objects | bit : _objects & ~bit;
        _filled &= ~bit;
    }

    private void End(byte bracket, bool isObject)
    {
        if (_depth == 0 || _afterName || ((_objects >> (_depth - 1)) & 1) != (isObject ? 1UL : 0UL))
        {
            throw new InvalidOperationException("No such container to end here.");
        }

        _depth--;
        Reserve(1);
        _buffer[_length++] = bracket;
        AfterValue();
    }

    private ulong BeforeName()
    {
        if (_depth == 0 || _afterName || ((_objects >> (_depth - 1)) & 1) == 0)
        {
            throw new InvalidOperationException("A name stands in an object only, and a value follows it.");
        }

        return 1UL << (_depth - 1);
    }

    private void BeforeValue()
    {
        if (_afterName)
        {
            _afterName = false;
            return;
        }

        if (_depth == 0)
        {
            if (_complete)
            {
                throw new InvalidOperationException("The JSON text is complete already.");
            }

            return;
        }

        ulong bit = 1UL << (_depth - 1);
        if ((_objects & bit) != 0)
        {
            throw new InvalidOperationException("A value in an object needs a name.");
        }

        if ((_filled & bit) != 0)
        {
            Reserve(1);
            _buffer[_length++] = (byte)',';
        }

        _filled |= bit;
    }

    private void AfterValue() => _complete = _depth == 0;

    private void Ascii(string text)
    {
        Reserve(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            _buffer[_length + index] = (byte)text[index];
        }

        _length += text.Length;
    }

    private void Quoted(string value)
    {
        // Six bytes at most for a UTF-16 unit: \u00xx.
        Reserve(checked((value.Length * 6) + 2));
        byte[] buffer = _buffer;
        int at = _length;
        buffer[at++] = Quote;
        for (int index = 0; index < value.Length; index++)
        {
            char unit = value[index];
            if (unit is >= ' ' and < '\u0080' && unit != '"' && unit != '\\')
            {
                buffer[at++] = (byte)unit;
            }
            else if (unit < '\u0080')
            {
                at = Escaped(buffer, at, unit);
            }
            else
            {
                at = Encoded(buffer, at, value, ref index);
            }
        }

        buffer[at++] = Quote;
        _length = at;
    }

    private static int Escaped(byte[] buffer, int at, char unit)
    {
        buffer[at++] = Backslash;
        byte letter = unit switch
        {
            '"' => Quote,
            '\\' => Backslash,
            '\b' => (byte)'b',
            '\t' => (byte)'t',
            '\n' => (byte)'n',
            '\f' => (byte)'f',
            '\r' => (byte)'r',
            _ => 0,
        };
        if (letter != 0)
        {
            buffer[at++] = letter;
            return at;
        }

        // What is left is below U+0020.
        buffer[at++] = (byte)'u';
        buffer[at++] = (byte)'0';
        buffer[at++] = (byte)'0';
        buffer[at++] = (byte)(unit < 0x10 ? '0' : '1');
        int low = unit & 0xF;
        buffer[at++] = (byte)(low < 10 ? '0' + low : 'a' + low - 10);
        return at;
    }

    private static int Encoded(byte[] buffer, int at, string value, ref int index)
    {
        int point = value[index];
        if (point is >= 0xD800 and <= 0xDFFF)
        {
            if (point <= 0xDBFF && index + 1 < value.Length && char.IsLowSurrogate(value[index + 1]))
            {
                point = char.ConvertToUtf32((char)point, value[++index]);
            }
            else
            {
                point = 0xFFFD;
            }
        }

        if (point < 0x800)
        {
            buffer[at++] = (byte)(0xC0 | (point >> 6));
        }
        else if (point < 0x10000)
        {
            buffer[at++] = (byte)(0xE0 | (point >> 12));
            buffer[at++] = (byte)(0x80 | ((point >> 6) & 0x3F));
        }
        else
        {
            buffer[at++] = (byte)(0xF0 | (point >> 18));
            buffer[at++] = (byte)(0x80 | ((point >> 12) & 0x3F));
            buffer[at++] = (byte)(0x80 | ((point >> 6) & 0x3F));
        }

        buffer[at++] = (byte)(0x80 | (point & 0x3F));
        return at;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            Array.Resize(ref _buffer, Math.Max(checked(_length + bytes), checked(_buffer.Length * 2)));
        }
    }
}

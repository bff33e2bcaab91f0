using System;

namespace SsdClr.Payload.Scrambling;

/// <summary>The scrambled payload in UTF-8, in a buffer that is kept.</summary>
internal sealed class ScrambledText
{
    private byte[] _buffer = new byte[4096];

    /// <summary>The bytes, the first <see cref="Length"/> of which count. Replaced as it grows.</summary>
    internal byte[] Buffer => _buffer;

    /// <summary>Bytes written.</summary>
    internal int Length { get; private set; }

    /// <summary>Forgets what was written.</summary>
    internal void Reset() => Length = 0;

    /// <summary>Copies bytes as they are.</summary>
    internal void Copy(byte[] bytes, int start, int count)
    {
        Reserve(count);
        System.Buffer.BlockCopy(bytes, start, _buffer, Length, count);
        Length += count;
    }

    /// <summary>Writes one sign.</summary>
    internal void Sign(char sign)
    {
        Reserve(1);
        _buffer[Length++] = (byte)sign;
    }

    /// <summary>Writes a text of ASCII characters that need no escape.</summary>
    internal void Ascii(string text)
    {
        Reserve(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            _buffer[Length + index] = (byte)text[index];
        }

        Length += text.Length;
    }

    /// <summary>Writes a date as YYYY-MM-DD.</summary>
    internal void Date(int year, int month, int day)
    {
        Reserve(10);
        byte[] buffer = _buffer;
        int at = Length;
        buffer[at] = (byte)('0' + (year / 1000));
        buffer[at + 1] = (byte)('0' + (year / 100 % 10));
        buffer[at + 2] = (byte)('0' + (year / 10 % 10));
        buffer[at + 3] = (byte)('0' + (year % 10));
        buffer[at + 4] = (byte)'-';
        buffer[at + 5] = (byte)('0' + (month / 10));
        buffer[at + 6] = (byte)('0' + (month % 10));
        buffer[at + 7] = (byte)'-';
        buffer[at + 8] = (byte)('0' + (day / 10));
        buffer[at + 9] = (byte)('0' + (day % 10));
        Length = at + 10;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - Length < bytes)
        {
            Array.Resize(ref _buffer, Math.Max(checked(Length + bytes), checked(_buffer.Length * 2)));
        }
    }
}

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

    /// <summary>Makes room for bytes that are written into the buffer, and says where they begin.</summary>
    internal int Extend(int count)
    {
        Reserve(count);
        Length += count;
        return Length - count;
    }

    /// <summary>Writes a text of ASCII characters that need no escape.</summary>
    internal void Ascii(string text)
    {
        Reserve(text.Length);
        byte[] buffer = _buffer;
        int at = Length;
        foreach (char character in text)
        {
            buffer[at++] = (byte)character;
        }

        Length = at;
    }

    /// <summary>Writes such a text as an item of an array.</summary>
    internal void Item(string text, bool isFirst)
    {
        Reserve(text.Length + 3);
        byte[] buffer = _buffer;
        int at = Length;
        if (!isFirst)
        {
            buffer[at++] = (byte)',';
        }

        buffer[at++] = (byte)'"';
        foreach (char character in text)
        {
            buffer[at++] = (byte)character;
        }

        buffer[at++] = (byte)'"';
        Length = at;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - Length < bytes)
        {
            Array.Resize(ref _buffer, Math.Max(checked(Length + bytes), checked(_buffer.Length * 2)));
        }
    }
}

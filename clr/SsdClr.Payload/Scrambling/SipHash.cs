using System;

namespace SsdClr.Payload.Scrambling;

/// <summary>
/// SipHash-2-4 (Aumasson and Bernstein, 2012): a pseudo-random function of short inputs under a key of 128 bits. Every value of a payload asks for several
/// draws, and HMAC-SHA-256 for each would take longer than building the payload does; so it gives the keys, and this the draws.
/// </summary>
/// <remarks>An instance holds a key and the whole words absorbed so far.</remarks>
internal readonly struct SipHash
{
    private readonly ulong _v0;
    private readonly ulong _v1;
    private readonly ulong _v2;
    private readonly ulong _v3;

    /// <param name="key0">The first eight bytes of the key as a number, the lowest byte first.</param>
    /// <param name="key1">The other eight.</param>
    internal SipHash(ulong key0, ulong key1)
        : this(key0 ^ 0x736f6d6570736575UL, key1 ^ 0x646f72616e646f6dUL, key0 ^ 0x6c7967656e657261UL, key1 ^ 0x7465646279746573UL)
    {
    }

    /// <param name="key">At least 16 bytes from the offset.</param>
    /// <param name="offset">Where the key begins.</param>
    internal SipHash(byte[] key, int offset)
        : this(Word(key, offset), Word(key, offset + 8))
    {
    }

    private SipHash(ulong v0, ulong v1, ulong v2, ulong v3)
    {
        _v0 = v0;
        _v1 = v1;
        _v2 = v2;
        _v3 = v3;
    }

    /// <summary>The same with eight bytes more behind what was absorbed.</summary>
    internal SipHash Absorb(ulong word)
    {
        ulong v0 = _v0;
        ulong v1 = _v1;
        ulong v2 = _v2;
        ulong v3 = _v3 ^ word;
        unchecked
        {
            for (int round = 0; round < 2; round++)
            {
                v0 += v1;
                v1 = ((v1 << 13) | (v1 >> 51)) ^ v0;
                v0 = (v0 << 32) | (v0 >> 32);
                v2 += v3;
                v3 = ((v3 << 16) | (v3 >> 48)) ^ v2;
                v0 += v3;
                v3 = ((v3 << 21) | (v3 >> 43)) ^ v0;
                v2 += v1;
                v1 = ((v1 << 17) | (v1 >> 47)) ^ v2;
                v2 = (v2 << 32) | (v2 >> 32);
            }
        }

        return new SipHash(v0 ^ word, v1, v2, v3);
    }

    /// <summary>The function of all that was absorbed and up to seven bytes more.</summary>
    /// <param name="last">Those bytes, the first in the lowest place, and in the highest how many bytes there are in all.</param>
    internal ulong End(ulong last)
    {
        ulong v0 = _v0;
        ulong v1 = _v1;
        ulong v2 = _v2;
        ulong v3 = _v3 ^ last;
        unchecked
        {
            for (int round = 0; round < 6; round++)
            {
                if (round == 2)
                {
                    v0 ^= last;
                    v2 ^= 0xff;
                }

                v0 += v1;
                v1 = ((v1 << 13) | (v1 >> 51)) ^ v0;
                v0 = (v0 << 32) | (v0 >> 32);
                v2 += v3;
                v3 = ((v3 << 16) | (v3 >> 48)) ^ v2;
                v0 += v3;
                v3 = ((v3 << 21) | (v3 >> 43)) ^ v0;
                v2 += v1;
                v1 = ((v1 << 17) | (v1 >> 47)) ^ v2;
                v2 = (v2 << 32) | (v2 >> 32);
            }
        }

        return v0 ^ v1 ^ v2 ^ v3;
    }

    /// <summary>The function of a part of a buffer, with one byte more behind it.</summary>
    internal ulong Of(byte[] input, int start, int count, byte suffix)
    {
        int end = start + count;
        int at = start;
        SipHash absorbed = this;
        for (; at + 8 <= end; at += 8)
        {
            absorbed = absorbed.Absorb(Word(input, at));
        }

        ulong last = 0;
        int shift = 0;
        for (; at < end; at++, shift += 8)
        {
            last |= (ulong)input[at] << shift;
        }

        last |= (ulong)suffix << shift;
        if (shift == 56)
        {
            absorbed = absorbed.Absorb(last);
            last = 0;
        }

        return absorbed.End(last | ((ulong)(count + 1) << 56));
    }

    // Eight bytes as a number, the lowest first, whatever the machine's order.
    private static ulong Word(byte[] bytes, int offset)
    {
        if (BitConverter.IsLittleEndian)
        {
            return BitConverter.ToUInt64(bytes, offset);
        }

        ulong word = 0;
        for (int index = 7; index >= 0; index--)
        {
            word = (word << 8) | bytes[offset + index];
        }

        return word;
    }
}

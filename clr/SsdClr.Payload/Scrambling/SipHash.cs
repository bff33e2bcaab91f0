using System;

namespace SsdClr.Payload.Scrambling;

/// <summary>
/// SipHash-2-4 (Aumasson and Bernstein, 2012): a pseudo-random function of short inputs under a key of 128 bits. Every value of a payload asks for several
/// draws, and HMAC-SHA-256 for each would take longer than building the payload does; so it gives the keys, and this the draws.
/// </summary>
internal sealed class SipHash
{
    private ulong _key0;
    private ulong _key1;

    /// <param name="key0">The first eight bytes of the key as a number, the lowest byte first.</param>
    /// <param name="key1">The other eight.</param>
    internal SipHash(ulong key0, ulong key1) => Rekey(key0, key1);

    /// <param name="key">At least 16 bytes from the offset.</param>
    /// <param name="offset">Where the key begins.</param>
    internal SipHash(byte[] key, int offset)
        : this(Word(key, offset), Word(key, offset + 8))
    {
    }

    /// <summary>Takes another key.</summary>
    internal void Rekey(ulong key0, ulong key1)
    {
        _key0 = key0;
        _key1 = key1;
    }

    /// <summary>The function of a part of a buffer, with one byte more behind it.</summary>
    internal ulong Of(byte[] input, int start, int count, byte suffix)
    {
        int end = start + count;
        int at = start;
        var state = new State(_key0, _key1);
        for (; at + 8 <= end; at += 8)
        {
            state.Absorb(Word(input, at));
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
            state.Absorb(last);
            last = 0;
        }

        return state.End(last | ((ulong)(count + 1) << 56));
    }

    /// <summary>The function of 15 bytes: those of a number, and the lower seven of another.</summary>
    /// <remarks>Written out, because it is what nearly all the time of scrambling goes to.</remarks>
    internal ulong Of(ulong word, ulong last)
    {
        ulong v0 = _key0 ^ 0x736f6d6570736575UL;
        ulong v1 = _key1 ^ 0x646f72616e646f6dUL;
        ulong v2 = _key0 ^ 0x6c7967656e657261UL;
        ulong v3 = _key1 ^ 0x7465646279746573UL ^ word;
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

            v0 ^= word;
            word = last | (15UL << 56);
            v3 ^= word;
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

            v0 ^= word;
            v2 ^= 0xff;
            for (int round = 0; round < 4; round++)
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

        return v0 ^ v1 ^ v2 ^ v3;
    }

    /// <summary>The function of some numbers but one, and the lower seven bytes of another.</summary>
    internal ulong Of(ulong[] words, int count, int without, ulong last)
    {
        var state = new State(_key0, _key1);
        for (int index = 0; index < count; index++)
        {
            if (index != without)
            {
                state.Absorb(words[index]);
            }
        }

        return state.End(last | ((ulong)((8 * (count - 1)) + 7) << 56));
    }

    /// <summary>Eight bytes as a number, the lowest first, whatever the machine's order.</summary>
    internal static ulong Word(byte[] bytes, int offset)
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

    private struct State
    {
        private ulong _v0;
        private ulong _v1;
        private ulong _v2;
        private ulong _v3;

        internal State(ulong key0, ulong key1)
        {
            _v0 = key0 ^ 0x736f6d6570736575UL;
            _v1 = key1 ^ 0x646f72616e646f6dUL;
            _v2 = key0 ^ 0x6c7967656e657261UL;
            _v3 = key1 ^ 0x7465646279746573UL;
        }

        internal void Absorb(ulong word)
        {
            _v3 ^= word;
            Rounds(2);
            _v0 ^= word;
        }

        internal ulong End(ulong last)
        {
            Absorb(last);
            _v2 ^= 0xff;
            Rounds(4);
            return _v0 ^ _v1 ^ _v2 ^ _v3;
        }

        private void Rounds(int count)
        {
            ulong v0 = _v0;
            ulong v1 = _v1;
            ulong v2 = _v2;
            ulong v3 = _v3;
            unchecked
            {
                for (; count > 0; count--)
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

            _v0 = v0;
            _v1 = v1;
            _v2 = v2;
            _v3 = v3;
        }
    }
}

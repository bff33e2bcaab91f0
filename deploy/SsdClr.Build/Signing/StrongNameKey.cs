using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SsdClr.Build.Signing;

/// <summary>
/// The public key of a strong name, in the form in which an assembly carries it (ECMA-335 II.6.2.1.3): ids of signature and hash algorithm, length, and
/// a public key blob.
/// </summary>
internal sealed class StrongNameKey
{
    private const int HeaderLength = 12;
    private const int BlobHeaderLength = 20;
    private const int TokenLength = 8;
    private const uint SignsWithRsa = 0x2400;
    private const uint HashesWithSha1 = 0x8004;
    private static readonly byte[] s_publicBlobStart = [0x06, 0x02, 0x00, 0x00, 0x00, 0x24, 0x00, 0x00, (byte)'R', (byte)'S', (byte)'A', (byte)'1'];

    private readonly byte[] _key;

    private StrongNameKey(byte[] key) => _key = key;

    /// <summary>The key as the assembly and a file of the public half hold it.</summary>
    public ReadOnlySpan<byte> Bytes => _key;

    /// <summary>The public key token: the last eight bytes of the key's SHA-1, last first, as 16 lower-case hexadecimal digits.</summary>
    public string Token
    {
        get
        {
#pragma warning disable CA5350 // The token is defined by SHA-1 (ECMA-335 II.6.3).
            var token = SHA1.HashData(_key).AsSpan(^TokenLength);
#pragma warning restore CA5350
            token.Reverse();
            return Convert.ToHexStringLower(token);
        }
    }

    /// <summary>The key of a pair.</summary>
    /// <param name="key">Modulus and exponent.</param>
    public static StrongNameKey Of(RSAParameters key)
    {
        var modulus = key.Modulus!;
        var bytes = new byte[HeaderLength + BlobHeaderLength + modulus.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, SignsWithRsa);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), HashesWithSha1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), BlobHeaderLength + modulus.Length);

        var blob = bytes.AsSpan(HeaderLength);
        s_publicBlobStart.CopyTo(blob);
        BinaryPrimitives.WriteInt32LittleEndian(blob[12..], modulus.Length * 8);
        for (var index = 0; index < key.Exponent!.Length; index++)
        {
            blob[16 + index] = key.Exponent[^(index + 1)];
        }

        modulus.CopyTo(blob[BlobHeaderLength..]);
        blob[BlobHeaderLength..].Reverse();
        return new StrongNameKey(bytes);
    }

    /// <summary>Reads the key of an assembly or of a file of the public half.</summary>
    /// <param name="bytes">The key.</param>
    /// <returns>Nothing when it is no RSA key that hashes with SHA-1, as the compiler writes it.</returns>
    public static StrongNameKey? Read(ReadOnlySpan<byte> bytes)
    {
        var isKey = bytes.Length > HeaderLength + BlobHeaderLength
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == SignsWithRsa
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) == HashesWithSha1
            && BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) == bytes.Length - HeaderLength
            && bytes[HeaderLength..].StartsWith(s_publicBlobStart)
            && BinaryPrimitives.ReadInt32LittleEndian(bytes[(HeaderLength + 12)..]) == (bytes.Length - HeaderLength - BlobHeaderLength) * 8;
        return isKey ? new StrongNameKey(bytes.ToArray()) : null;
    }

    /// <summary>Modulus and exponent.</summary>
    public RSAParameters Parameters()
    {
        var blob = _key.AsSpan(HeaderLength);
        var exponent = blob[16..BlobHeaderLength].ToArray();
        var modulus = blob[BlobHeaderLength..].ToArray();
        Array.Reverse(exponent);
        Array.Reverse(modulus);
        return new RSAParameters { Exponent = exponent, Modulus = modulus };
    }

    /// <summary>Whether this is the same key.</summary>
    /// <param name="other">Another key.</param>
    public bool Is(StrongNameKey other) => _key.AsSpan().SequenceEqual(other._key);
}

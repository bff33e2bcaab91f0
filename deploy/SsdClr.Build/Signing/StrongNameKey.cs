using System.Buffers.Binary;
using System.Reflection;
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
    private const int AlgorithmOffset = 5;
    private const byte SignatureAlgorithm = 0x24;
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
            var name = new AssemblyName();
            name.SetPublicKey(_key);
            return Convert.ToHexStringLower(name.GetPublicKeyToken()!);
        }
    }

    /// <summary>The key of a pair.</summary>
    /// <param name="pair">The pair.</param>
    public static StrongNameKey Of(RSACryptoServiceProvider pair)
    {
        var blob = Signs(pair.ExportCspBlob(includePrivateParameters: false));
        var bytes = new byte[HeaderLength + blob.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, SignsWithRsa);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), HashesWithSha1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), blob.Length);
        blob.CopyTo(bytes, HeaderLength);
        return new StrongNameKey(bytes);
    }

    /// <summary>A key blob marked as that of a key that signs: blobs are exported as CALG_RSA_KEYX (0xA400), and keys that sign are CALG_RSA_SIGN (0x2400).</summary>
    /// <param name="blob">The blob, which is changed.</param>
    public static byte[] Signs(byte[] blob)
    {
        blob[AlgorithmOffset] = SignatureAlgorithm;
        return blob;
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
        using var provider = new RSACryptoServiceProvider();
        provider.ImportCspBlob(_key[HeaderLength..]);
        return provider.ExportParameters(includePrivateParameters: false);
    }

    /// <summary>Whether this is the same key.</summary>
    /// <param name="other">Another key.</param>
    public bool Is(StrongNameKey other) => _key.AsSpan().SequenceEqual(other._key);
}

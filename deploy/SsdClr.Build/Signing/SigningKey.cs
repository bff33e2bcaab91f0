using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SsdClr.Build.Signing;

/// <summary>
/// An RSA key pair that gives assemblies their strong name, as the compiler reads it from a <c>.snk</c> file: a private key blob of the Windows
/// cryptographic API (PRIVATEKEYBLOB, [MS-MQQB] 2.2.19.2).
/// </summary>
/// <param name="privateBlob">Content of the file.</param>
/// <param name="publicKey">Its public half.</param>
internal sealed class SigningKey(byte[] privateBlob, StrongNameKey publicKey)
{
    /// <summary>Bits of a key made here: SQL Server makes asymmetric keys of 3072 and 4096 bits since 2016, and certificates took no more than 3456 before.</summary>
    public const int Bits = 3072;

    private const int MagicOffset = 8;
    private const int BitsOffset = 12;
    private const int HeaderLength = 20;

    /// <summary>PRIVATEKEYBLOB, version 2.</summary>
    private static readonly byte[] s_privateBlobStart = [0x07, 0x02, 0x00, 0x00];

    /// <summary>The public half, which assemblies carry.</summary>
    public StrongNameKey PublicKey { get; } = publicKey;

    /// <summary>A new key pair.</summary>
    public static SigningKey Make()
    {
        using var pair = RSA.Create(Bits);
        using var provider = new RSACryptoServiceProvider();
        provider.ImportParameters(pair.ExportParameters(includePrivateParameters: true));
        return new SigningKey(StrongNameKey.Signs(provider.ExportCspBlob(includePrivateParameters: true)), StrongNameKey.Of(provider));
    }

    /// <summary>Reads a key pair.</summary>
    /// <param name="path">Full path of a <c>.snk</c> file.</param>
    /// <exception cref="BuildException">There is no such file, or it holds no key pair.</exception>
    public static SigningKey Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new BuildException($"{path}: there is no such file. Make a key with SsdClr.Build make-key --output FILE.snk.");
        }

        var blob = File.ReadAllBytes(path);
        if (!IsKeyPair(blob))
        {
            throw NoKeyPair(path);
        }

        using var provider = new RSACryptoServiceProvider();
        try
        {
            provider.ImportCspBlob(blob);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw NoKeyPair(path);
        }

        return new SigningKey(blob, StrongNameKey.Of(provider));
    }

    /// <summary>
    /// Writes the key pair to a new file that nobody but its owner may read (on Windows the folder's rights decide), and its public half, for everybody, to one
    /// beside it.
    /// </summary>
    /// <param name="path">Full path; its folder has to exist.</param>
    /// <returns>Full path of the public half.</returns>
    /// <exception cref="BuildException">There is such a file already, or it cannot be written.</exception>
    public string Write(string path)
    {
        var publicPath = Path.ChangeExtension(path, ".public.snk");
        WriteNew(publicPath, PublicKey.Bytes, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead, publicPath, path);
        WriteNew(path, privateBlob, UnixFileMode.UserRead | UnixFileMode.UserWrite, path);
        return publicPath;
    }

    private static void WriteNew(string path, ReadOnlySpan<byte> bytes, UnixFileMode mode, params ReadOnlySpan<string> mustBeNew)
    {
        foreach (var existing in mustBeNew)
        {
            if (Path.Exists(existing))
            {
                throw new BuildException($"{existing}: there is such a file. A key is never overwritten, for what it signed could not be upgraded without it; name another file.");
            }
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        try
        {
            using var stream = new FileStream(path, options);
            stream.Write(bytes);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BuildException($"{path}: cannot be written. Name a file in a folder that exists and that you may write to.");
        }
    }

    /// <summary>The header, and as many bytes behind it as a key of its number of bits has: modulus and exponent of that many bits, five numbers of half as many.</summary>
    private static bool IsKeyPair(ReadOnlySpan<byte> blob) =>
        blob.Length > HeaderLength
        && blob.StartsWith(s_privateBlobStart)
        && blob[MagicOffset..].StartsWith("RSA2"u8)
        && blob.Length == HeaderLength + ((long)BinaryPrimitives.ReadInt32LittleEndian(blob[BitsOffset..]) * 9 / 16);

    private static BuildException NoKeyPair(string path) =>
        new($"{path}: holds no RSA key pair in the form of a .snk file. A public key cannot sign; make a key with SsdClr.Build make-key --output FILE.snk.");
}

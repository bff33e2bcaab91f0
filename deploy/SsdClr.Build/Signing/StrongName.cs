using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace SsdClr.Build.Signing;

/// <summary>The strong name of an assembly: its public key, and whether its signature is that of its bytes.</summary>
internal static class StrongName
{
    private const int ChecksumInOptionalHeader = 64;
    private const int ChecksumLength = 4;
    private const int SectionHeaderLength = 40;

    /// <summary>The public key an assembly carries.</summary>
    /// <param name="assembly">Bytes of the assembly.</param>
    /// <returns>Nothing when it has no strong name.</returns>
    /// <exception cref="BuildException">It carries a key of a kind that the compiler does not write.</exception>
    public static StrongNameKey? KeyOf(byte[] assembly)
    {
        using var file = new PEReader(new MemoryStream(assembly));
        var metadata = file.GetMetadataReader();
        var definition = metadata.GetAssemblyDefinition();
        return definition.PublicKey.IsNil
            ? null
            : StrongNameKey.Read(metadata.GetBlobBytes(definition.PublicKey))
                ?? throw new BuildException($"{metadata.GetString(definition.Name)}: its public key is no RSA key that hashes with SHA-1.");
    }

    /// <summary>
    /// Whether an assembly is signed, by the key that it carries, as it lies here. The signature is over the headers with a checksum of zero, without the
    /// padding behind them, and over the sections without itself; it is stored least significant byte first.
    /// </summary>
    /// <param name="assembly">Bytes of the assembly.</param>
    public static bool IsSignatureValid(byte[] assembly)
    {
        if (KeyOf(assembly) is not { } key)
        {
            return false;
        }

        using var file = new PEReader(new MemoryStream(assembly));
        var directory = file.PEHeaders.CorHeader!.StrongNameSignatureDirectory;
        if (!file.PEHeaders.CorHeader.Flags.HasFlag(CorFlags.StrongNameSigned) || !file.PEHeaders.TryGetDirectoryOffset(directory, out var offset))
        {
            return false;
        }

        var signature = assembly.AsSpan(offset, directory.Size).ToArray();
        Array.Reverse(signature);

        var content = assembly.ToArray();
        content.AsSpan(file.PEHeaders.PEHeaderStartOffset + ChecksumInOptionalHeader, ChecksumLength).Clear();
        using var rsa = RSA.Create(key.Parameters());
#pragma warning disable CA5350 // Strong names of the compiler are over SHA-1.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        var headers = file.PEHeaders;
        var endOfHeaders = headers.PEHeaderStartOffset + headers.CoffHeader.SizeOfOptionalHeader + (headers.SectionHeaders.Length * SectionHeaderLength);
        var startOfSections = headers.PEHeader!.SizeOfHeaders;
        hash.AppendData(content.AsSpan(..endOfHeaders));
        hash.AppendData(content.AsSpan(startOfSections..offset));
        hash.AppendData(content.AsSpan((offset + directory.Size)..));
        return rsa.VerifyHash(hash.GetHashAndReset(), signature, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
    }
}

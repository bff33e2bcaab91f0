using System.Security.Cryptography;
using SsdClr.Build.Packaging;
using SsdClr.Build.Signing;

namespace SsdClr.Build.Installation;

/// <summary>An assembly with its bytes.</summary>
/// <param name="Assembly">Name, permission set and owner in SQL Server.</param>
/// <param name="Bytes">The release build for SQL Server.</param>
internal sealed record ShippedAssembly(SqlServerAssembly Assembly, byte[] Bytes)
{
    /// <summary>Reads the assemblies as they were built.</summary>
    /// <param name="repository">The repository.</param>
    /// <returns>In the order in which they are created.</returns>
    /// <exception cref="BuildException">An assembly has not been built.</exception>
    public static IReadOnlyList<ShippedAssembly> Read(Repository repository) => [.. SqlServerAssembly.All.Select(assembly => new ShippedAssembly(assembly, SqlServerAssembly.Bytes(repository, assembly.File(repository))))];

    /// <summary>SHA-512 of the bytes as a T-SQL constant: what sp_add_trusted_assembly trusts.</summary>
    public string Hash => "0x" + Convert.ToHexString(SHA512.HashData(Bytes));

    /// <summary>Token of the key it is signed with, 16 hexadecimal digits in lower case as SQL Server shows it; null where it is not signed.</summary>
    public string? PublicKeyToken => StrongName.KeyOf(Bytes)?.Token;
}

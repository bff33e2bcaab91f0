using SsdClr.Build.Generation;

namespace SsdClr.Build.Packaging;

/// <summary>An assembly that SQL Server hosts.</summary>
/// <param name="Name">Name in SQL Server, which is also that of the project and the file.</param>
/// <param name="PermissionSet">SAFE or EXTERNAL_ACCESS.</param>
/// <param name="Owner">Database user that owns it; assemblies with different owners run in different AppDomains.</param>
internal sealed record SqlServerAssembly(string Name, string PermissionSet, string Owner)
{
    /// <summary>The assemblies of the product, in the order in which they are created.</summary>
    public static IReadOnlyList<SqlServerAssembly> All { get; } =
    [
        new("SsdClr.Payload", "SAFE", "csc_payload_owner"),
        new("SsdClr.Submission", "EXTERNAL_ACCESS", "csc_submission_owner"),
    ];

    /// <summary>The release build for SQL Server, which building SsdClr.Build makes too.</summary>
    /// <param name="repository">The repository.</param>
    public string File(Repository repository) => repository.HostedAssembly(Name);

    /// <summary>CREATE ASSEMBLY with the bytes in it.</summary>
    /// <param name="repository">The repository.</param>
    /// <exception cref="BuildException">The assembly has not been built.</exception>
    public SqlSource CreateStatement(Repository repository)
    {
        var file = File(repository);
        var bytes = Convert.ToHexString(Bytes(repository, file));
        return new SqlSource(
            repository.Relative(file),
            $"CREATE ASSEMBLY [{Name}] AUTHORIZATION [{Owner}]\nFROM 0x{bytes}\nWITH PERMISSION_SET = {PermissionSet};\n");
    }

    /// <summary>The bytes of a built assembly.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="file">Full path of the assembly.</param>
    /// <exception cref="BuildException">The assembly has not been built.</exception>
    public static byte[] Bytes(Repository repository, string file) => System.IO.File.Exists(file)
        ? System.IO.File.ReadAllBytes(file)
        : throw new BuildException($"{repository.Relative(file)}: not there. Build deploy/SsdClr.Build, which builds it too.");
}

using System.Globalization;
using Microsoft.SqlServer.Dac.Model;
using SsdClr.Build.Generation;

namespace SsdClr.Build.Packaging;

/// <summary>Compiles T-SQL against DacFx's model of SQL Server: every name has to resolve, every warning is an error.</summary>
internal static class DatabaseModel
{
    /// <summary>The versions that everything is compiled for: SQL Server 2016, 2019, 2022 and 2025.</summary>
    public static IReadOnlyList<SqlServerVersion> Versions { get; } = [SqlServerVersion.Sql130, SqlServerVersion.Sql150, SqlServerVersion.Sql160, SqlServerVersion.Sql170];

    /// <summary>On .NET, DacFx cannot read an assembly for .NET Framework from its bytes and calls each of them corrupt.</summary>
    private const int AssemblyUnreadable = 70557;

    /// <summary>Where this process has loaded an assembly of the same name, DacFx looks for the methods in that one. The tests bind every routine to the real one.</summary>
    private const int MethodNotFound = 71521;

    /// <summary>A reference that the model cannot resolve.</summary>
    private const int UnresolvedReference = 71502;

    /// <summary>What SQL Server provides and the T-SQL uses, but the model does not know: it holds nothing of <c>sys</c>.</summary>
    private static readonly string[] s_systemObjects =
    [
        "[sys].[assemblies]",
        "[sys].[asymmetric_keys]",
        "[sys].[certificates]",
        "[sys].[columns]",
        "[sys].[configurations]",
        "[sys].[crypt_properties]",
        "[sys].[database_recovery_status]",
        "[sys].[database_scoped_credentials]",
        "[sys].[databases]",
        "[sys].[index_columns]",
        "[sys].[login_token]",
        "[sys].[objects]",
        "[sys].[openkeys]",
        "[sys].[schemas]",
        "[sys].[sp_executesql]",
        "[sys].[sp_getapplock]",
        "[sys].[sp_releaseapplock]",
        "[sys].[symmetric_keys]",
    ];

    /// <summary>Certificates, key and user that csc.protect_secrets makes: no model can hold them, for each needs a password or a private key.</summary>
    private static readonly string[] s_madeAfterDeployment = ["object [csc_secret].", "object [csc_secret_signer]."];

    /// <summary>Compiles the sources as one database.</summary>
    /// <param name="sources">T-SQL files; nothing else is in the database.</param>
    /// <param name="version">SQL Server version to compile for.</param>
    /// <param name="collation">Collation of the database, which decides whether names differ by case.</param>
    /// <returns>The model; to be disposed by the caller.</returns>
    /// <exception cref="BuildException">A source has an error or a warning; each is a fault.</exception>
    public static TSqlModel Compile(IReadOnlyList<SqlSource> sources, SqlServerVersion version, string collation)
    {
        var model = new TSqlModel(version, new TSqlModelOptions { Collation = collation });
        try
        {
            var faults = new List<string>();
            foreach (var source in sources)
            {
                try
                {
                    model.AddOrUpdateObjects(source.Text, source.Name, new TSqlObjectOptions());
                }
                catch (DacModelException fault)
                {
                    faults.AddRange(fault.Messages.Select(message => $"{source.Name}: {message}"));
                }
            }

            faults.AddRange(model.Validate()
                .Where(message => !IsLimitOfTheModel(message))
                .Select(message => string.Create(CultureInfo.InvariantCulture, $"{version} {message.Prefix}{message.Number}: {message.Message}")));
            return faults.Count == 0 ? model : throw new BuildException([.. faults.Order(StringComparer.Ordinal)]);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static bool IsLimitOfTheModel(DacModelMessage message) =>
        message.Number is AssemblyUnreadable or MethodNotFound
        || (message.Number == UnresolvedReference
            && (Array.Exists(s_systemObjects, name => message.Message.Contains(name, StringComparison.Ordinal))
                || Array.Exists(s_madeAfterDeployment, name => message.Message.EndsWith(name, StringComparison.Ordinal))));
}

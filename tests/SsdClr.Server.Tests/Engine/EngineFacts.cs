using Microsoft.Data.SqlClient;

namespace SsdClr.Server.Tests.Engine;

/// <summary>What an engine says it can do, asked once.</summary>
internal sealed class EngineFacts
{
    private readonly string _connectionString;
    private readonly Dictionary<string, bool> _collations = new(StringComparer.Ordinal);
    private readonly Dictionary<Need, string?> _lacks = [];

    private EngineFacts(string connectionString, SqlConnection connection)
    {
        _connectionString = connectionString;
        var babelfish = Text(connection, "SELECT CONVERT(nvarchar(128), SERVERPROPERTY(N'BabelfishVersion'))");
        IsBabelfish = babelfish is not null;
        Version = Text(connection, "SELECT CONVERT(nvarchar(128), SERVERPROPERTY(N'ProductVersion'))") ?? "unknown";
        Name = IsBabelfish ? "Babelfish " + babelfish : "SQL Server " + Version;
        var isWindows = !IsBabelfish && Text(connection, "SELECT CONVERT(nvarchar(8), SERVERPROPERTY(N'PathSeparator'))") is null or "\\";
        var isSysadmin = Text(connection, "SELECT CONVERT(nvarchar(1), IS_SRVROLEMEMBER(N'sysadmin'))") == "1";
        var edition = Text(connection, "SELECT CONVERT(nvarchar(8), SERVERPROPERTY(N'EngineEdition'))");
        _lacks[Need.Server] = null;
        _lacks[Need.Assemblies] = IsBabelfish || edition is not ("2" or "3" or "4") ? $"{Name} loads no assemblies."
            : isSysadmin ? null : "The login is not sysadmin, so it cannot make the server trust assemblies.";
        _lacks[Need.ExternalAccess] = _lacks[Need.Assemblies] ?? (isWindows ? null : $"{Name} runs on Linux, which loads SAFE assemblies only.");
        _lacks[Need.Network] = _lacks[Need.ExternalAccess]
            ?? (!new SqlConnectionStringBuilder(connectionString).IntegratedSecurity ? "SQL Server gives EXTERNAL_ACCESS code no network for a SQL login: connect with Integrated Security."
                : string.Equals(Text(connection, "SELECT CONVERT(nvarchar(128), SERVERPROPERTY(N'MachineName'))"), Environment.MachineName, StringComparison.OrdinalIgnoreCase) ? null
                : "The server is on another machine, which cannot reach a receiver here.");
        _lacks[Need.TSqlt] = _lacks[Need.Assemblies];
        Lines =
        [
            $"Engine: {Name}",
            .. Enum.GetValues<Need>().Select(need => $"{need}: {_lacks[need] ?? "yes"}"),
        ];
    }

    /// <summary>Name and version, for reasons.</summary>
    public string Name { get; }

    /// <summary>Version as the engine gives it.</summary>
    public string Version { get; }

    /// <summary>True for Babelfish for PostgreSQL, whose differences <see cref="EngineDifferences"/> holds.</summary>
    public bool IsBabelfish { get; }

    /// <summary>All of it, a line each.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Asks a server.</summary>
    /// <param name="connectionString">Connects to master.</param>
    public static EngineFacts Ask(string connectionString)
    {
        using var connection = new SqlConnection(connectionString);
        connection.Open();
        return new EngineFacts(connectionString, connection);
    }

    /// <summary>Why the engine does not serve a need; null where it does.</summary>
    public string? Lacks(Need need) => _lacks[need];

    /// <summary>True where a database can be made under a collation.</summary>
    public bool HasCollation(string collation)
    {
        lock (_collations)
        {
            if (!_collations.TryGetValue(collation, out var has))
            {
                has = Try(collation);
                _collations.Add(collation, has);
            }

            return has;
        }
    }

    private bool Try(string collation)
    {
        try
        {
            using var database = ScratchDatabase.Create(_connectionString, collation);
            return true;
        }
        catch (SqlException)
        {
            return false;
        }
    }

    private static string? Text(SqlConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar() as string;
    }
}

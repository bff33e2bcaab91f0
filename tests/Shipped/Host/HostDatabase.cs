using System;
using System.Data.Common;
using System.Reflection;
using SsdClr.StandIn;

namespace SsdClr.Shipped.Host;

/// <summary>A SQLite connection of Mono's own provider, with the two files attached under the names of SQL Server's schemas.</summary>
internal sealed class HostDatabase : IDisposable
{
    private const string Provider = "Mono.Data.Sqlite, Version=4.0.0.0, Culture=neutral, PublicKeyToken=0738eb9f132ed756";

    private HostDatabase(DbConnection connection)
    {
        Connection = connection;
        Context = new ContextConnection(connection, Declarations.Read(connection));
    }

    /// <summary>SQLite itself.</summary>
    internal DbConnection Connection { get; }

    /// <summary>The same, as SQL Server's context connection would behave.</summary>
    internal DbConnection Context { get; }

    /// <summary>Opens both files, which exist.</summary>
    internal static HostDatabase Open(string ssdFile, string cscFile)
    {
        // Loaded by name: the provider is part of Mono, and no reference assembly of it exists.
        Type connectionType = Assembly.Load(Provider).GetType("Mono.Data.Sqlite.SqliteConnection", throwOnError: true)!;
        var connection = (DbConnection)Activator.CreateInstance(connectionType, "Data Source=:memory:")!;
        connection.Open();
        Attach(connection, ssdFile, "ATTACH DATABASE @file AS dbo");
        Attach(connection, cscFile, "ATTACH DATABASE @file AS csc");
        return new HostDatabase(connection);
    }

    /// <inheritdoc/>
    public void Dispose() => Connection.Dispose();

    private static void Attach(DbConnection connection, string file, string statement)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = statement;
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = "@file";
        parameter.Value = file;
        command.Parameters.Add(parameter);
        command.ExecuteNonQuery();
    }
}

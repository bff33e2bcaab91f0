using Microsoft.Data.SqlClient;

namespace SsdClr.Server.Tests.Engine;

/// <summary>A database of its own, dropped at the end.</summary>
internal sealed class ScratchDatabase : IDisposable
{
    private readonly string _server;

    private ScratchDatabase(string server, string name)
    {
        _server = server;
        Name = name;
        ConnectionString = new SqlConnectionStringBuilder(server) { InitialCatalog = name, Pooling = false, CommandTimeout = 0, ConnectTimeout = 60 }.ConnectionString;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Connects to it.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes one.</summary>
    /// <param name="collation">Its collation; null for the server's.</param>
    public static ScratchDatabase Create(string? collation = null) => Create(TestServer.ConnectionString, collation);

    /// <summary>Makes one on a server.</summary>
    /// <param name="server">Connects to master.</param>
    /// <param name="collation">Its collation; null for the server's.</param>
    public static ScratchDatabase Create(string server, string? collation)
    {
        var database = new ScratchDatabase(server, "ssdclr_test_" + Guid.NewGuid().ToString("N"));
        database.OnServer($"CREATE DATABASE [{database.Name}]{(collation is null ? string.Empty : " COLLATE " + collation)}");
        return database;
    }

    /// <summary>Opens a connection.</summary>
    public SqlConnection Open()
    {
        var connection = new SqlConnection(ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Runs statements.</summary>
    public void Execute(string sql)
    {
        using var connection = Open();
        connection.Run(sql);
    }

    /// <summary>Runs a script as a query window does, batch by batch; the first error fails.</summary>
    public void RunScript(string script)
    {
        using var connection = Open();
        var window = QueryWindow.Run(connection, script);
        Assert.IsEmpty(window.Errors, string.Join('\n', window.Errors));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            OnServer(TestServer.Facts.IsBabelfish
                ? $"DROP DATABASE [{Name}]"
                : $"ALTER DATABASE [{Name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{Name}]");
        }
        catch (Exception exception) when (exception is SqlException or InvalidOperationException)
        {
            // The server is disposable; what the test found is worth more than a database that stays.
        }
    }

    private void OnServer(string sql)
    {
        using var connection = new SqlConnection(_server);
        connection.Open();
        connection.Run(sql);
    }
}

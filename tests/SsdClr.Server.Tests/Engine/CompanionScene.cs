using SsdClr.Local.Database;
using SsdClr.Local.SampleData;
using SsdClr.Local.Server;
using SsdClr.Payload.Reading;

namespace SsdClr.Server.Tests.Engine;

/// <summary>A database on the server with SSD tables and the companion's schema csc, and the same children in SQLite.</summary>
internal sealed class CompanionScene : IDisposable
{
    private readonly string[] _tables;

    /// <summary>Makes both.</summary>
    /// <param name="options">The children.</param>
    /// <param name="collation">Collation of the database; null for the server's.</param>
    /// <param name="declaration">Changes the declaration of an SSD table on the server; null for none.</param>
    /// <param name="mend">Changes the children before they are copied; null for none.</param>
    public CompanionScene(SampleOptions options, string? collation = null, Func<string, string>? declaration = null, Action<LocalDatabase>? mend = null)
    {
        Options = options;
        Local = LocalDatabase.OpenInMemory();
        using (var output = SqliteSampleOutput.Begin(Local, replace: true))
        {
            new SampleGenerator(options).Write(output, new Progress<double>());
            output.Complete();
        }

        mend?.Invoke(Local);
        _tables = [.. Local.SsdTables().Select(table => table.Name)];
        Database = ScratchDatabase.Create(collation);
        try
        {
            using (var connection = Database.Open())
            {
                foreach (var statement in SsdDeclarations.In("[dbo]").Values)
                {
                    connection.Run(declaration is null ? statement : declaration(statement));
                }
            }

            Database.RunScript(Product.CompanionScript);
            Server = ServerDatabase.Open(Database.ConnectionString, Settings());
            Copy();
        }
        catch
        {
            // Nobody disposes what was never made.
            Server?.Dispose();
            Local.Dispose();
            Database.Dispose();
            throw;
        }
    }

    /// <summary>The children.</summary>
    public SampleOptions Options { get; }

    /// <summary>The children in SQLite, where they are changed.</summary>
    public LocalDatabase Local { get; }

    /// <summary>The database on the server.</summary>
    public ScratchDatabase Database { get; }

    /// <summary>The companion's session on it.</summary>
    public ServerDatabase Server { get; private set; }

    /// <summary>Settings under which a small sample is refreshed.</summary>
    public static Dictionary<string, string> Settings() => new(StringComparer.Ordinal)
    {
        ["base_url"] = "https://localhost:1/receiver",
        ["la_code"] = "999",
        ["empty_tables"] = string.Join(';', ChildQuery.Tables),
        ["max_as_of_days"] = "36500",
    };

    /// <summary>Brings the rows of SQLite to the server, by the companion's bulk copy.</summary>
    public void Copy() => new TestDatabase(Server, _ => { }).Replace(Local, _tables, new Progress<double>());

    /// <summary>Begins a new session on the server, as the next night does.</summary>
    public void Reconnect()
    {
        Server.Dispose();
        Server = ServerDatabase.Open(Database.ConnectionString, Settings());
    }

    /// <summary>Empties staging and its logs, so that the next refresh is a first one.</summary>
    public void Forget() => Database.Execute("DELETE FROM csc.staging; DELETE FROM csc.ssd_table_count; DELETE FROM csc.run_log; DELETE FROM csc.receiver");

    /// <inheritdoc/>
    public void Dispose()
    {
        Server.Dispose();
        Local.Dispose();
        Database.Dispose();
    }
}

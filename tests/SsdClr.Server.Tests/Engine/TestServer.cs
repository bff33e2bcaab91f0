using Microsoft.Data.SqlClient;
using Testcontainers.MsSql;

namespace SsdClr.Server.Tests.Engine;

/// <summary>
/// The disposable server of a test run: the one that SSDCLR_TEST_SERVER names, else a container where Docker answers at once, else none.
/// </summary>
[TestClass]
public sealed class TestServer
{
    private const string Variable = "SSDCLR_TEST_SERVER";
    private const string TSqltVariable = "SSDCLR_TEST_TSQLT";
    private const string Image = "mcr.microsoft.com/mssql/server:2022-latest";
    private const string None = $"No server: set {Variable} to the connection string of a disposable one, or start Docker (docs/testing.md).";

    private static readonly Lazy<string?> s_connectionString = new(Find);
    private static readonly Lazy<EngineFacts> s_facts = new(() => EngineFacts.Ask(ConnectionString));
    private static MsSqlContainer? s_container;

    /// <summary>Set by MSTest.</summary>
    public TestContext TestContext { get; set; } = null!;

    /// <summary>Connects to master of the server.</summary>
    internal static string ConnectionString => s_connectionString.Value ?? throw new InvalidOperationException(None);

    /// <summary>What the engine says it can do.</summary>
    internal static EngineFacts Facts => s_facts.Value;

    /// <summary>Path of tSQLt's install script; null where none is given.</summary>
    internal static string? TSqltScript => Environment.GetEnvironmentVariable(TSqltVariable) is { Length: > 0 } path ? path : null;

    /// <summary>Why a test cannot run; null where it can.</summary>
    internal static string? Absence(Need need, string? collation)
    {
        if (s_connectionString.Value is null)
        {
            return None;
        }

        EngineFacts facts;
        try
        {
            facts = Facts;
        }
        catch (SqlException)
        {
            // The tests fail with the reason, so that a server that was asked for is never skipped unseen.
            return null;
        }

        return facts.Lacks(need)
            ?? (need == Need.TSqlt && TSqltScript is null ? $"tSQLt is not at hand: set {TSqltVariable} to the path of tSQLt.class.sql." : null)
            ?? (collation is null || facts.HasCollation(collation) ? null : $"{facts.Name} makes no database with the collation {collation}.");
    }

    /// <summary>True where the engine takes a statement that sets an option, or where there is none to ask.</summary>
    internal static bool Takes(string option)
    {
        if (s_connectionString.Value is null)
        {
            return true;
        }

        using var connection = new SqlConnection(new SqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            connection.Run(option);
            return true;
        }
        catch (SqlException exception) when (connection.State == System.Data.ConnectionState.Open)
        {
            Console.WriteLine($"{Facts.Name} does not take {option}: {exception.Message}");
            return false;
        }
    }

    /// <summary>Prints what the engine can do, and what is skipped for it.</summary>
    [TestMethod]
    [OnServer]
    public void The_server_says_what_it_can_do()
    {
        foreach (var line in Facts.Lines)
        {
            TestContext.WriteLine(line);
        }

        Assert.IsNotEmpty(Facts.Name);
    }

    /// <summary>Takes the container away.</summary>
    [AssemblyCleanup]
    public static async Task StopAsync()
    {
        if (s_container is not null)
        {
            await s_container.DisposeAsync();
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return new SqlConnectionStringBuilder(given) { InitialCatalog = "master" }.ConnectionString;
        }

        if (!DockerSocket.Answers())
        {
            return null;
        }

        s_container = new MsSqlBuilder(Image).Build();
        s_container.StartAsync().GetAwaiter().GetResult();
        return s_container.GetConnectionString();
    }
}

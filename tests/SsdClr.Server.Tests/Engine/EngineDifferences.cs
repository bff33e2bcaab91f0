using System.Text.RegularExpressions;
using SsdClr.Local;
using SsdClr.Local.Database;

namespace SsdClr.Server.Tests.Engine;

/// <summary>
/// What Babelfish for PostgreSQL does not take of the product's scripts, and what stands for it in these tests: all of it is here. SQL Server gets every
/// script as it is. Of an install script Babelfish runs what makes the schema, roles, tables, indexes and modules, outside of a transaction.
/// </summary>
internal static partial class EngineDifferences
{
    // A session of Babelfish that is answered -999 a fifth time brings the whole engine down.
    private const int LockAttempts = 3;
    private static readonly TimeSpan s_betweenLocks = TimeSpan.FromSeconds(1);

    // It calls itself SQL Server 12, has no users without login, no NOEXEC, no trace of what another version made, and no rights on what it lacks.
    private static readonly string[] s_made = ["CREATE TABLE", "CREATE ROLE", "CREATE OR ALTER", "CREATE NONCLUSTERED INDEX", "CREATE SCHEMA", "INSERT INTO [csc].[schema_version]"];

    /// <summary>A script for the engine under test.</summary>
    public static string Script(string script) => TestServer.Facts.IsBabelfish ? ForBabelfish(script) : script;

    /// <summary>An identifier as the engine spells it when it is made a text: SQL Server in capitals, Babelfish in small letters.</summary>
    public static string Identifier(string capitals) => TestServer.Facts.IsBabelfish ? capitals.ToLowerInvariant() : capitals;

    /// <summary>
    /// Takes the run lock. Babelfish answers -999 also while any other session of the server is about to take any lock, so there it is asked for again.
    /// </summary>
    /// <exception cref="CompanionException">It is held.</exception>
    public static IDisposable Lock(CompanionDatabase database)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return database.Lock("run", TimeProvider.System);
            }
            catch (CompanionException exception) when (TestServer.Facts.IsBabelfish && attempt < LockAttempts && exception.Message.Contains("-999", StringComparison.Ordinal))
            {
                Thread.Sleep(s_betweenLocks);
            }
        }
    }

    private static string ForBabelfish(string script) => string.Join("\nGO\n", script.Split("\nGO\n")
        .Where(batch => s_made.Any(made => batch.Contains(made, StringComparison.Ordinal)) && !batch.Contains("[#kept_permission]", StringComparison.Ordinal))
        .Select(Batch)
        .Prepend("SET QUOTED_IDENTIFIER ON; SET ANSI_NULLS ON;"));

    private static string Batch(string batch)
    {
        var text = Schema().Replace(batch, "CREATE SCHEMA [csc];");
        text = Owner().Replace(text, string.Empty).Replace("CREATE OR ALTER ", "CREATE ", StringComparison.Ordinal);

        // An index within a table's declaration is refused; the script makes it again by itself where it is absent.
        return LastComma().Replace(Index().Replace(text, string.Empty), "\n)");
    }

    [GeneratedRegex(@"IF SCHEMA_ID\(N'csc'\) IS NULL\s+EXECUTE \[sys\]\.\[sp_executesql\] N'CREATE SCHEMA [^']*';", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Schema();

    [GeneratedRegex(@"(?<=CREATE ROLE \[\w+\]) AUTHORIZATION \[\w+\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Owner();

    [GeneratedRegex(@"^    INDEX \[\w+\] NONCLUSTERED \([^)]*\),?\n", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Index();

    [GeneratedRegex(@",\s*\n\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LastComma();
}

using SsdClr.Build.Installation;
using SsdClr.Database.Tests.Simulated;

namespace SsdClr.Database.Tests.Install;

/// <summary>A simulated server whose one database scripts are run in.</summary>
internal sealed class InstalledDatabase : IDisposable
{
    /// <summary>Whatever is in the catalogue and in the tables, the notes of installations aside.</summary>
    private static readonly string[] s_contents =
    [
        "SELECT o.type || ' ' || o.name || ' ' || COALESCE(o.definition, '') FROM sys.objects AS o",
        "SELECT o.name || ' ' || c.column_id || ' ' || c.name || ' ' || c.definition FROM sys.columns AS c JOIN sys.objects AS o ON o.object_id = c.object_id",
        "SELECT name || ' ' || definition FROM sys.indexes",
        "SELECT a.name || ' ' || a.clr_name || ' ' || a.permission_set_desc || ' ' || hex(f.content) FROM sys.assemblies AS a JOIN sys.assembly_files AS f ON f.assembly_id = a.assembly_id",
        "SELECT COALESCE(run_id, '') || ' ' || COALESCE(verdict, '') FROM csc.run_log",
    ];

    /// <summary>Runs CLR code, as after trust.sql.</summary>
    public InstalledDatabase() => Server.Execute("UPDATE sys.configurations SET value = 1, value_in_use = 1 WHERE name = 'clr enabled'");

    public SimulatedServer Server { get; } = new() { Database = "reporting" };

    public void Dispose() => Server.Dispose();

    /// <summary>Trusts the assemblies as trust.sql does, installs them in a new window, and fails the test on any error.</summary>
    public QueryWindow Install(InstallationContent content, IReadOnlyList<Manifest>? released = null)
    {
        var window = Try(content, released);
        AssertNoError(window);
        return window;
    }

    /// <summary>Likewise, whatever comes of it.</summary>
    public QueryWindow Try(InstallationContent content, IReadOnlyList<Manifest>? released = null)
    {
        Trust(content);
        var window = new QueryWindow(Server);
        window.Run(InstallScript.Write(content, released ?? []));
        return window;
    }

    /// <summary>Runs the uninstaller in a new window.</summary>
    public QueryWindow Uninstall(bool dropData = false)
    {
        var script = File.ReadAllText(Path.Combine(CheckedOut.Repository.Deploy, "SsdClr.uninstall.sql"));
        Assert.Contains("@drop_data bit = 0;", script, StringComparison.Ordinal);
        var window = new QueryWindow(Server);
        window.Run(dropData ? script.Replace("@drop_data bit = 0;", "@drop_data bit = 1;", StringComparison.Ordinal) : script);
        return window;
    }

    /// <summary>Puts the hashes on the server's list.</summary>
    public void Trust(InstallationContent content)
    {
        foreach (var assembly in content.Assemblies)
        {
            Server.Execute("INSERT INTO sys.trusted_assemblies (hash) VALUES (@hash)", ("@hash", Convert.FromHexString(assembly.Hash[2..])));
        }
    }

    /// <summary>What an authority adds to an installation: members, rights of its own, an object of its own in our schema and one in another, and rows.</summary>
    public void UseAsAnAuthority()
    {
        var window = new QueryWindow(Server);
        window.Run("""
            CREATE ROLE [la_readers];
            CREATE USER [la_analyst] WITHOUT LOGIN;
            ALTER ROLE [csc_analyst] ADD MEMBER [la_analyst];
            GRANT SELECT ON OBJECT::[csc].[status] TO [la_readers];
            GRANT EXECUTE ON OBJECT::[csc].[json_pretty] TO [la_readers] WITH GRANT OPTION;
            DENY SELECT ON OBJECT::[csc].[person_ranges] TO [la_readers];
            GRANT SELECT ON OBJECT::[csc].[staging] ([person_id]) TO [la_readers];
            GRANT SELECT ON OBJECT::[csc].[allowed_host] TO [csc_analyst];
            CREATE TABLE [dbo].[la_notes] ([note] nvarchar(40) NULL);
            GO
            CREATE VIEW [csc].[la_view] AS SELECT 1 AS [one];
            GO
            INSERT INTO [csc].[run_log] ([run_id], [verdict]) VALUES (1, N'succeeded');
            INSERT INTO [csc].[staging] ([receiver_id], [person_id], [payload]) VALUES (1, N'1', N'{}');
            INSERT INTO [csc].[setting] ([name], [value]) VALUES (N'la_code', N'845');
            """);
        AssertNoError(window);
    }

    /// <summary>Everything that <see cref="UseAsAnAuthority"/> made, as lines that have to be there.</summary>
    public static IReadOnlyList<string> OfTheAuthority { get; } =
    [
        "ROLE la_readers",
        "USER la_analyst",
        "MEMBER la_analyst OF csc_analyst",
        "GRANT SELECT ON csc.status TO la_readers",
        "GRANT OPTION EXECUTE ON csc.json_pretty TO la_readers",
        "DENY SELECT ON csc.person_ranges TO la_readers",
        "GRANT SELECT ON csc.staging.person_id TO la_readers",
        "GRANT SELECT ON csc.allowed_host TO csc_analyst",
        "TABLE dbo.la_notes",
        "COLUMN dbo.la_notes.note 1",
        "VIEW csc.la_view",
    ];

    /// <summary>The rows that <see cref="UseAsAnAuthority"/> wrote are there.</summary>
    public void AssertRowsAreKept()
    {
        Assert.AreEqual("succeeded", Server.Value("SELECT verdict FROM csc.run_log WHERE run_id = 1"));
        Assert.AreEqual("{}", Server.Value("SELECT payload FROM csc.staging WHERE person_id = '1'"));
        Assert.AreEqual("845", Server.Value("SELECT value FROM csc.setting WHERE name = 'la_code'"));
    }

    /// <summary>All that is there, to be compared before and after.</summary>
    public string Snapshot() => string.Join('\n', s_contents.Where(_ => Server.ObjectId("[csc].[run_log]") is not null).SelectMany(Server.Lines).Concat(ObjectList.Of(Server)));

    public static void AssertNoError(QueryWindow window)
    {
        Assert.AreEqual(string.Empty, string.Join('\n', window.Errors.Select(fault => $"{fault.Number}: {fault.Message}")));
        Assert.IsFalse(window.IsLeftBehind);
    }
}

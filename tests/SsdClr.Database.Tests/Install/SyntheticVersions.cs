using SsdClr.Build.Generation;
using SsdClr.Build.Installation;
using SsdClr.Build.Packaging;
using SsdClr.Build.Signing;

namespace SsdClr.Database.Tests.Install;

/// <summary>Versions after the one in hand, made of its sources, so that upgrading and going back are tested before there are two.</summary>
internal static class SyntheticVersions
{
    private static readonly Lazy<Release> s_later = new(() => new Release("0.2.0", Changed(CheckedOut.SsdClr), NextAssemblies(), [CheckedOut.Release.Manifest]));
    private static readonly Lazy<Release> s_otherKey = new(() => new Release(CheckedOut.Release.Whole.Version, CheckedOut.SsdClr, Signed(), []));

    /// <summary>
    /// The next version: a column more at the end of two tables, one with a default, another check in place of one, an index more, a procedure, a view and a
    /// bound function more, a view changed, a right more and a right less, both assemblies changed.
    /// </summary>
    public static Release Next => s_later.Value;

    /// <summary>The version in hand, signed with a key.</summary>
    public static Release UnderAnotherKey => s_otherKey.Value;

    /// <summary>The whole product of a version with sources changed by hand.</summary>
    public static PackagedDatabase With(PackagedDatabase database, string file, string right, string wrong)
    {
        var changed = database.Sources.Select(source => source.Name == file ? source with { Text = source.Text.Replace(right, wrong, StringComparison.Ordinal) } : source).ToList();
        CollectionAssert.AreNotEqual(database.Sources.ToList(), changed, file);
        return database with { Sources = changed };
    }

    private static PackagedDatabase Changed(PackagedDatabase database)
    {
        database = With(database, "sql/csc/Tables/run_log.sql", "    [children_sent]    int            NULL,\n", "    [children_sent]    int            NULL,\n    [note]             nvarchar(40)   NULL,\n");
        database = With(database, "sql/csc/Tables/receiver.sql", "    CONSTRAINT [PK_csc_receiver]", "    [is_paused]          bit           NOT NULL CONSTRAINT [DF_csc_receiver_is_paused] DEFAULT 0,\n    CONSTRAINT [PK_csc_receiver]");
        database = With(database, "sql/csc/Tables/staging.sql", "CONSTRAINT [CK_csc_staging_change] CHECK ([change] IN (N'new',", "CONSTRAINT [CK_csc_staging_change_2] CHECK ([change] IN (N'other', N'new',");
        database = With(database, "sql/csc/Tables/batch_log.sql", "    INDEX [IX_csc_batch_log_run] NONCLUSTERED ([run_id])", "    INDEX [IX_csc_batch_log_run] NONCLUSTERED ([run_id]),\n    INDEX [IX_csc_batch_log_started] NONCLUSTERED ([started_at], [run_id] DESC)");
        database = With(database, "sql/csc/Views/run_history.sql", "CREATE VIEW [csc].[run_history]\nAS\n", "CREATE VIEW [csc].[run_history]\nAS\n-- Changed\n");
        database = With(database, "sql/csc/Security/csc_analyst.permissions.sql", "GRANT SELECT ON OBJECT::[csc].[run_history] TO [csc_analyst];\nGO\n", "GRANT SELECT ON OBJECT::[csc].[notes] TO [csc_analyst];\nGO\n");
        return database with
        {
            Sources =
            [
                .. database.Sources,
                new SqlSource("sql/csc/Views/notes.sql", "-- Notes of runs.\nCREATE VIEW [csc].[notes]\nAS\nSELECT [l].[run_id], [l].[note] FROM [csc].[run_log] AS [l] INNER JOIN [csc].[later_notes] AS [n] ON [n].[run_id] = [l].[run_id];\n"),
                new SqlSource("sql/csc/Views/later_notes.sql", "CREATE VIEW [csc].[later_notes]\nAS\nSELECT [l].[run_id] FROM [csc].[run_log] AS [l] WHERE [l].[note] IS NOT NULL;\n"),
                new SqlSource("sql/csc/Procedures/add_note.sql", "CREATE PROCEDURE [csc].[add_note]\n    @note nvarchar(40) = NULL, -- any text | What to write.\n    @help bit = 0\nAS\nBEGIN\n    UPDATE [csc].[run_log] SET [note] = @note;\nEND;\n"),
                new SqlSource("sql/csc/Functions/json_plain.sql", "CREATE FUNCTION [csc].[json_plain]\n(\n    @json nvarchar(max)\n)\nRETURNS nvarchar(max)\nAS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.JsonFunction].[JsonPlain];\n"),
            ],
        };
    }

    private static List<ShippedAssembly> NextAssemblies() =>
    [
        CheckedOut.Release.Whole.Assemblies[0] with { Bytes = AssemblyVariant.WithCopyOf(CheckedOut.Release.Whole.Assemblies[0].Bytes, "SsdClr.Payload.SqlServer.JsonFunction", "JsonPretty", "JsonPlain") },
        CheckedOut.Release.Whole.Assemblies[1] with { Bytes = AssemblyVariant.WithCopyOf(CheckedOut.Release.Whole.Assemblies[1].Bytes, "SsdClr.Submission.SqlServer.SubmitProcedure", "SubmitPending", "SubmitOther") },
    ];

    private static List<ShippedAssembly> Signed()
    {
        var key = SigningKey.Make().PublicKey.Bytes.ToArray();
        return [.. CheckedOut.Release.Whole.Assemblies.Select(assembly => assembly with { Bytes = AssemblyVariant.WithKey(assembly.Bytes, key) })];
    }
}

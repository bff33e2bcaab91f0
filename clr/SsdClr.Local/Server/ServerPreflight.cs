using System.Globalization;
using Microsoft.Data.SqlClient;
using SsdClr.Preflight;
using SsdClr.Data;

namespace SsdClr.Local.Server;

/// <summary>What a live server may have against a run of the companion: the schema csc and its version, the database, the lock, the rights.</summary>
internal sealed class ServerPreflight(ServerDatabase database)
{
    private const int PermissionDenied = 229;

    /// <summary>Takes every step; writes nothing.</summary>
    public IReadOnlyList<PreflightStep> Run(TimeProvider clock) => database.HoldsSubmission
        ? [Version(), Durability(), Lock(clock)]
        : [PreflightStep.Failed("Schema csc", $"{database.Name} has none, so it can be looked at and nothing can be submitted from it.", "Install SsdClr.companion.install.sql; docs/live-server.md shows how.")];

    private PreflightStep Version()
    {
        const string Step = "Schema csc";
        try
        {
            using var command = database.Connection.Command("SELECT TOP (1) [v].[version], [v].[variant] FROM [csc].[schema_version] AS [v] ORDER BY [v].[schema_version_id] DESC");
            using var reader = command.ExecuteReader();
            if (!reader.Read())
            {
                return PreflightStep.Warning(Step, "Its version is not noted.", "Install the version of this program over it.");
            }

            var (version, variant) = (reader.GetString(0), reader.GetString(1));
            return version == ProgramVersion.Text
                ? PreflightStep.Ok(Step, $"Version {version}, {variant}.")
                : PreflightStep.Failed(Step, $"It has version {version} ({variant}), this program is {ProgramVersion.Text}.", "Install the same version of both.");
        }
        catch (SqlException exception) when (exception.Number == PermissionDenied)
        {
            return PreflightStep.Failed(Step, "This login may not see its version.", "Ask a database owner to make the login a member of csc_operator.");
        }
    }

    private PreflightStep Durability()
    {
        const string Step = "Durability";
        using var command = database.Connection.Command("SELECT [d].[delayed_durability_desc] FROM [sys].[databases] AS [d] WHERE [d].[database_id] = DB_ID()");
        try
        {
            return command.Scalar() is "FORCED"
                ? PreflightStep.Failed(Step, "Delayed durability is FORCED: a crash could lose the note that a child was sent.", "ALTER DATABASE CURRENT SET DELAYED_DURABILITY = ALLOWED;")
                : PreflightStep.Ok(Step, "What is noted before a POST is on disk.");
        }
        catch (SqlException exception)
        {
            return PreflightStep.Skipped(Step, string.Create(CultureInfo.InvariantCulture, $"This engine does not say (error {exception.Number})."));
        }
    }

    private PreflightStep Lock(TimeProvider clock)
    {
        const string Step = "Run lock";
        try
        {
            database.Lock("preflight", clock).Dispose();
            return PreflightStep.Ok(Step, "It is free, and this login may take it.");
        }
        catch (CompanionException exception)
        {
            return PreflightStep.Failed(Step, exception.Message, "See the detail.");
        }
        catch (SecondaryReplicaException exception)
        {
            return PreflightStep.Warning(Step, exception.Message, "A run on this replica does nothing and ends well; the primary one submits.");
        }
        catch (SqlException exception)
        {
            return PreflightStep.Failed(Step, ServerFault.Describe(exception), "Ask a database owner to make the login a member of csc_operator.");
        }
    }
}

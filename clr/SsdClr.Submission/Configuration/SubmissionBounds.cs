using System.Data.Common;
using SsdClr.Ledger;
using SsdClr.Runs;
using SsdClr.Settings;

namespace SsdClr.Submission.Configuration;

/// <summary>What keeps a submission where it belongs: the hosts it may go to, and the environment it may come from.</summary>
/// <param name="hosts">Hosts that may be addressed.</param>
/// <param name="environment">Which copy of the database this is; null for one in memory, which nobody can copy.</param>
internal sealed class SubmissionBounds(AllowedHosts hosts, EnvironmentKey? environment)
{
    private readonly EnvironmentKey? _environment = environment;

    /// <summary>Hosts that may be addressed.</summary>
    internal AllowedHosts Hosts { get; } = hosts;

    /// <summary>Makes sure that submissions from this copy of the database are confirmed.</summary>
    /// <exception cref="SubmissionException">They are not, or nobody can tell.</exception>
    internal void CheckEnvironment(DbConnection connection)
    {
        if (_environment is { IsKnown: false })
        {
            throw new SubmissionException(
                "Nothing was sent: this login may not see which database this is, so a copy could not be told from the original. Grant it VIEW ANY DATABASE, which public has unless it was denied.");
        }

        if (_environment is not null && !_environment.IsConfirmed(connection))
        {
            throw new SubmissionException(
                "Nothing was sent: this copy of the database is not the one whose submissions are confirmed; it was restored or moved. If it has taken that one's "
                + "place, a database owner runs EXEC csc.confirm_environment; if it is a copy for other use, nothing should leave it.");
        }
    }

    /// <summary>True where nothing ever left the database, so that the first run will make its environment the confirmed one.</summary>
    internal bool IsFirstEnvironment(DbConnection connection) => _environment is { IsKnown: true } && EnvironmentKey.IsNoneNoted(connection) && !SentBatches.Any(connection);
}

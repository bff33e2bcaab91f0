using System;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;
using SsdClr.Time;

namespace SsdClr.Runs;

/// <summary>
/// Writes csc.run_log. The caller holds the run lock, so one run is written at a time, and has no transaction open.
/// Messages must be free of personal data and secrets: everybody who may see the runs reads them.
/// </summary>
internal static class RunLog
{
    /// <summary>Longest message kept (csc.run_log.message).</summary>
    internal const int LongestMessage = 1000;

    private const int LongestName = 128;
    private const int LongestTrouble = 400;
    private const string Running = "running";

    /// <summary>
    /// Adds the row of a run that starts now. Rows still 'running' are runs that ended without a word: they become 'interrupted'
    /// and keep no end, because nobody saw it.
    /// </summary>
    /// <param name="connection">Open connection.</param>
    /// <param name="clock">Gives the start.</param>
    /// <param name="operation">What the run does.</param>
    /// <param name="asOf">Day the cohort is judged by; null for anything but a refresh.</param>
    /// <param name="origin">Who started it.</param>
    /// <returns>The run's id: one more than the highest.</returns>
    internal static long Start(DbConnection connection, IClock clock, RunOperation operation, DateTime? asOf, RunOrigin origin)
    {
        using DbTransaction transaction = connection.BeginTransaction();
        long runId = NextId(connection, transaction);
        CloseInterrupted(connection, transaction, runId);
        using DbCommand insert = connection.Command(
            "INSERT INTO [csc].[run_log] ([run_id], [operation], [as_of], [started_at], [started_tick], [verdict], [host_name], [login_name], [agent_job], [agent_step], [program_version]) "
            + "VALUES (@run_id, @operation, @as_of, @started_at, @started_tick, @verdict, @host_name, @login_name, @agent_job, @agent_step, @program_version)",
            transaction);
        insert.AddLong("@run_id", runId);
        insert.AddText("@operation", Text(operation));

        // As ISO text, which every language setting reads alike and SQLite stores as it is.
        insert.AddText("@as_of", asOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        insert.AddMoment("@started_at", clock.UtcNow);
        insert.AddLong("@started_tick", (long)clock.Elapsed.TotalMilliseconds);
        insert.AddText("@verdict", Running);
        insert.AddText("@host_name", InvariantText.Cut(origin.HostName, LongestName));
        insert.AddText("@login_name", InvariantText.Cut(origin.LoginName, LongestName));
        insert.AddText("@agent_job", origin.AgentJob?.JobId);
        insert.AddInteger("@agent_step", origin.AgentJob?.StepNumber);
        insert.AddText("@program_version", ProgramVersion.Text);
        insert.Execute();
        transaction.Commit();
        return runId;
    }

    /// <summary>When a run began, as <see cref="IClock.Elapsed"/>; now, where nobody wrote it down on this machine since it started.</summary>
    internal static TimeSpan StartedTick(DbConnection connection, long runId, IClock clock)
    {
        TimeSpan now = clock.Elapsed;
        using DbCommand command = connection.Command("SELECT [started_tick] FROM [csc].[run_log] WHERE [run_id] = @run_id");
        command.AddLong("@run_id", runId);
        if (command.Scalar() is not { } tick)
        {
            return now;
        }

        TimeSpan started = TimeSpan.FromMilliseconds(Convert.ToInt64(tick, CultureInfo.InvariantCulture));
        return started < now ? started : now;
    }

    /// <summary>Writes how the run ended.</summary>
    /// <param name="connection">Open connection.</param>
    /// <param name="clock">Gives the end.</param>
    /// <param name="runId">The run.</param>
    /// <param name="verdict">How it ended.</param>
    /// <param name="message">What to know about it, or why it failed; cut to <see cref="LongestMessage"/>. Null for nothing to say.</param>
    internal static void Complete(DbConnection connection, IClock clock, long runId, RunVerdict verdict, string? message)
    {
        using DbCommand update = connection.Command(
            "UPDATE [csc].[run_log] SET [ended_at] = @ended_at, [verdict] = @verdict, [message] = @message WHERE [run_id] = @run_id");
        update.AddLong("@run_id", runId);
        update.AddMoment("@ended_at", clock.UtcNow);
        update.AddText("@verdict", verdict == RunVerdict.Succeeded ? "succeeded" : "failed");
        update.AddText("@message", InvariantText.Cut(message, LongestMessage));
        update.Execute();
    }

    /// <summary>Writes what a refresh found.</summary>
    /// <param name="connection">Open connection.</param>
    /// <param name="runId">The run.</param>
    /// <param name="receiverId">Receiver the payloads were prepared for.</param>
    /// <param name="counts">What it found.</param>
    internal static void RecordRefresh(DbConnection connection, long runId, int receiverId, RefreshCounts counts)
    {
        using DbCommand update = connection.Command(
            "UPDATE [csc].[run_log] SET [receiver_id] = @receiver_id, [persons_read] = @persons_read, [in_cohort] = @in_cohort, [withheld] = @withheld, "
            + "[new_children] = @new_children, [updated_children] = @updated_children, [deleted_children] = @deleted_children WHERE [run_id] = @run_id");
        update.AddLong("@run_id", runId);
        update.AddInteger("@receiver_id", receiverId);
        update.AddInteger("@persons_read", counts.PersonsRead);
        update.AddInteger("@in_cohort", counts.InCohort);
        update.AddInteger("@withheld", counts.Withheld);
        update.AddInteger("@new_children", counts.New);
        update.AddInteger("@updated_children", counts.Updated);
        update.AddInteger("@deleted_children", counts.Deleted);
        update.Execute();
    }

    /// <summary>Writes what a submission sent, also when it stopped half-way.</summary>
    /// <param name="connection">Open connection.</param>
    /// <param name="runId">The run.</param>
    /// <param name="receiverId">Receiver it was sent to.</param>
    /// <param name="counts">What was sent.</param>
    /// <param name="firstTrouble">What went wrong first, though the run may have got over it; cut to 400 characters. Null for nothing.</param>
    internal static void RecordSubmission(DbConnection connection, long runId, int receiverId, SubmissionCounts counts, string? firstTrouble)
    {
        using DbCommand update = connection.Command(
            "UPDATE [csc].[run_log] SET [receiver_id] = @receiver_id, [batches] = @batches, [sent] = @sent, [children_sent] = @children_sent, [accepted] = @accepted, "
            + "[rejected] = @rejected, [outcome_unknown] = @outcome_unknown, [first_trouble] = @first_trouble WHERE [run_id] = @run_id");
        update.AddLong("@run_id", runId);
        update.AddInteger("@receiver_id", receiverId);
        update.AddInteger("@batches", counts.Batches);
        update.AddInteger("@sent", counts.Sent);
        update.AddInteger("@children_sent", counts.Children);
        update.AddInteger("@accepted", counts.Accepted);
        update.AddInteger("@rejected", counts.Rejected);
        update.AddInteger("@outcome_unknown", counts.OutcomeUnknown);
        update.AddText("@first_trouble", InvariantText.Cut(firstTrouble, LongestTrouble));
        update.Execute();
    }

    private static long NextId(DbConnection connection, DbTransaction transaction)
    {
        using DbCommand command = connection.Command("SELECT MAX([run_id]) FROM [csc].[run_log]", transaction);
        return Convert.ToInt64(command.Scalar() ?? 0L, CultureInfo.InvariantCulture) + 1;
    }

    private static void CloseInterrupted(DbConnection connection, DbTransaction transaction, long runId)
    {
        using DbCommand update = connection.Command(
            "UPDATE [csc].[run_log] SET [verdict] = @interrupted, [message] = @message WHERE [verdict] = @running", transaction);
        update.AddText("@interrupted", "interrupted");
        update.AddText("@running", Running);
        update.AddText(
            "@message",
            "The run ended without recording how; run " + InvariantText.Of(runId)
            + " found it so. What it had in flight is sent again by the next submission.");
        update.Execute();
    }

    private static string Text(RunOperation operation) => operation switch
    {
        RunOperation.Refresh => "refresh",
        RunOperation.Submit => "submit",
        RunOperation.Requeue => "requeue",
        RunOperation.Purge => "purge",
        RunOperation.Takeover => "takeover",
        _ => "run",
    };
}

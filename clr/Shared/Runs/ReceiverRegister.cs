using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;
using SsdClr.Settings;
using SsdClr.Time;

namespace SsdClr.Runs;

/// <summary>
/// The receivers in csc.receiver. What was acknowledged belongs to a receiver: base address, local authority, and whether and under which key its children are
/// scrambled, together. The child-id column is not part of it: the receiver still holds what it was sent under ids of another column.
/// </summary>
internal static class ReceiverRegister
{
    /// <summary>The scrambling of a receiver that gets real records.</summary>
    internal const string NotScrambled = "";

    private const int LongestAddress = 400;

    /// <summary>
    /// Finds the receiver the settings describe, adds it when it is new, and makes it the current one: for a refresh, or a takeover. One that was not current
    /// gets nothing before a refresh has come to its end, for what is staged for it may be old. The caller holds the run lock and has no transaction open.
    /// </summary>
    /// <param name="connection">Open connection.</param>
    /// <param name="clock">The time.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="scrambling">The fingerprint of the key that children are scrambled under; <see cref="NotScrambled"/> for real ones.</param>
    /// <returns>Its receiver_id.</returns>
    /// <exception cref="SettingException">The base address is longer than the column.</exception>
    internal static int Current(DbConnection connection, IClock clock, SettingValues settings, string scrambling)
    {
        string baseUrl = Canonical(settings.Text("base_url"));
        if (baseUrl.Length > LongestAddress)
        {
            throw new SettingException("Setting base_url is longer than 400 characters. Correct it with EXEC csc.set_setting.");
        }

        using DbTransaction transaction = connection.BeginTransaction();
        int receiverId = Find(connection, transaction, baseUrl, settings, scrambling) ?? Add(connection, transaction, clock, baseUrl, settings, scrambling);
        using DbCommand column = connection.Command(
            "UPDATE [csc].[receiver] SET [la_child_id_column] = @la_child_id_column WHERE [receiver_id] = @receiver_id AND [la_child_id_column] <> @la_child_id_column",
            transaction);
        column.AddInteger("@receiver_id", receiverId);
        column.AddText("@la_child_id_column", settings.Text("la_child_id_column"));
        column.Execute();
        using DbCommand update = connection.Command(
            "UPDATE [csc].[receiver] SET [is_current] = CASE WHEN [receiver_id] = @receiver_id THEN 1 ELSE 0 END, "
            + "[refresh_refused_at] = CASE WHEN [receiver_id] = @receiver_id THEN @now ELSE [refresh_refused_at] END WHERE [is_current] <> CASE WHEN [receiver_id] = @receiver_id THEN 1 ELSE 0 END",
            transaction);
        update.AddInteger("@receiver_id", receiverId);
        update.AddMoment("@now", clock.UtcNow);
        update.Execute();
        transaction.Commit();
        return receiverId;
    }

    /// <summary>True where a guard refused the last refresh, or it did not come to its end, so that what is staged may not be sent.</summary>
    internal static bool IsRefreshRefused(DbConnection connection, int receiverId)
    {
        using DbCommand command = connection.Command("SELECT [refresh_refused_at] FROM [csc].[receiver] WHERE [receiver_id] = @receiver_id");
        command.AddInteger("@receiver_id", receiverId);
        return command.Scalar() is not null;
    }

    /// <summary>Notes that a guard refused a refresh, or that the last one was good. Writes only what is new.</summary>
    /// <param name="connection">Open connection without a transaction.</param>
    /// <param name="receiverId">The receiver.</param>
    /// <param name="refusedAt">When it was refused, in UTC; null: it was good.</param>
    internal static void RecordRefresh(DbConnection connection, int receiverId, DateTime? refusedAt)
    {
        if (refusedAt is null && !IsRefreshRefused(connection, receiverId))
        {
            return;
        }

        using DbCommand command = connection.Command("UPDATE [csc].[receiver] SET [refresh_refused_at] = @refused_at WHERE [receiver_id] = @receiver_id");
        command.AddMoment("@refused_at", refusedAt);
        command.AddInteger("@receiver_id", receiverId);
        command.Execute();
    }

    /// <summary>
    /// The date of the last good refresh, and how many children were in the cohort: null where it was restricted otherwise then. Nothing where there was no such refresh.
    /// </summary>
    /// <param name="connection">Open connection.</param>
    /// <param name="receiverId">The receiver.</param>
    /// <param name="restriction">Names of the settings that restrict the cohort now, separated by semicolons.</param>
    internal static (DateTime? AsOf, int? InCohort) LastGood(DbConnection connection, int receiverId, string restriction)
    {
        using DbCommand command = connection.Command("SELECT [staged_restriction], [good_as_of], [good_in_cohort] FROM [csc].[receiver] WHERE [receiver_id] = @receiver_id");
        command.AddInteger("@receiver_id", receiverId);
        using DbDataReader reader = command.ExecuteReader();
        if (!reader.Read() || reader.IsDBNull(1))
        {
            return default;
        }

        // SQLite has no type for a date.
        DateTime asOf = reader.GetValue(1) is DateTime date ? date : DateTime.ParseExact(reader.GetString(1), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        bool isOfSameCohort = !reader.IsDBNull(2) && string.Equals(reader.GetValue(0) as string ?? string.Empty, restriction, StringComparison.Ordinal);
        return (asOf, isOfSameCohort ? Convert.ToInt32(reader.GetValue(2), CultureInfo.InvariantCulture) : null);
    }

    /// <summary>Notes what a good refresh found. Writes only what is new.</summary>
    internal static void RecordGood(DbConnection connection, int receiverId, DateTime asOf, int inCohort)
    {
        using DbCommand command = connection.Command(
            "UPDATE [csc].[receiver] SET [good_as_of] = @good_as_of, [good_in_cohort] = @good_in_cohort WHERE [receiver_id] = @receiver_id "
            + "AND ([good_as_of] IS NULL OR [good_as_of] <> @good_as_of OR [good_in_cohort] IS NULL OR [good_in_cohort] <> @good_in_cohort)");
        command.AddText("@good_as_of", InvariantText.Of(asOf));
        command.AddInteger("@good_in_cohort", inCohort);
        command.AddInteger("@receiver_id", receiverId);
        command.Execute();
    }

    /// <summary>
    /// Notes which settings restricted the cohort when staging was made. Before a refresh one that was switched off counts as off and one that was
    /// switched on does not count yet, for staging may then hold children of both. The size of the last good cohort is forgotten where it was of another
    /// restriction: no guard is to compare with it, whatever becomes of this refresh. Writes only what is new.
    /// </summary>
    /// <param name="connection">Open connection without a transaction.</param>
    /// <param name="receiverId">The receiver.</param>
    /// <param name="restriction">Names of the settings that restrict the cohort, separated by semicolons.</param>
    /// <param name="isComplete">True after a good refresh; false before it.</param>
    internal static void RecordStaging(DbConnection connection, int receiverId, string restriction, bool isComplete)
    {
        string? staged = Text(connection, receiverId, "staged_restriction");
        string? now = isComplete ? restriction : staged is null ? null : Common(staged, restriction);
        if (now is not null && !string.Equals(now, staged, StringComparison.Ordinal))
        {
            Write(connection, receiverId, "staged_restriction", now, ", [good_in_cohort] = NULL");
        }
    }

    /// <summary>
    /// The restrictions of the cohort under which all was sent that ever went to a receiver and which staging was made without: names of settings,
    /// separated by semicolons; empty for none.
    /// </summary>
    internal static string LiftedRestrictions(DbConnection connection, int receiverId)
    {
        string sent = Text(connection, receiverId, "sent_restriction") ?? string.Empty;
        string[] staged = (Text(connection, receiverId, "staged_restriction") ?? string.Empty).Split(';');
        var lifted = new List<string>();
        foreach (string name in sent.Split(';'))
        {
            if (Array.IndexOf(staged, name) < 0)
            {
                lifted.Add(name);
            }
        }

        return string.Join(";", lifted);
    }

    /// <summary>Notes, before children are sent, under which restrictions of the cohort that happens. Writes only what is new.</summary>
    internal static void RecordSending(DbConnection connection, int receiverId)
    {
        string staged = Text(connection, receiverId, "staged_restriction") ?? string.Empty;
        string? sent = Text(connection, receiverId, "sent_restriction");
        string now = sent is null ? staged : Common(sent, staged);
        if (!string.Equals(now, sent, StringComparison.Ordinal))
        {
            Write(connection, receiverId, "sent_restriction", now, also: string.Empty);
        }
    }

    // The name of a host is the same in capitals, a path is not. What is no address is refused elsewhere.
    private static string Canonical(string baseUrl)
    {
        string trimmed = baseUrl.TrimEnd('/');
        HttpsAddress? address = HttpsAddress.Parse(trimmed);
        if (address is null)
        {
            return trimmed;
        }

        string port = address.Port == 443 ? string.Empty : ":" + InvariantText.Of(address.Port);
        int path = trimmed.IndexOf('/', "https://".Length);
        return "https://" + address.Host + port + (path < 0 ? string.Empty : trimmed.Substring(path));
    }

    /// <summary>
    /// The receiver that staging was made for last, where it is what the settings describe; null where they have changed since. Under which key its children are
    /// scrambled only a refresh knows.
    /// </summary>
    internal static int? Refreshed(DbConnection connection, SettingValues settings)
    {
        using DbCommand command = connection.Command(
            "SELECT [receiver_id] FROM [csc].[receiver] WHERE [is_current] = 1 AND [base_url] = @base_url AND [la_code] = @la_code AND [scrambling] "
            + (settings.Flag("scramble") ? "<> @scrambling" : "= @scrambling"));
        AddKey(command, Canonical(settings.Text("base_url")), settings, NotScrambled);
        object? receiverId = command.Scalar();
        return receiverId is null ? null : Convert.ToInt32(receiverId, CultureInfo.InvariantCulture);
    }

    private static int? Find(DbConnection connection, DbTransaction transaction, string baseUrl, SettingValues settings, string scrambling)
    {
        using DbCommand command = connection.Command(
            "SELECT [receiver_id] FROM [csc].[receiver] WHERE [base_url] = @base_url AND [la_code] = @la_code AND [scrambling] = @scrambling",
            transaction);
        AddKey(command, baseUrl, settings, scrambling);
        object? receiverId = command.Scalar();
        return receiverId is null ? null : Convert.ToInt32(receiverId, CultureInfo.InvariantCulture);
    }

    private static int Add(DbConnection connection, DbTransaction transaction, IClock clock, string baseUrl, SettingValues settings, string scrambling)
    {
        using DbCommand highest = connection.Command("SELECT MAX([receiver_id]) FROM [csc].[receiver]", transaction);
        int receiverId = Convert.ToInt32(highest.Scalar() ?? 0, CultureInfo.InvariantCulture) + 1;
        using DbCommand insert = connection.Command(
            "INSERT INTO [csc].[receiver] ([receiver_id], [base_url], [la_code], [scrambling], [la_child_id_column], [first_used_at], [is_current]) "
            + "VALUES (@receiver_id, @base_url, @la_code, @scrambling, @la_child_id_column, @first_used_at, 0)",
            transaction);
        insert.AddInteger("@receiver_id", receiverId);
        AddKey(insert, baseUrl, settings, scrambling);
        insert.AddText("@la_child_id_column", settings.Text("la_child_id_column"));
        insert.AddMoment("@first_used_at", clock.UtcNow);
        insert.Execute();
        return receiverId;
    }

    private static void AddKey(DbCommand command, string baseUrl, SettingValues settings, string scrambling)
    {
        command.AddText("@scrambling", scrambling);
        command.AddText("@base_url", baseUrl);
        command.AddText("@la_code", settings.Text("la_code"));
    }

    // What both have.
    private static string Common(string left, string right)
    {
        var common = new List<string>();
        string[] others = right.Split(';');
        foreach (string name in left.Split(';'))
        {
            if (Array.IndexOf(others, name) >= 0)
            {
                common.Add(name);
            }
        }

        return string.Join(";", common);
    }

    private static string? Text(DbConnection connection, int receiverId, string column)
    {
        using DbCommand command = connection.Command("SELECT [" + column + "] FROM [csc].[receiver] WHERE [receiver_id] = @receiver_id");
        command.AddInteger("@receiver_id", receiverId);
        return command.Scalar() as string;
    }

    private static void Write(DbConnection connection, int receiverId, string column, string value, string also)
    {
        using DbCommand command = connection.Command("UPDATE [csc].[receiver] SET [" + column + "] = @value" + also + " WHERE [receiver_id] = @receiver_id");
        command.AddText("@value", value);
        command.AddInteger("@receiver_id", receiverId);
        command.Execute();
    }
}

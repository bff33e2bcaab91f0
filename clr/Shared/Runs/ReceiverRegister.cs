using System;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;
using SsdClr.Settings;
using SsdClr.Time;

namespace SsdClr.Runs;

/// <summary>
/// The receivers in csc.receiver. What was acknowledged belongs to a receiver: base address, local authority and child-id column together.
/// </summary>
internal static class ReceiverRegister
{
    private const int LongestAddress = 400;

    /// <summary>
    /// Finds the receiver the settings describe, adds it when it is new, and makes it the current one. The caller holds the run lock
    /// and has no transaction open.
    /// </summary>
    /// <returns>Its receiver_id.</returns>
    /// <exception cref="SettingException">The base address is longer than the column.</exception>
    internal static int Current(DbConnection connection, IClock clock, SettingValues settings)
    {
        string baseUrl = settings.Text("base_url").TrimEnd('/');
        if (baseUrl.Length > LongestAddress)
        {
            throw new SettingException("Setting base_url is longer than 400 characters. Correct it with EXEC csc.set_setting.");
        }

        using DbTransaction transaction = connection.BeginTransaction();
        int receiverId = Find(connection, transaction, baseUrl, settings) ?? Add(connection, transaction, clock, baseUrl, settings);
        using DbCommand update = connection.Command(
            "UPDATE [csc].[receiver] SET [is_current] = CASE WHEN [receiver_id] = @receiver_id THEN 1 ELSE 0 END "
            + "WHERE [is_current] <> CASE WHEN [receiver_id] = @receiver_id THEN 1 ELSE 0 END",
            transaction);
        update.AddInteger("@receiver_id", receiverId);
        update.ExecuteNonQuery();
        transaction.Commit();
        return receiverId;
    }

    /// <summary>True where a guard refused the last refresh, so that what is staged may not be sent.</summary>
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
        command.ExecuteNonQuery();
    }

    private static int? Find(DbConnection connection, DbTransaction transaction, string baseUrl, SettingValues settings)
    {
        using DbCommand command = connection.Command(
            "SELECT [receiver_id] FROM [csc].[receiver] WHERE [base_url] = @base_url AND [la_code] = @la_code AND [la_child_id_column] = @la_child_id_column",
            transaction);
        AddKey(command, baseUrl, settings);
        object? receiverId = command.Scalar();
        return receiverId is null ? null : Convert.ToInt32(receiverId, CultureInfo.InvariantCulture);
    }

    private static int Add(DbConnection connection, DbTransaction transaction, IClock clock, string baseUrl, SettingValues settings)
    {
        using DbCommand highest = connection.Command("SELECT MAX([receiver_id]) FROM [csc].[receiver]", transaction);
        int receiverId = Convert.ToInt32(highest.Scalar() ?? 0, CultureInfo.InvariantCulture) + 1;
        using DbCommand insert = connection.Command(
            "INSERT INTO [csc].[receiver] ([receiver_id], [base_url], [la_code], [la_child_id_column], [first_used_at], [is_current]) "
            + "VALUES (@receiver_id, @base_url, @la_code, @la_child_id_column, @first_used_at, 0)",
            transaction);
        insert.AddInteger("@receiver_id", receiverId);
        AddKey(insert, baseUrl, settings);
        insert.AddMoment("@first_used_at", clock.UtcNow);
        insert.ExecuteNonQuery();
        return receiverId;
    }

    private static void AddKey(DbCommand command, string baseUrl, SettingValues settings)
    {
        command.AddText("@base_url", baseUrl);
        command.AddText("@la_code", settings.Text("la_code"));
        command.AddText("@la_child_id_column", settings.Text("la_child_id_column"));
    }
}

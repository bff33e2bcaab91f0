using Microsoft.Data.SqlClient;
using SsdClr.Data;

namespace SsdClr.Local.Server;

/// <summary>Changes <c>csc.allowed_host</c> on a server, as <c>csc.allow_host</c> does, which needs an assembly to judge a host.</summary>
internal static class ServerHosts
{
    /// <summary>Adds, changes or removes a host and logs that.</summary>
    /// <returns>False where there was nothing to remove.</returns>
    public static bool Change(SqlConnection connection, string purpose, string host, bool realRecords, bool remove, DateTime utcNow, string? login)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.Command(
            "SELECT COUNT(*) FROM [csc].[allowed_host] WITH (UPDLOCK, HOLDLOCK) WHERE [purpose] = @purpose AND [host] = @host", transaction);
        command.AddText("@purpose", purpose);
        command.AddText("@host", host);
        var isThere = command.Scalar() is not 0;
        if (remove && !isThere)
        {
            return false;
        }

        command.AddMoment("@now", utcNow);
        command.AddText("@login_name", login);
        command.AddInteger("@real_records", realRecords ? 1 : 0);
        command.CommandText = remove ? "DELETE FROM [csc].[allowed_host] WHERE [purpose] = @purpose AND [host] = @host"
            : isThere ? "UPDATE [csc].[allowed_host] SET [real_records] = @real_records WHERE [purpose] = @purpose AND [host] = @host"
            : "INSERT INTO [csc].[allowed_host] ([purpose], [host], [real_records], [added_at], [added_by]) VALUES (@purpose, @host, @real_records, @now, @login_name)";
        command.Execute();

        command.CommandText =
            "INSERT INTO [csc].[setting_log] ([name], [old_value], [new_value], [changed_at], [changed_by]) VALUES (N'allowed_host: ' + @purpose, @old_value, @new_value, @now, @login_name)";
        command.AddText("@old_value", isThere ? host : null);
        command.AddText("@new_value", remove ? null : realRecords ? host + " (real records)" : host);
        command.Execute();
        transaction.Commit();
        return true;
    }
}

using System.Data.SqlClient;

namespace SsdClr.Payload.SqlServer;

/// <summary>The connection of the session that called us.</summary>
internal static class ContextConnection
{
    /// <summary>Opens it. One at a time, and one open reader on it.</summary>
    internal static SqlConnection Open()
    {
        var connection = new SqlConnection("context connection=true");
        connection.Open();
        return connection;
    }
}

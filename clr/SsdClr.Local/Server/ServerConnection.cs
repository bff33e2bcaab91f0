using Microsoft.Data.SqlClient;

namespace SsdClr.Local.Server;

/// <summary>Reads a connection string and pins what the companion depends on. No message repeats any part of the string but server and database.</summary>
internal static class ServerConnection
{
    /// <summary>What a connection string looks like, for messages.</summary>
    public const string Example = "\"Server=SQL01;Database=SSD;Integrated Security=true\"";

    private static readonly string[] s_systemDatabases = ["master", "model", "msdb", "tempdb"];

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="CompanionException">It cannot be read, or it names no server or no database of one's own.</exception>
    public static SqlConnectionStringBuilder Parse(string text)
    {
        SqlConnectionStringBuilder builder;
        try
        {
            builder = new SqlConnectionStringBuilder(text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The message of the exception repeats what it did not understand, which may be the rest of a password that holds a semicolon.
            throw new CompanionException($"The connection string cannot be read: a keyword is unknown or a value is not allowed. It looks like {Example}; a value that holds ; or ' stands in double quotes.");
        }

        if (string.IsNullOrWhiteSpace(builder.DataSource))
        {
            throw new CompanionException($"The connection string names no server. It looks like {Example}.");
        }

        if (string.IsNullOrWhiteSpace(builder.InitialCatalog) || s_systemDatabases.Contains(builder.InitialCatalog, StringComparer.OrdinalIgnoreCase))
        {
            throw new CompanionException($"The connection string names no database of your own. Add Database=NAME, with the database that holds the SSD tables; it looks like {Example}.");
        }

        // A pooled session, or one that the client restored in silence, would have lost the run lock and the options set when it was opened.
        builder.Pooling = false;
        builder.ConnectRetryCount = 0;

        // As the context connection inside the server: one reader at a time, no transaction of another program, no limit on a long statement.
        builder.MultipleActiveResultSets = false;
        builder.Enlist = false;
        builder.CommandTimeout = 0;
        builder.PersistSecurityInfo = false;
        if (!text.Contains("Application Name", StringComparison.OrdinalIgnoreCase) && !text.Contains("App=", StringComparison.OrdinalIgnoreCase))
        {
            builder.ApplicationName = "ssdclr";
        }

        return builder;
    }
}

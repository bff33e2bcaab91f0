using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Data.SqlClient;

namespace SsdClr.Local.Server;

/// <summary>What a server's error means and what to try, in one line. The server's own words are repeated only where they cannot hold a value of a row.</summary>
internal static class ServerFault
{
    /// <summary>From this severity on the connection is gone.</summary>
    public const byte LostConnection = 20;

    // Permission denied, no such object or column, lock and deadlock, read-only: their texts name objects and logins, no values.
    private static readonly int[] s_safeToRepeat = [207, 208, 229, 230, 262, 297, 300, 911, 916, 921, 922, 924, 927, 942, 945, 976, 978, 983, 1205, 1222, 2812, 3906, 3930, 9002, 15151, 15247];

    /// <summary>Why a connection could not be opened.</summary>
    /// <param name="exception">What SqlClient threw.</param>
    /// <param name="connection">The connection string, read.</param>
    public static CompanionException OfOpening(Exception exception, SqlConnectionStringBuilder connection)
    {
        var server = connection.DataSource;
        var database = connection.InitialCatalog;
        return new CompanionException(Number(exception) switch
        {
            _ when exception is NotSupportedException => "A live server needs the system's cultures: on Linux install libicu, and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset.",
            18456 when IsEntra(connection) => $"{server} refused the Entra identity. Ask for a user for it in {database} (CREATE USER ... FROM EXTERNAL PROVIDER), then try again.",
            18456 => $"{server} refused the login. Check user and password; for a Windows account give Integrated Security=true; a server that takes Windows accounts alone refuses SQL logins.",
            18452 => $"{server} does not trust the domain of this account. Run as an account of its domain, or use a SQL login.",
            18487 or 18488 => $"The password of this login has expired. Change it on {server}, then try again.",
            18470 => $"This login is disabled on {server}. Ask its administrator.",
            4060 or 911 or 916 => $"{server} cannot open database {database}. Check its name, that it is online, and that this login has a user in it.",
            40615 or 40914 => $"The firewall of {server} keeps this machine out. Add its address to the rules of the server, or use a private endpoint.",
            40613 or 40197 or 40501 or 49918 or 49919 or 49920 => $"Database {database} on {server} is not available at the moment. Wait a minute, then try again.",
            976 or 978 or 983 => $"Database {database} on {server} is a secondary replica that takes no such connection. Connect to the listener; to look only, add ApplicationIntent=ReadOnly.",
            17892 => $"A logon trigger on {server} refused this login. Ask its administrator.",
            _ when IsCertificate(exception) => $"{server} has a certificate that this machine does not trust. Give the server a certificate of an authority you trust and the name it is issued for; on your own network TrustServerCertificate=true accepts any.",
            20 => $"{server} cannot encrypt the connection. Give it a certificate, or add Encrypt=false on a network of your own.",
            _ when IsKerberos(exception) => "Integrated Security needs a Kerberos ticket on this machine. Run kinit, then try again, or use a SQL login or Entra.",
            _ when IsEntra(connection) && exception is not SqlException { Number: not 0 } => $"Entra gave no identity for {server} (Authentication={connection.Authentication}). Sign in (az login) for Active Directory Default, or check user, managed identity or secret.",
            _ when IsUnknownName(exception) => $"There is no server {server} that this machine can find. Check the name in Server=; an instance is SERVER\\INSTANCE, a port is SERVER,1433.",
            _ when IsTimeout(exception) => $"{server} does not answer in time. Check that no firewall is between; Connect Timeout=60 in the connection string waits longer.",
            _ when IsRefused(exception) => $"Nothing answers at {server}. Check the name and port in Server=, that the server runs and takes TCP/IP, and that SQL Server Browser runs if you name an instance.",
            var number => string.Create(CultureInfo.InvariantCulture, $"{server} cannot be reached, or refused the connection ({exception.GetType().Name}, error {number}). Check Server=, Database= and the login; --verbose shows where it failed."),
        });
    }

    /// <summary>An error of the server while a command worked, as csc.run_log and the person get it.</summary>
    public static string Describe(SqlException exception) => exception.Number switch
    {
        911 or 916 or 921 or 922 or 924 or 927 or 942 or 945 or 976 or 978 or 983 => Text(exception, "Check setting ssd_schema: the database that it names has to be online, with a user for this login"),
        229 or 230 or 262 or 297 or 300 or 15247 => Text(exception, "Ask a database owner for the role that docs/live-server.md names"),
        207 or 208 or 2812 => Text(exception, "Check ssd_schema and the version of the schema csc"),
        1205 or 1222 => Text(exception, "Another program holds what is needed; try again"),
        2601 or 2627 => Text(exception, "A key occurs twice"),
        8152 or 2628 => Text(exception, "A value is longer than its column"),
        -2 => Text(exception, "The server did not answer in time; try again"),
        _ when exception.Class >= LostConnection => Text(exception, "The connection was lost; see that the server runs, then try again"),
        _ => Text(exception, advice: null),
    };

    private static string Text(SqlException exception, string? advice)
    {
        var words = Array.IndexOf(s_safeToRepeat, exception.Number) >= 0 ? ": " + exception.Errors[0].Message.TrimEnd('.', ' ').ReplaceLineEndings(" ") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"SQL Server refused (error {exception.Number}){words}.{(advice is null ? string.Empty : " " + advice + ".")}");
    }

    private static int Number(Exception exception) => exception is SqlException sql ? sql.Number : 0;

    private static bool IsEntra(SqlConnectionStringBuilder connection) =>
        connection.Authentication is not (SqlAuthenticationMethod.NotSpecified or SqlAuthenticationMethod.SqlPassword);

    // SEC_E_UNTRUSTED_ROOT, CERT_E_UNTRUSTEDROOT, CERT_E_CN_NO_MATCH, CERT_E_EXPIRED and SEC_E_WRONG_PRINCIPAL on Windows; elsewhere .NET's own exception.
    private static bool IsCertificate(Exception exception) =>
        Number(exception) is -2146893019 or -2146762487 or -2146762481 or -2146762495 or -2146893022 || Causes(exception).Any(cause => cause is AuthenticationException);

    private static bool IsKerberos(Exception exception) => Causes(exception).Any(cause => cause.Message.Contains("Kerberos", StringComparison.OrdinalIgnoreCase));

    private static bool IsUnknownName(Exception exception) =>
        Number(exception) is 11001 or 26 || Socket(exception) is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain;

    private static bool IsTimeout(Exception exception) => Number(exception) is -2 or 258 or 10060 || Socket(exception) is SocketError.TimedOut;

    private static bool IsRefused(Exception exception) => Number(exception) is 2 or 53 or 1225 or 10061 || Socket(exception) is SocketError.ConnectionRefused
        // Off Windows SqlClient gives neither number nor a cause that tells, only the layer that failed.
        || (exception is SqlException && exception.Message.Contains("(provider: TCP Provider", StringComparison.Ordinal));

    private static SocketError? Socket(Exception exception) => Causes(exception).OfType<SocketException>().Select(cause => (SocketError?)cause.SocketErrorCode).FirstOrDefault();

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}

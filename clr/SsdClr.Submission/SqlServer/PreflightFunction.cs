using System.Collections;
using System.Data.SqlClient;
using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;
using SsdClr.Data;
using SsdClr.Preflight;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Preflight;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Http;
using SsdClr.Time;

namespace SsdClr.Submission.SqlServer;

/// <summary>csc.preflight_submission_steps.</summary>
public static class PreflightFunction
{
    /// <summary>Looks at configuration, environment, network, token endpoint and receiver; one row a step, in their order. Writes nothing to the database.</summary>
    /// <param name="postTestChild">1 posts one test record that belongs to no child to the receiver, and its removal.</param>
    /// <param name="serverName">As csc.read_environment gives it.</param>
    /// <param name="databaseKey">As csc.read_environment gives it.</param>
    /// <param name="clientSecret">client_secret, or NULL.</param>
    /// <param name="supplierKey">supplier_key, or NULL.</param>
    /// <param name="proxyPassword">proxy_password, or NULL.</param>
    [SqlFunction(
        DataAccess = DataAccessKind.Read,
        FillRowMethodName = nameof(FillRow),
        TableDefinition = "step nvarchar(64), verdict nvarchar(8), detail nvarchar(4000), remedy nvarchar(1000)")]
    public static IEnumerable PreflightSubmissionSteps(
        SqlBoolean postTestChild, SqlString serverName, SqlString databaseKey, SqlString clientSecret, SqlString supplierKey, SqlString proxyPassword)
    {
        using var connection = new SqlConnection("context connection=true");
        connection.Open();
        var clock = new SystemClock();
        SettingValues settings = SettingValues.Read(connection);
        SecretValues secrets = SecretArguments.Read(clientSecret, supplierKey, proxyPassword);
        var environment = new EnvironmentKey(serverName.IsNull ? null : serverName.Value, databaseKey.IsNull ? null : databaseKey.Value);
        NetworkSettings network = NetworkSettings.Read(settings, secrets);
        return new SubmissionPreflight(
            new HttpWebRequestTransport(clock, network),
            network,
            new NetworkProbe(network),
            clock,
            settings,
            secrets,
            new SubmissionBounds(AllowedHosts.Read(connection), environment)).Run(connection, postTestChild.IsTrue);
    }

    /// <summary>One row.</summary>
    public static void FillRow(object row, out SqlString step, out SqlString verdict, out SqlString detail, out SqlString remedy)
    {
        var found = (PreflightStep)row;
        step = new SqlString(found.Name);
        verdict = new SqlString(found.Verdict);
        detail = new SqlString(InvariantText.Cut(found.Detail, 4000));
        remedy = found.Remedy is null ? SqlString.Null : new SqlString(InvariantText.Cut(found.Remedy, 1000));
    }
}

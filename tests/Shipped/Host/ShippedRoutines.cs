using System;
using System.Collections;
using System.Collections.Generic;
using System.Data.Common;
using System.Data.SqlTypes;
using System.IO;
using System.Net;
using System.Security.Cryptography;

namespace SsdClr.Shipped.Host;

/// <summary>
/// The routines of the two assemblies. Those that need no data are called by their entry points; the others one step below, where the entry
/// point has opened the context connection: there is none outside SQL Server.
/// </summary>
internal sealed class ShippedRoutines
{
    private readonly ShippedAssembly _payload;
    private readonly ShippedAssembly _submission;
    private readonly DbConnection _sqlite;
    private readonly DbConnection _connection;
    private readonly string[] _secrets;

    /// <param name="folder">Where the DLLs of the dacpac are.</param>
    /// <param name="sqlite">The database itself, whose catalogue stands for SQL Server's.</param>
    /// <param name="connection">Stands for the context connection.</param>
    /// <param name="secrets">What csc.read_secrets would give: client_secret and supplier_key; none for routines that need none.</param>
    internal ShippedRoutines(string folder, DbConnection sqlite, DbConnection connection, string[] secrets)
    {
        _secrets = secrets;
        _sqlite = sqlite;
        _payload = new ShippedAssembly(folder, "SsdClr.Payload");
        _submission = new ShippedAssembly(folder, "SsdClr.Submission");
        _connection = connection;
    }

    /// <summary>csc.payloads.</summary>
    internal void Payloads(DateTime asOf, TextWriter output) => Preview("PayloadFunction", "Payloads", asOf, output);

    /// <summary>csc.scrambled_payloads, under a key that the caller gives.</summary>
    internal void ScrambledPayloads(DateTime asOf, string key, TextWriter output) => Preview(
        "PayloadFunction",
        "Payloads",
        asOf,
        output,
        ("scrambler", _payload.New("SsdClr.Payload.Scrambling.PayloadScrambler", ("key", _payload.New("SsdClr.Payload.Scrambling.ScramblingKey", ("text", key))), ("mostRecords", 0))));

    /// <summary>csc.cohort.</summary>
    internal void Cohort(DateTime asOf, TextWriter output) => Preview("CohortFunction", "Cohort", asOf, output);

    /// <summary>csc.payload_issues.</summary>
    internal void PayloadIssues(DateTime asOf, TextWriter output) => Preview("PayloadIssueFunction", "Issues", asOf, output);

    /// <summary>csc.payload_changes.</summary>
    internal void PayloadChanges(string personId, TextWriter output)
    {
        object reader = _payload.New("SsdClr.Payload.Preview.ChangeReader", ("connection", _connection), ("settings", Settings(_payload)));
        FilledRows.Write(
            _payload.Type("SsdClr.Payload.SqlServer.PayloadChangeFunction"),
            (IEnumerable?)ShippedAssembly.Call(reader, "Find", ("personId", personId)) ?? Array.Empty<object>(),
            output);
    }

    /// <summary>csc.setting_definitions.</summary>
    internal void SettingDefinitions(TextWriter output) => FilledRows.Write(
        _payload.Type("SsdClr.Payload.SqlServer.SettingFunction"),
        (IEnumerable)_payload.CallStatic("SsdClr.Payload.SqlServer.SettingFunction", "SettingDefinitions")!,
        output);

    /// <summary>csc.json_pretty.</summary>
    internal void JsonPretty(string json, TextWriter output)
    {
        var pretty = (SqlChars)_payload.CallStatic("SsdClr.Payload.SqlServer.JsonFunction", "JsonPretty", ("json", new SqlChars(json.ToCharArray())))!;
        output.Write(new string(pretty.Value));
    }

    /// <summary>csc.report_html.</summary>
    internal void ReportHtml(DateTime utcNow, TextWriter output) => output.Write(_payload.CallStatic(
        "SsdClr.Payload.Reports.ReportPage",
        "Write",
        ("facts", ShippedAssembly.Call(
            _payload.New("SsdClr.Payload.Reports.ReportReader", ("connection", _connection), ("settings", Settings(_payload))), "Read", ("days", 30), ("utcNow", utcNow))!),
        ("words", _payload.New("SsdClr.Payload.Reports.TSqlWords"))));

    /// <summary>csc.child_report_html.</summary>
    internal void ChildReportHtml(string personId, DateTime asOf, TextWriter output) => output.Write(_payload.CallStatic(
        "SsdClr.Payload.Reports.ChildPage",
        "Write",
        ("facts", ShippedAssembly.Call(
            _payload.New("SsdClr.Payload.Reports.ChildFactsReader", ("connection", _connection), ("settings", Settings(_payload)), ("hasStaging", true)),
            "Read",
            ("personId", personId),
            ("asOf", asOf))!),
        ("words", _payload.New("SsdClr.Payload.Reports.TSqlWords"))));

    /// <summary>csc.preflight_ssd_steps.</summary>
    internal void PreflightSsdSteps(TextWriter output) => FilledRows.Write(
        _payload.Type("SsdClr.Payload.SqlServer.PreflightFunction"),
        (IEnumerable)ShippedAssembly.Call(
            _payload.New("SsdClr.Payload.Preflight.SsdPreflight", ("connection", _connection), ("catalogue", Catalogue()), ("settings", Settings(_payload)), ("codeMap", CodeMap())),
            "Run")!,
        output);

    /// <summary>csc.data_quality_findings of one table.</summary>
    internal void DataQualityFindings(string table, TextWriter output)
    {
        object check = _payload.New(
            "SsdClr.Payload.DataQuality.DataQualityCheck",
            ("connection", _connection),
            ("catalogue", Catalogue()),
            ("settings", Settings(_payload)),
            ("codeMap", CodeMap()));
        object rules = _payload.CallStatic("SsdClr.Payload.DataQuality.TableRules", "Find", ("name", table))!;
        FilledRows.Write(_payload.Type("SsdClr.Payload.SqlServer.DataQualityFunction"), (IEnumerable)ShippedAssembly.Call(check, "Check", ("table", rules))!, output);
    }

    /// <summary>csc.refresh: the log's row, staging, the verdict.</summary>
    internal void Refresh(DateTime asOf)
    {
        object clock = _payload.New("SsdClr.Time.SystemClock");
        object runId = Start(_payload, clock, "Refresh", asOf);
        object refresh = _payload.New(
            "SsdClr.Payload.Refreshing.StagingRefresh",
            ("connection", _connection),
            ("clock", clock),
            ("settings", Settings(_payload)));
        ShippedAssembly.Call(refresh, "Run", ("runId", runId), ("asOf", asOf));
        Complete(_payload, clock, runId);
    }

    /// <summary>csc.submit, to a receiver whose certificate no authority vouches for.</summary>
    internal void Submit(string certificateSha256)
    {
        Trust(certificateSha256);
        object clock = _submission.New("SsdClr.Time.SystemClock");
        object runId = Start(_submission, clock, "Submit", asOf: null);
        object settings = Settings(_submission);
        object secrets = Secrets();
        _submission.CallStatic(
            "SsdClr.Submission.Sending.SubmissionRun",
            "Execute",
            ("connection", _connection),
            ("transport", Transport(clock, Network(settings, secrets))),
            ("clock", clock),
            ("jitter", new Random(1)),
            ("settings", settings),
            ("secrets", secrets),
            ("order", _submission.New("SsdClr.Submission.Sending.SubmissionOrder", ("runId", runId), ("bounds", Bounds()), ("confirmFirstRun", true))));
        Complete(_submission, clock, runId);
    }

    /// <summary>csc.preflight_submission_steps, with a test record that belongs to no child posted.</summary>
    internal void PreflightSubmissionSteps(string certificateSha256, TextWriter output)
    {
        Trust(certificateSha256);
        object clock = _submission.New("SsdClr.Time.SystemClock");
        object settings = Settings(_submission);
        object secrets = Secrets();
        object network = Network(settings, secrets);
        object check = _submission.New(
            "SsdClr.Submission.Preflight.SubmissionPreflight",
            ("transport", Transport(clock, network)),
            ("network", network),
            ("probe", _submission.New("SsdClr.Submission.Preflight.NetworkProbe", ("network", network))),
            ("clock", clock),
            ("settings", settings),
            ("secrets", secrets),
            ("bounds", Bounds()));
        FilledRows.Write(
            _submission.Type("SsdClr.Submission.SqlServer.PreflightFunction"),
            (IEnumerable)ShippedAssembly.Call(check, "Run", ("connection", _connection), ("postTestChild", true))!,
            output);
    }

    private static void Trust(string certificateSha256)
    {
#pragma warning disable MA0039 // It is pinned, as no authority vouches for it.
        ServicePointManager.ServerCertificateValidationCallback = (_, certificate, _, _) => certificate is not null && Matches(certificate.GetRawCertData(), certificateSha256);
#pragma warning restore MA0039
    }

    private object Secrets() => _submission.CallStatic(
        "SsdClr.Submission.SqlServer.SecretArguments",
        "Read",
        ("clientSecret", new SqlString(_secrets[0])),
        ("supplierKey", new SqlString(_secrets[1])),
        ("proxyPassword", SqlString.Null))!;

    private object Network(object settings, object secrets) =>
        _submission.CallStatic("SsdClr.Submission.Http.NetworkSettings", "Read", ("settings", settings), ("secrets", secrets))!;

    private object Transport(object clock, object network) => _submission.New("SsdClr.Submission.Http.HttpWebRequestTransport", ("clock", clock), ("network", network));

    // No environment: nobody copies this database.
    private object Bounds() => _submission.New(
        "SsdClr.Submission.Configuration.SubmissionBounds",
        ("hosts", _submission.CallStatic("SsdClr.Settings.AllowedHosts", "Read", ("connection", _connection))));

    private void Preview(string function, string rows, DateTime asOf, TextWriter output, params (string Name, object? Value)[] others)
    {
        var arguments = new List<(string Name, object? Value)> { ("connection", _connection), ("settings", Settings(_payload)), ("asOf", asOf) };
        arguments.AddRange(others);
        object reader = _payload.New("SsdClr.Payload.Preview.PreviewReader", arguments.ToArray());
        Type entryPoint = _payload.Type("SsdClr.Payload.SqlServer." + function);
        object settings = _payload.New("SsdClr.Payload.Building.PayloadSettings", ("settings", Settings(_payload)));
        var ranges = (IEnumerable)_payload.CallStatic(
            "SsdClr.Payload.Reading.PersonRange",
            "ReadAll",
            ("connection", _connection),
            ("ssdSchema", Property(settings, "SsdSchema")),
            ("personsPerRange", Property(settings, "PersonsPerRange")))!;
        foreach (object range in ranges)
        {
            FilledRows.Write(entryPoint, (IEnumerable)ShippedAssembly.Call(reader, rows, ("range", range))!, output);
        }
    }

    private object Catalogue() => new HostCatalogue(_payload, _sqlite).GetTransparentProxy();

    private object CodeMap() => _payload.CallStatic("SsdClr.Payload.Building.CodeMap", "Read", ("connection", _connection))!;

    private object Start(ShippedAssembly assembly, object clock, string operation, DateTime? asOf) => assembly.CallStatic(
        "SsdClr.Runs.RunLog",
        "Start",
        ("connection", _connection),
        ("clock", clock),
        ("operation", Enum.Parse(assembly.Type("SsdClr.Runs.RunOperation"), operation)),
        ("asOf", asOf),
        ("origin", assembly.New("SsdClr.Runs.RunOrigin")))!;

    private void Complete(ShippedAssembly assembly, object clock, object runId) => assembly.CallStatic(
        "SsdClr.Runs.RunLog",
        "Complete",
        ("connection", _connection),
        ("clock", clock),
        ("runId", runId),
        ("verdict", Enum.Parse(assembly.Type("SsdClr.Runs.RunVerdict"), "Succeeded")));

    private object Settings(ShippedAssembly assembly) => assembly.CallStatic("SsdClr.Settings.SettingValues", "Read", ("connection", _connection))!;

    private static object Property(object target, string name) => ShippedAssembly.Call(target, "get_" + name)!;

    private static bool Matches(byte[] certificate, string sha256)
    {
        using var hash = SHA256.Create();
        return string.Equals(BitConverter.ToString(hash.ComputeHash(certificate)).Replace("-", string.Empty), sha256, StringComparison.OrdinalIgnoreCase);
    }
}

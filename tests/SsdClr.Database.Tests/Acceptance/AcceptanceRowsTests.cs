using System.Globalization;
using System.Text;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Database.Tests.TSqlt;
using SsdClr.Local.DataQuality;
using SsdClr.Local.Database;
using SsdClr.Payload.Building;
using SsdClr.Payload.DataQuality;
using SsdClr.Payload.Preflight;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.StandIn;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Preflight;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Http;
using SsdClr.Time;

namespace SsdClr.Database.Tests.Acceptance;

/// <summary>What acceptance.sql expects of its rows, executed: its rows go through the product on SQLite, under the settings it sets.</summary>
[TestClass]
public sealed class AcceptanceRowsTests : IDisposable
{
    private static readonly DateTime s_asOf = new(2025, 7, 15, 0, 0, 0, DateTimeKind.Unspecified);
    private static readonly PersonRange s_everybody = new(after: null, upTo: null);
    private static readonly string s_unseeded = string.Join(';', ChildQuery.Tables
        .Except(AcceptanceRows.Inserts.Select(insert => ((NamedTableReference)insert.InsertSpecification.Target).SchemaObject.BaseIdentifier.Value), StringComparer.Ordinal)
        .Order(StringComparer.Ordinal));

    private readonly LocalDatabase _database = LocalDatabase.OpenInMemory();
    private readonly ContextConnection _context;

    public AcceptanceRowsTests()
    {
        AcceptanceRows.Insert(_database);
        _context = new ContextConnection(_database.Connection, Declarations.Read(_database.Connection));
    }

    public void Dispose() => _database.Dispose();

    [TestMethod]
    public void Date_of_the_script_is_the_one_tested_here() => Assert.AreEqual(
        s_asOf.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        ((StringLiteral)Fragments.Of<DeclareVariableElement>(AcceptanceRows.Script.Parsed).Single(element => element.VariableName.Value == "@as_of").Value).Value);

    [TestMethod]
    public void Payloads_are_the_expected_ones_byte_for_byte()
    {
        var payloads = Preview().Payloads(s_everybody).ToDictionary(payload => payload.PersonId, payload => payload.Text(), StringComparer.Ordinal);

        Assert.HasCount(3, AcceptanceRows.Expected);
        foreach (var (person, expected) in AcceptanceRows.Expected)
        {
            Assert.AreEqual(expected, payloads[person]);
        }
    }

    [TestMethod]
    public void Payloads_are_of_ASCII_so_that_the_script_can_hash_them() =>
        Assert.IsTrue(Preview().Payloads(s_everybody).TrueForAll(payload => Ascii.IsValid(payload.Text())));

    [TestMethod]
    public void Nine_of_ten_persons_are_in_the_cohort_and_one_has_an_error()
    {
        var cohort = Preview().Cohort(s_everybody);
        var payloads = Preview().Payloads(s_everybody);

        Assert.HasCount(10, cohort);
        Assert.AreEqual("51001", cohort.Single(person => !person.Verdict.IsIn).PersonId);
        Assert.AreEqual("W10/01", payloads.Single(payload => payload.Errors > 0).PersonId);
        Assert.AreEqual("id_characters ssd_person.pers_person_id", string.Join(", ", Preview().Issues(PersonRange.Of("W10/01")).Where(found => found.Issue.Rule.IsError).Select(found => $"{found.Issue.Rule.Name} {found.Issue.Source}")));
    }

    [TestMethod]
    public void Refresh_from_tables_that_are_empty_is_refused_in_the_words_looked_for()
    {
        var refusal = Assert.ThrowsExactly<RefreshRefusedException>(() => Refresh(Settings()));

        Assert.StartsWith("Nothing was refreshed, because SSD looks half-loaded. ", refusal.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Refresh_stages_eight_children_and_withholds_one()
    {
        Refresh(Settings(("empty_tables", s_unseeded), ("max_table_drop_percent", "100"), ("max_as_of_days", "36500")));

        Assert.AreEqual("8 pending new, 1 withheld new", States());
    }

    [TestMethod]
    public void Four_deletions_are_held_in_the_words_looked_for_and_pass_when_confirmed()
    {
        var settings = Settings(("empty_tables", s_unseeded), ("max_table_drop_percent", "100"), ("max_as_of_days", "36500"));
        Refresh(settings);
        Execute(SameStatement("UPDATE [csc].[staging]\n").Replace("SYSUTCDATETIME()", "'2025-07-15 00:00:00'", StringComparison.Ordinal).Replace("N'", "'", StringComparison.Ordinal));
        Execute(SameStatement("DELETE FROM [csc_acceptance].[ssd_person] ").Replace("[csc_acceptance]", "[dbo]", StringComparison.Ordinal).Replace("N'", "'", StringComparison.Ordinal));

        var refusal = Assert.ThrowsExactly<RefreshRefusedException>(() => Refresh(settings));
        Assert.Contains("@confirm_deletions = 4. 4 children are gone from SSD", refusal.Message, StringComparison.Ordinal);
        Assert.ThrowsExactly<RefreshRefusedException>(() => Refresh(settings, confirmDeletions: 3));
        Refresh(settings, confirmDeletions: 4);
        Assert.AreEqual("4 accepted none, 4 pending purge, 1 withheld new", States());
    }

    [TestMethod]
    public void Checks_of_the_tables_have_the_verdicts_looked_for()
    {
        var steps = new SsdPreflight(_context, new SqliteCatalogue(_database.Connection), Settings(), new CodeMap()).Run().ToDictionary(step => step.Name, step => step.Verdict, StringComparer.Ordinal);

        Assert.AreEqual("ok ok failed", $"{steps["SSD tables and columns"]} {steps["SSD permission"]} {steps["SSD rows"]}");
    }

    [TestMethod]
    public void Submission_is_refused_in_the_words_looked_for()
    {
        var hosts = new AllowedHosts([]);
        var withoutSettings = Assert.ThrowsExactly<SubmissionException>(() => SubmissionConfiguration.Read(Settings(), SecretValues.Of(null, null, null), hosts));
        var withoutHosts = Assert.ThrowsExactly<SubmissionException>(() => SubmissionConfiguration.Read(Addressed(), SecretValues.Of("nothing", "nothing", null), hosts));

        Assert.Contains("base_url", withoutSettings.Message, StringComparison.Ordinal);
        Assert.Contains("client_id", withoutSettings.Message, StringComparison.Ordinal);
        Assert.Contains("not allowed", withoutHosts.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("receiver.invalid", withoutHosts.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Check_of_hosts_that_are_not_allowed_asks_nothing_of_the_network()
    {
        var secrets = SecretValues.Of("nothing", "nothing", null);
        var steps = new SubmissionPreflight(
            new SilentTransport(),
            NetworkSettings.Read(Addressed(), secrets),
            new NetworkProbe(certificateValidation: null),
            new SystemClock(),
            Addressed(),
            secrets,
            new SubmissionBounds(new AllowedHosts([]), new EnvironmentKey("SERVER", "KEY"))).Run(_context, postTestChild: false);

        Assert.AreEqual("failed", steps.Single(step => step.Name == "Allowed hosts").Verdict);
        Assert.AreEqual(8, steps.Count(step => step.Verdict == "skipped"));
        Assert.AreEqual(8, steps.Count(step => step.Name.StartsWith("DNS of ", StringComparison.Ordinal) || step.Name.StartsWith("Connection to ", StringComparison.Ordinal)
            || step.Name.StartsWith("TLS of ", StringComparison.Ordinal) || step.Name is "Access token" or "Receiver"));
    }

    [TestMethod]
    public void Rows_of_every_kind_are_in_columns_of_the_model()
    {
        foreach (var insert in AcceptanceRows.Inserts)
        {
            var table = ((NamedTableReference)insert.InsertSpecification.Target).SchemaObject.BaseIdentifier.Value;
            Assert.Contains(table, ChildQuery.Tables);
        }
    }

    private static SettingValues Settings(params (string Name, string Value)[] values) =>
        new(values.Append(("la_code", "302")).Select(value => new KeyValuePair<string, string>(value.Item1, value.Item2)));

    /// <summary>The settings under which the script expects a refusal for the hosts.</summary>
    private static SettingValues Addressed() => Settings([.. Parts.Calls(AcceptanceRows.Script.Parsed)
        .Where(call => call.Name == "set_setting" && Parts.Text(call.Call, "@name") is "base_url" or "token_endpoint" or "client_id" or "scope")
        .Select(call => (Parts.Text(call.Call, "@name")!, Parts.Text(call.Call, "@value")))
        .Where(setting => setting.Item2?.StartsWith("http:", StringComparison.Ordinal) == false)
        .Select(setting => (setting.Item1, setting.Item2!))]);

    private static string SameStatement(string start)
    {
        var text = AcceptanceRows.Script.Text;
        var from = text.IndexOf(start, StringComparison.Ordinal);
        Assert.IsTrue(from > 0 && text.IndexOf(start, from + 1, StringComparison.Ordinal) < 0, start);
        return text[from..text.IndexOf(';', from)];
    }

    private PreviewReader Preview() => new(_context, Settings(), s_asOf);

    private void Refresh(SettingValues settings, int? confirmDeletions = null)
    {
        var clock = new SystemClock();
        long runId = RunLog.Start(_context, clock, RunOperation.Refresh, s_asOf, new RunOrigin(hostName: null, loginName: null, agentJob: null));
        new StagingRefresh(_context, clock, settings, progress: null).Run(runId, s_asOf, (confirmDeletions, null, null));
    }

    private void Execute(string sql)
    {
        using var command = _database.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private string States()
    {
        using var command = _database.Connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) || ' ' || state || ' ' || change FROM csc.staging GROUP BY state, change ORDER BY state, change";
        using var reader = command.ExecuteReader();
        var states = new List<string>();
        while (reader.Read())
        {
            states.Add(reader.GetString(0));
        }

        return string.Join(", ", states);
    }

    /// <summary>Fails when anything is posted.</summary>
    private sealed class SilentTransport : IHttpTransport
    {
        public HttpAnswer Post(HttpPost post) => throw new AssertFailedException("Something was posted.");
    }
}

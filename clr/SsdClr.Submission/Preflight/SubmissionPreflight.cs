using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Text;
using SsdClr.Data;
using SsdClr.Preflight;
using SsdClr.Settings;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Http;
using SsdClr.Submission.OAuth;
using SsdClr.Submission.Sending;
using SsdClr.Time;

namespace SsdClr.Submission.Preflight;

/// <summary>
/// Whether a submission would find its way: settings, secrets, hosts, environment, then the network to each host, a token and, when asked
/// for, one post of a test record that belongs to no child. A step that depends on a failed one is skipped, every other is taken.
/// </summary>
internal sealed class SubmissionPreflight
{
    private const string Token = "Access token";
    private const string Receiver = "Receiver";
    private const int DaysOfWarning = 30;

    // The one record that a check may post when it is asked to: of nobody, always the same, the least a child can be, and removed again at once.
    private const string TestChild =
        "[{\"la_child_id\":\"SSDCLR-PREFLIGHT\",\"purge\":false,\"child_details\":{\"sex\":\"U\",\"disabilities\":[\"NONE\"],\"uasc_flag\":false,\"purge\":false}}]";

    private const string TestChildRemoval = "[{\"la_child_id\":\"SSDCLR-PREFLIGHT\",\"purge\":true}]";

    private readonly IHttpTransport _transport;
    private readonly NetworkSettings _network;
    private readonly NetworkProbe _probe;
    private readonly IClock _clock;
    private readonly SettingValues _settings;
    private readonly SecretValues _secrets;
    private readonly SubmissionBounds _bounds;
    private readonly List<PreflightStep> _steps = new();

    /// <param name="transport">The way out, as a submission takes it.</param>
    /// <param name="network">The proxy, if any.</param>
    /// <param name="probe">Looks at the way step by step.</param>
    /// <param name="clock">Time.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="secrets">The receiver's secrets; none of them is repeated.</param>
    /// <param name="bounds">Where a submission may go, and from where.</param>
    internal SubmissionPreflight(
        IHttpTransport transport, NetworkSettings network, NetworkProbe probe, IClock clock, SettingValues settings, SecretValues secrets, SubmissionBounds bounds)
    {
        _network = network;
        _transport = transport;
        _probe = probe;
        _clock = clock;
        _settings = settings;
        _secrets = secrets;
        _bounds = bounds;
    }

    /// <summary>Takes every step; writes nothing to the database.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="postTestChild">True posts one test record that belongs to no child to the receiver, and its removal after it.</param>
    internal List<PreflightStep> Run(DbConnection connection, bool postTestChild)
    {
        bool isComplete = CheckConfiguration();
        bool maySubmit = CheckEnvironment(connection);
        CheckProxy();
        bool reachesTokens = CheckWay("token endpoint", _settings.Text("token_endpoint"));
        bool reachesReceiver = CheckWay("receiver", _settings.Text("base_url"));
        CheckExchange(WhyNot(isComplete, maySubmit, reachesTokens), reachesReceiver, postTestChild);
        return _steps;
    }

    private bool CheckConfiguration()
    {
        List<string> faults = SubmissionConfiguration.Faults(_settings, _secrets, _bounds.Hosts);
        var settings = new StringBuilder();
        var secrets = new StringBuilder();
        var hosts = new StringBuilder();
        string? ofScrambling = _bounds.Hosts.ScramblingFault(_settings.Text("base_url"), _settings.Flag("scramble"));
        foreach (string fault in faults)
        {
            // That one has a step of its own.
            if (string.Equals(fault, ofScrambling, StringComparison.Ordinal))
            {
                continue;
            }

            Append(fault.StartsWith("secret ", StringComparison.Ordinal) ? secrets : fault.IndexOf("not allowed", StringComparison.Ordinal) >= 0 ? hosts : settings, fault);
        }

        _steps.Add(settings.Length == 0
            ? PreflightStep.Ok("Settings", "Everything a submission needs is set and well-formed.")
            : PreflightStep.Failed("Settings", settings + ".", "EXEC csc.set_setting; csc.setting_definitions explains each."));
        _steps.Add(secrets.Length == 0
            ? PreflightStep.Ok("Secrets", "client_secret and supplier_key are there; the token and the receiver show whether they are right.")
            : PreflightStep.Failed("Secrets", secrets + ".", "EXEC csc.set_secret with what the Department for Education issued."));
        _steps.Add(hosts.Length == 0
            ? PreflightStep.Ok("Allowed hosts", "Records: " + _bounds.Hosts.Describe(AllowedHosts.ForReceiver) + "." + TestHosts() + " Tokens besides: " + _bounds.Hosts.Describe(AllowedHosts.ForToken) + "." + (_bounds.Hosts.AllowsLoopback ? " This machine itself (localhost), for rehearsals." : string.Empty))
            : PreflightStep.Failed("Allowed hosts", hosts + ".", "Correct the address; where it is right, a database owner allows its host with EXEC csc.allow_host."));
        _steps.Add(Scrambling());
        return faults.Count == 0;
    }

    private string TestHosts() => _bounds.Hosts.Describe(AllowedHosts.ForTest) is { Length: > 0 } hosts ? " Scrambled children: " + hosts + "." : string.Empty;

    private PreflightStep Scrambling()
    {
        const string Step = "Scrambled children";
        bool isScrambled = _settings.Flag("scramble");
        string detail = isScrambled ? "Children are sent scrambled (scramble = 1)." : "Children are sent as they are (scramble = 0).";
        string? fault = _bounds.Hosts.ScramblingFault(_settings.Text("base_url"), isScrambled);
        string[] withRealRecords = _bounds.Hosts.WithRealRecords;
        return fault is not null ? PreflightStep.Failed(Step, detail + " S" + fault.Substring(1) + ".", "See the detail, and docs/scrambling.md.")
            : withRealRecords.Length > 0 ? PreflightStep.Warning(
                Step, detail + " These test hosts may have real records: " + string.Join(", ", withRealRecords) + ".", "When that is over, a database owner runs " + TakeBack(withRealRecords))
            : PreflightStep.Ok(Step, detail);
    }

    private static string TakeBack(string[] hosts)
    {
        var commands = new StringBuilder();
        foreach (string host in hosts)
        {
            commands.Append(commands.Length == 0 ? string.Empty : " ").Append($"EXEC csc.allow_host @host = N'{host}', @purpose = N'test', @remove = 1;");
        }

        return commands.ToString();
    }

    private bool CheckEnvironment(DbConnection connection)
    {
        try
        {
            _steps.Add(_bounds.IsFirstEnvironment(connection)
                ? PreflightStep.Ok("Environment", "Nothing has left this database yet; the first run makes this the environment that submits.")
                : Confirmed(connection));
            return true;
        }
        catch (SubmissionException exception)
        {
            _steps.Add(PreflightStep.Failed("Environment", exception.Message, "See the detail."));
            return false;
        }
    }

    private PreflightStep Confirmed(DbConnection connection)
    {
        _bounds.CheckEnvironment(connection);
        return PreflightStep.Ok("Environment", "This copy of the database is the one whose submissions are confirmed.");
    }

    private void CheckProxy()
    {
        const string Step = "Proxy";
        if (_network.Proxy is null)
        {
            _steps.Add(PreflightStep.Ok(Step, "As the platform is configured: proxy_address is empty."));
            return;
        }

        var address = new Uri(_settings.Text("proxy_address"));
        string end = address.Host + " port " + InvariantText.Of(address.Port);
        try
        {
            _steps.Add(PreflightStep.Ok(Step, end + " answered as " + NetworkProbe.Connect(NetworkProbe.Addresses(address.Host), address.Port) + "; the access token shows whether it lets this server through."));
        }
        catch (ProbeException exception)
        {
            _steps.Add(PreflightStep.Failed(Step, end + ": " + exception.Message + ".", "Correct proxy_address, or ask the network team."));
        }
    }

    /// <summary>DNS, TCP and TLS to one host, as far as they go without a proxy.</summary>
    private bool CheckWay(string place, string setting)
    {
        string dns = "DNS of the " + place;
        string tcp = "Connection to the " + place;
        string tls = "TLS of the " + place;
        HttpsAddress? address = HttpsAddress.Parse(setting);
        if (address is null)
        {
            Skip("The address is missing or malformed.", dns, tcp, tls);
            return false;
        }

        // Nothing is addressed that may not be.
        if (_bounds.Hosts.Fault(string.Equals(place, "receiver", StringComparison.Ordinal) ? "base_url" : "token_endpoint", setting) is not null)
        {
            Skip("Its host is not allowed.", dns, tcp, tls);
            return false;
        }

        if (_network.Proxy is not null && !_network.IsBypassed(address.Host))
        {
            Skip("It is reached through proxy_address; the access token shows whether.", dns, tcp, tls);
            return true;
        }

        IPAddress[] addresses;
        try
        {
            addresses = NetworkProbe.Addresses(address.Host);
            _steps.Add(PreflightStep.Ok(dns, address.Host + " is " + Text(addresses) + "."));
        }
        catch (ProbeException exception)
        {
            _steps.Add(PreflightStep.Warning(dns, address.Host + ": " + exception.Message + ".", "Correct the address, or ask the network team. Behind a proxy the name may be unknown here; then the token decides."));
            _steps.Add(PreflightStep.Skipped(tcp, "Its name is not known here."));
            addresses = [];
        }

        if (addresses.Length > 0)
        {
            string end = address.Host + " port " + InvariantText.Of(address.Port);
            try
            {
                _steps.Add(PreflightStep.Ok(tcp, end + " answered as " + NetworkProbe.Connect(addresses, address.Port) + "."));
            }
            catch (ProbeException exception)
            {
                _steps.Add(PreflightStep.Warning(tcp, end + ": " + exception.Message + ".", "Ask the network team to let this server reach it. Behind a proxy a direct connection may be refused; then the token decides."));
            }
        }

        return CheckTls(tls, address);
    }

    private bool CheckTls(string step, HttpsAddress address)
    {
        try
        {
            (string protocol, string subject, string issuer, DateTime goodUntil) = _probe.Secure(address.Uri);
            double days = Math.Floor((goodUntil - _clock.UtcNow).TotalDays);
            string detail = protocol + "; subject " + subject + "; issuer " + issuer + "; "
                + days.ToString("0", CultureInfo.InvariantCulture) + " days left.";
            _steps.Add(_probe.IsPinned ? PreflightStep.Ok(step, detail + " It is the one certificate that certificate-sha256 names.")
                : days < DaysOfWarning
                ? PreflightStep.Warning(step, detail, "Tell the owner of the host that its certificate ends soon. Where the issuer is of your own network, TLS is inspected on the way.")
                : PreflightStep.Ok(step, detail));
            return true;
        }
        catch (ProbeException exception)
        {
            _steps.Add(PreflightStep.Failed(step, exception.Message + ".", "Ask the network team about firewall, proxy and TLS inspection. Where TLS is inspected, its issuer has to be trusted by this machine."));
            return false;
        }
    }

    // Why nothing of ours may leave, or finds its way; null where it does.
    private static string? WhyNot(bool isComplete, bool maySubmit, bool reachesTokens) =>
        !isComplete ? "The configuration is incomplete, or an address is not allowed."
        : !maySubmit ? "No token is asked for and nothing is sent from this copy of the database: see step Environment."
        : !reachesTokens ? "The token endpoint is not reached."
        : null;

    private void CheckExchange(string? why, bool reachesReceiver, bool postTestChild)
    {
        if (why is not null)
        {
            _steps.Add(PreflightStep.Skipped(Token, why));
            _steps.Add(PreflightStep.Skipped(Receiver, why));
            return;
        }

        SubmissionConfiguration configuration = SubmissionConfiguration.Read(_settings, _secrets, _bounds.Hosts);
        string token;
        try
        {
            token = new AccessTokens(_transport, _clock, configuration).Current(configuration.RequestTimeout);
            _steps.Add(PreflightStep.Ok(Token, "The token endpoint gave one."));
        }
        catch (Exception exception) when (exception is SubmissionException or TokenUnavailableException)
        {
            _steps.Add(PreflightStep.Failed(Token, exception.Message, "See the detail; client id, secret and scope are as the Department for Education issued them."));
            _steps.Add(PreflightStep.Skipped(Receiver, "There is no token."));
            return;
        }

        _steps.Add(!reachesReceiver ? PreflightStep.Skipped(Receiver, "The receiver is not reached.")
            : !postTestChild ? PreflightStep.Skipped(Receiver, "Not asked for: csc.preflight @post_test_child = 1 posts one test record that belongs to no child, and removes it.")
            : PostTestChild(configuration, token));
    }

    private PreflightStep PostTestChild(SubmissionConfiguration configuration, string token)
    {
        BatchVerdict posted = Post(configuration, token, TestChild);
        if (!posted.IsAccepted)
        {
            return PreflightStep.Failed(Receiver, posted.Message, "See the detail; supplier_key, la_code and base_url are as the Department for Education issued them.");
        }

        BatchVerdict removed = Post(configuration, token, TestChildRemoval);
        return removed.IsAccepted
            ? PreflightStep.Ok(Receiver, "It accepted a test record that belongs to no child (la_child_id SSDCLR-PREFLIGHT), and its removal.")
            : PreflightStep.Warning(Receiver, "It accepted a test record that belongs to no child (la_child_id SSDCLR-PREFLIGHT), and not its removal. " + removed.Message, "Ask the receiver's team to remove it, or check again.");
    }

    private BatchVerdict Post(SubmissionConfiguration configuration, string token, string body)
    {
        var post = new HttpPost(configuration.ChildrenAddress, "application/json", configuration.UserAgent, Encoding.UTF8.GetBytes(body), configuration.RequestTimeout);
        post.Headers.Add(new KeyValuePair<string, string>("Authorization", "Bearer " + token));
        post.Headers.Add(new KeyValuePair<string, string>("SupplierKey", configuration.SupplierKey));
        return AnswerClassifier.Judge(_transport.Post(post), children: 1);
    }

    private void Skip(string why, params string[] steps)
    {
        foreach (string step in steps)
        {
            _steps.Add(PreflightStep.Skipped(step, why));
        }
    }

    private static string Text(IPAddress[] addresses)
    {
        var text = new StringBuilder();
        foreach (IPAddress address in addresses)
        {
            text.Append(text.Length == 0 ? string.Empty : ", ").Append(address);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder list, string item) => list.Append(list.Length == 0 ? string.Empty : "; ").Append(item);
}

using System;
using System.Collections.Generic;
using SsdClr.Settings;

namespace SsdClr.Submission.Configuration;

/// <summary>Everything a submission has to know, complete and well-formed.</summary>
internal sealed class SubmissionConfiguration
{
    private static readonly string[] s_requiredSettings = ["base_url", "la_code", "token_endpoint", "client_id", "scope", "user_agent"];
    private static readonly string[] s_requiredSecrets = ["client_secret", "supplier_key"];

    private SubmissionConfiguration(SettingValues settings, SecretValues secrets)
    {
        // The path is the receiver's: POST {base}/children_social_care_data/{la_code}/children.
        ChildrenAddress = new Uri(settings.Text("base_url").TrimEnd('/') + "/children_social_care_data/" + settings.Text("la_code") + "/children");
        TokenEndpoint = new Uri(settings.Text("token_endpoint"));
        ClientId = settings.Text("client_id");
        ClientSecret = secrets.Text("client_secret");
        Scope = settings.Text("scope");
        SupplierKey = secrets.Text("supplier_key");
        UserAgent = settings.Text("user_agent");
        BatchSize = settings.WholeNumber("batch_size");
        MinimumInterval = TimeSpan.FromMilliseconds(settings.WholeNumber("min_interval_ms"));
        RequestTimeout = TimeSpan.FromSeconds(settings.WholeNumber("request_timeout_s"));
        BackOff = TimeSpan.FromMilliseconds(settings.WholeNumber("back_off_ms"));
        LongestRetryAfter = TimeSpan.FromSeconds(settings.WholeNumber("max_retry_after_s"));
        RunTimeBudget = TimeSpan.FromSeconds(settings.WholeNumber("run_time_budget_s"));
        CircuitFailures = settings.WholeNumber("circuit_failures");
        MaximumRefusedInARow = settings.WholeNumber("max_refused_in_a_row");
        MaximumAttempts = settings.WholeNumber("max_attempts");
    }

    /// <summary>Where children are posted to.</summary>
    internal Uri ChildrenAddress { get; }

    /// <summary>Where tokens come from.</summary>
    internal Uri TokenEndpoint { get; }

    /// <summary>Client id for the token endpoint.</summary>
    internal string ClientId { get; }

    /// <summary>Client secret for the token endpoint.</summary>
    internal string ClientSecret { get; }

    /// <summary>Scope asked of the token endpoint.</summary>
    internal string Scope { get; }

    /// <summary>Value of the SupplierKey header.</summary>
    internal string SupplierKey { get; }

    /// <summary>Value of the User-Agent header.</summary>
    internal string UserAgent { get; }

    /// <summary>Children in one POST; 1 to 100.</summary>
    internal int BatchSize { get; }

    /// <summary>From the start of one POST of children to the start of the next, at least.</summary>
    internal TimeSpan MinimumInterval { get; }

    /// <summary>How long one request may take.</summary>
    internal TimeSpan RequestTimeout { get; }

    /// <summary>Longest wait after a first failure that may pass by itself.</summary>
    internal TimeSpan BackOff { get; }

    /// <summary>Most of a Retry-After that is waited for.</summary>
    internal TimeSpan LongestRetryAfter { get; }

    /// <summary>How long the whole run may take.</summary>
    internal TimeSpan RunTimeBudget { get; }

    /// <summary>So many failures in a row that may pass by themselves stop the run.</summary>
    internal int CircuitFailures { get; }

    /// <summary>So many children refused alone, one after the other, stop the run.</summary>
    internal int MaximumRefusedInARow { get; }

    /// <summary>Attempts without a clear answer after which a child needs attention; 2 or more, the last one alone in its POST.</summary>
    internal int MaximumAttempts { get; }

    /// <summary>Checks settings and secrets, and that no address leads to a host that is not allowed: all of them before it complains.</summary>
    /// <exception cref="SubmissionException">Names every setting and secret that is missing or malformed, and none of their values.</exception>
    internal static SubmissionConfiguration Read(SettingValues settings, SecretValues secrets, AllowedHosts hosts)
    {
        List<string> faults = Faults(settings, secrets, hosts);
        if (faults.Count > 0)
        {
            throw new SubmissionException(
                "Nothing was sent, because of the configuration: " + string.Join("; ", faults)
                + ". Use EXEC csc.set_setting and EXEC csc.set_secret.");
        }

        return new SubmissionConfiguration(settings, secrets);
    }

    /// <summary>Everything that is missing, malformed or not allowed, a clause each; never a value.</summary>
    internal static List<string> Faults(SettingValues settings, SecretValues secrets, AllowedHosts hosts)
    {
        var faults = new List<string>();
        foreach (string name in s_requiredSettings)
        {
            Check("setting", name, settings.Text(name), faults);
            if (hosts.Fault(name, settings.Text(name)) is not null)
            {
                faults.Add("setting " + name + " names a host or port that is not allowed (a database owner can allow it with csc.allow_host)");
            }
        }

        if (hosts.ScramblingFault(settings.Text("base_url"), settings.Flag("scramble")) is { } fault)
        {
            faults.Add(fault);
        }

        foreach (string name in s_requiredSecrets)
        {
            Check("secret", name, secrets.Text(name), faults);
        }

        return faults;
    }

    private static void Check(string kind, string name, string value, List<string> faults)
    {
        if (value.Length == 0)
        {
            faults.Add(kind + " " + name + " is missing");
        }
        else if (SettingCatalogue.Find(name)?.Fault(value) is not null)
        {
            faults.Add(kind + " " + name + " is malformed");
        }
        else if (name is "supplier_key" or "user_agent" && !IsHeaderText(value))
        {
            faults.Add(kind + " " + name + " holds characters that a header cannot carry");
        }
    }

    /// <summary>Visible ASCII and inner blanks (RFC 9110 section 5.5): nothing that could end the header.</summary>
    private static bool IsHeaderText(string value)
    {
        foreach (char character in value)
        {
            if (character is < ' ' or > '~')
            {
                return false;
            }
        }

        return value[0] != ' ' && value[value.Length - 1] != ' ';
    }
}

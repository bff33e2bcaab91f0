using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;

namespace SsdClr.Settings;

/// <summary>
/// The hosts that children's records and credentials may go to: those built in, and those that a database owner has added
/// (csc.allowed_host). Whoever may change a setting may not change this list.
/// </summary>
/// <remarks>
/// An entry is a host name, or a suffix that begins with a dot and stands for every host below it; it may end with :PORT and else
/// means port 443. An access token is asked for at an identity provider, so there are hosts for tokens alone; no record goes there. A test host gets scrambled
/// children alone, unless a database owner has said otherwise, and no other host gets them.
/// </remarks>
internal sealed class AllowedHosts
{
    /// <summary>Purpose of a host that may be sent children's records (and be asked for tokens).</summary>
    internal const string ForReceiver = "receiver";

    /// <summary>Purpose of a test host: a receiver that is sent scrambled children.</summary>
    internal const string ForTest = "test";

    /// <summary>Purpose of a host that may be asked for tokens only.</summary>
    internal const string ForToken = "token";

    private const int LongestHost = 253;
    private const string ReceiverDefault = ".education.gov.uk";
    private const string TokenDefault = "login.microsoftonline.com";

    // The national test receiver shares its host with others: its path tells it, as in .../children-in-social-care-data-receiver-test/1.
    private const string EndOfTestReceiver = "-test";

    private readonly List<KeyValuePair<string, string>> _entries = [new(ForReceiver, ReceiverDefault), new(ForToken, TokenDefault)];

    // Test hosts that get real records all the same.
    private readonly List<string> _withRealRecords = [];

    private readonly bool _allowsLoopback;

    /// <summary>The hosts built in, and some more.</summary>
    /// <param name="added">Purpose and host.</param>
    /// <param name="withRealRecords">Those test hosts that get real records.</param>
    internal AllowedHosts(IEnumerable<KeyValuePair<string, string>> added, params string[] withRealRecords)
    {
        _entries.AddRange(added);
        _withRealRecords.AddRange(withRealRecords);
    }

    private AllowedHosts(List<KeyValuePair<string, string>> entries, List<string> withRealRecords, bool allowsLoopback)
    {
        _entries = entries;
        _withRealRecords = withRealRecords;
        _allowsLoopback = allowsLoopback;
    }

    /// <summary>Reads csc.allowed_host.</summary>
    internal static AllowedHosts Read(DbConnection connection)
    {
        var added = new List<KeyValuePair<string, string>>();
        var withRealRecords = new List<string>();
        using DbCommand command = connection.Command(
            "SELECT [purpose], [host], CASE WHEN [real_records] = 1 THEN 1 ELSE 0 END FROM [csc].[allowed_host] ORDER BY [purpose], [host]");
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            added.Add(new KeyValuePair<string, string>(reader.GetString(0), reader.GetString(1)));
            if (reader.GetInt32(2) == 1)
            {
                withRealRecords.Add(reader.GetString(1));
            }
        }

        return new AllowedHosts(added, withRealRecords.ToArray());
    }

#if !NETFRAMEWORK
    /// <summary>The same and this machine itself, on every port: for the companion, whose rehearsals leave it no further than that. Not in SQL Server.</summary>
    internal AllowedHosts AndLoopback() => new(_entries, _withRealRecords, allowsLoopback: true);
#endif

    /// <summary>This machine itself is allowed besides, on every port.</summary>
    internal bool AllowsLoopback => _allowsLoopback;

    /// <summary>What is wrong with an entry for csc.allowed_host, in one line; null when it is right.</summary>
    internal static string? EntryFault(string host)
    {
        int colon = host.IndexOf(':');
        string name = colon < 0 ? host : host.Substring(0, colon);
        bool isSuffix = name.Length > 0 && name[0] == '.';
        string labels = isSuffix ? name.Substring(1) : name;
        bool isRight = host.Length <= LongestHost
            && HttpsAddress.IsHostName(labels)
            && (colon < 0 || HttpsAddress.ReadPort(host.Substring(colon + 1)) > 0)

            // A suffix of one label, such as .uk, would allow nearly everybody; one of digits is no name.
            && (!isSuffix || (labels.IndexOf('.') > 0 && labels[labels.Length - 1] is >= 'a' and <= 'z'));
        return isRight
            ? null
            : "A host is a name in lower case such as api.example.gov.uk, or a suffix of at least two labels such as .example.gov.uk; either may end with a port such as :8443.";
    }

    /// <summary>Why an address that is well-formed may not be used, in one line that never repeats it; null when it may, or when the setting is no address.</summary>
    /// <param name="name">The setting: base_url or token_endpoint.</param>
    /// <param name="value">Its value.</param>
    internal string? Fault(string name, string value)
    {
        bool isReceiver = string.Equals(name, "base_url", StringComparison.Ordinal);
        if ((!isReceiver && !string.Equals(name, "token_endpoint", StringComparison.Ordinal)) || value.Length == 0)
        {
            return null;
        }

        HttpsAddress? address = HttpsAddress.Parse(value);
        return address is not null && Allows(address, isReceiver)
            ? null
            : "Setting " + name + " names a host, or a port, that is not allowed. A database owner can allow it: EXEC csc.allow_host.";
    }

    /// <summary>Test hosts that get real records; none where no database owner let one have them.</summary>
    internal string[] WithRealRecords => _withRealRecords.ToArray();

    /// <summary>
    /// Why children may not go to the receiver as they are, or scrambled, in one clause that never repeats its address; null where they may. This machine itself may
    /// be sent both: nothing leaves it, and who rehearses has made-up children or scrambled ones.
    /// </summary>
    /// <param name="baseUrl">The receiver's base address.</param>
    /// <param name="isScrambled">True where children are scrambled.</param>
    internal string? ScramblingFault(string baseUrl, bool isScrambled)
    {
        if (HttpsAddress.Parse(baseUrl) is not { } address || IsLoopback(address))
        {
            return null;
        }

        bool isTest = IsTestReceiver(address.Uri) || HasEntry(ForTest, address);
        return isTest && !isScrambled && !TakesRealRecords(address)
                ? "setting base_url leads to a test host, which gets scrambled children alone. Set scramble to 1; a database owner can let it have real records (csc.allow_host @real_records = 1)"
            : !isTest && isScrambled
                ? "setting scramble is 1 and base_url leads to no test host. Set scramble to 0; where the host is for tests, a database owner says so (csc.allow_host @purpose = N'test')"
            : null;
    }

    /// <summary>The entries of a purpose, for people to read.</summary>
    internal string Describe(string purpose)
    {
        var hosts = new List<string>();
        foreach (KeyValuePair<string, string> entry in _entries)
        {
            if (string.Equals(entry.Key, purpose, StringComparison.Ordinal))
            {
                hosts.Add(entry.Value);
            }
        }

        return string.Join(", ", hosts.ToArray());
    }

    private bool Allows(HttpsAddress address, bool isReceiver)
    {
        return (_allowsLoopback && IsLoopback(address))
            || HasEntry(ForReceiver, address)
            || HasEntry(ForTest, address)
            || (!isReceiver && HasEntry(ForToken, address));
    }

    private bool HasEntry(string purpose, HttpsAddress address)
    {
        foreach (KeyValuePair<string, string> entry in _entries)
        {
            if (string.Equals(entry.Key, purpose, StringComparison.Ordinal) && Matches(entry.Value, address))
            {
                return true;
            }
        }

        return false;
    }

    private bool TakesRealRecords(HttpsAddress address)
    {
        foreach (string host in _withRealRecords)
        {
            if (Matches(host, address))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLoopback(HttpsAddress address) => address.Host is "localhost" or "127.0.0.1";

    private static bool IsTestReceiver(Uri address)
    {
        foreach (string segment in Uri.UnescapeDataString(address.AbsolutePath).Split('/'))
        {
            if (segment.EndsWith(EndOfTestReceiver, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(string entry, HttpsAddress address)
    {
        int colon = entry.IndexOf(':');
        int port = colon < 0 ? 443 : HttpsAddress.ReadPort(entry.Substring(colon + 1));
        string name = colon < 0 ? entry : entry.Substring(0, colon);
        return address.Port == port
            && (name.Length > 0 && name[0] == '.'
                ? address.Host.Length > name.Length && address.Host.EndsWith(name, StringComparison.Ordinal)
                : string.Equals(address.Host, name, StringComparison.Ordinal));
    }
}

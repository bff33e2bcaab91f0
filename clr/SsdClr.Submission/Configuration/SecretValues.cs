using System;
using System.Collections.Generic;

namespace SsdClr.Submission.Configuration;

/// <summary>The secrets: client_secret, supplier_key, proxy_password. They leave in requests only.</summary>
/// <remarks>They are handed in by whoever may decrypt them: in SQL Server the signed procedure csc.read_secrets. No code here reads csc.secret.</remarks>
internal sealed class SecretValues
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    internal SecretValues(IEnumerable<KeyValuePair<string, string>> values)
    {
        foreach (KeyValuePair<string, string> pair in values)
        {
            _values[pair.Key] = pair.Value;
        }
    }

    /// <summary>The secrets one by one; null for one that is not set.</summary>
    internal static SecretValues Of(string? clientSecret, string? supplierKey, string? proxyPassword)
    {
        var secrets = new SecretValues([]);
        secrets.Add("client_secret", clientSecret);
        secrets.Add("supplier_key", supplierKey);
        secrets.Add("proxy_password", proxyPassword);
        return secrets;
    }

    /// <summary>The secret of that exact name; empty where it is not set.</summary>
    internal string Text(string name) => _values.TryGetValue(name, out string? value) ? value : string.Empty;

    private void Add(string name, string? value)
    {
        if (value is not null)
        {
            _values[name] = value;
        }
    }
}

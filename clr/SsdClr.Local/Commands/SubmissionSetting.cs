namespace SsdClr.Local.Commands;

/// <summary>A setting that tells the companion where and as whom to submit.</summary>
/// <param name="Name">The option's name without dashes, also the key in a settings file: <c>base-url</c>.</param>
/// <param name="Meaning">What it is, for help and messages.</param>
/// <param name="IsSecret">True when it had better not stand on a command line, where other users of the machine can read it.</param>
/// <param name="IsRequired">False when a run can do without.</param>
internal sealed record SubmissionSetting(string Name, string Meaning, bool IsSecret, bool IsRequired = true)
{
    /// <summary>The environment variable: <c>SSDCLR_BASE_URL</c>.</summary>
    public string EnvironmentVariable { get; } = "SSDCLR_" + Name.Replace('-', '_').ToUpperInvariant();

    /// <summary>All of them, in the order in which help lists them.</summary>
    public static IReadOnlyList<SubmissionSetting> All { get; } =
    [
        new("base-url", "Base address of the receiver (https)", IsSecret: false),
        new("la-code", "The local authority's code, three digits", IsSecret: false),
        new("token-endpoint", "Address that issues access tokens (https)", IsSecret: false),
        new("client-id", "Client id of the authority's registration", IsSecret: false),
        new("client-secret", "Client secret of the authority's registration", IsSecret: true),
        new("scope", "Scope to ask a token for", IsSecret: false),
        new("supplier-key", "Supplier key, sent with each request", IsSecret: true),
        new("scrambling-key", "Key of scrambled children, as 'ssdclr renew-scrambling-key' makes it", IsSecret: true, IsRequired: false),
        new("proxy-address", "Proxy as http://host:port", IsSecret: false, IsRequired: false),
        new("proxy-bypass", "Hosts reached without the proxy, separated by semicolons", IsSecret: false, IsRequired: false),
        new("proxy-credentials", "What the proxy is given: none, default or explicit", IsSecret: false, IsRequired: false),
        new("proxy-user", "User name for the proxy", IsSecret: false, IsRequired: false),
        new("proxy-password", "Password for the proxy", IsSecret: true, IsRequired: false),
        new("certificate-sha256", "The one certificate to accept, in hexadecimal: that of a rehearsal receiver", IsSecret: false, IsRequired: false),
    ];

    /// <summary>The name in csc.setting or csc.secret: <c>base_url</c>.</summary>
    public string DatabaseName { get; } = Name.Replace('-', '_');

    /// <summary>Where a person can give it.</summary>
    public string Sources => IsSecret ? $"{EnvironmentVariable} or --settings, or --{Name}" : $"--{Name}, {EnvironmentVariable} or --settings";
}

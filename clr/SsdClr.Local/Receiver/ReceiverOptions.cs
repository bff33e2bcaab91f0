using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace SsdClr.Local.Receiver;

/// <summary>
/// How a rehearsal receiver answers, and what it asks of a sender. Credentials that are not given are random, so that two
/// receivers never take each other's. A class, not a record: a record would print its secrets.
/// </summary>
internal sealed class ReceiverOptions
{
    /// <summary>TCP port on loopback, 0 to 65535; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The local authority's code: three digits, the last part but one of the path children are posted to.</summary>
    public string LaCode { get; init; } = "999";

    /// <summary>The only <c>client_id</c> the token endpoint knows.</summary>
    public string ClientId { get; init; } = NewCredential();

    /// <summary>The <c>client_secret</c> that belongs to <see cref="ClientId"/>.</summary>
    public string ClientSecret { get; init; } = NewCredential();

    /// <summary>The only <c>scope</c> the token endpoint grants.</summary>
    public string Scope { get; init; } = "api://rehearsal-receiver/.default";

    /// <summary>The value every POST of children carries in its <c>SupplierKey</c> header.</summary>
    public string SupplierKey { get; init; } = NewCredential();

    /// <summary>How long a token is good for; more than zero, whole seconds. Short, so that a rehearsal meets expiry.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Most children one POST may hold; the contract says 100.</summary>
    public int MaxChildren { get; init; } = 100;

    /// <summary>Most bytes a POST may hold. The contract has a limit and does not publish it; this is a guess.</summary>
    public int MaxBodyBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>What happens to held keys and records that an accepted child leaves out.</summary>
    public ReceiverSemantics Semantics { get; init; }

    /// <summary>The faults in force when it starts.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>How likely a request meets one of the faults, 0 to 1; null for always.</summary>
    public double? FaultChance { get; init; }

    /// <summary>Draws which request meets which fault; any whole number.</summary>
    public int Seed { get; init; }

    /// <summary>Whether null may clear a value; the real receiver is not known to take it.</summary>
    public bool TakesNulls { get; init; }

    /// <summary>Told each POST that is refused, from the thread that refuses it; null for nobody.</summary>
    public Action<Refusal>? OnRefusal { get; init; }

    /// <summary>Told each body of children that arrives, accepted or not, from the thread that read it; null for nobody.</summary>
    public Action<ReadOnlyMemory<byte>>? OnDelivery { get; init; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsValidationException">One or more options are out of range; the message names all of them, never a secret.</exception>
    public void Validate()
    {
        (bool Holds, string Fault)[] rules =
        [
            (Port is >= 0 and <= 65535, "The receiver's port must be 0 to 65535"),
            (LaCode.Length == 3 && LaCode.All(char.IsAsciiDigit), "The receiver's LA code must be three digits"),
            (!new[] { ClientId, ClientSecret, Scope, SupplierKey }.Any(string.IsNullOrWhiteSpace), "The receiver's client id, client secret, scope and supplier key must not be blank"),
            (TokenLifetime >= TimeSpan.FromSeconds(1), "The receiver's token lifetime must be at least one second"),
            (MaxChildren >= 1, "The receiver's largest batch must be at least 1 child"),
            (MaxBodyBytes >= 1, "The receiver's largest body must be at least 1 byte"),
            (Enum.IsDefined(Semantics), "The receiver's semantics must be replace or merge"),
            (FaultChance is not (< 0 or > 1), "The chance of a fault must be 0 to 1"),
        ];
        var faults = rules.Where(rule => !rule.Holds).Select(rule => rule.Fault).ToList();
        if (faults.Count > 0)
        {
            throw new OptionsValidationException("receiver", typeof(ReceiverOptions), faults);
        }
    }

    /// <summary>A credential that nobody can guess.</summary>
    public static string NewCredential() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
}

using System;
using System.Security.Cryptography;
using System.Text;
using SsdClr.Json;
using SsdClr.Payload.Building;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Holding;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Scrambling;

/// <summary>What leaves of a child, or would: its payload, scrambled where the receiver gets nothing else, with its hash and the id it is sent under.</summary>
/// <param name="builder">Builds payloads.</param>
/// <param name="scrambler">Scrambles them; null: they leave as they are.</param>
internal sealed class LeavingPayload(PayloadBuilder builder, PayloadScrambler? scrambler) : IDisposable
{
    private readonly PayloadBuilder _builder = builder;
    private readonly PayloadScrambler? _scrambler = scrambler;
    private readonly SHA256 _sha256 = SHA256.Create();

    private byte[] _buffer = [];
    private int _length;

    /// <summary>What the rules found in the child built last, as it is: scrambling has no say in it.</summary>
    internal PayloadIssues Issues => _builder.Issues;

    /// <summary>What values of the child built last are sent as; null: as they are.</summary>
    internal SentForm? Sent => _scrambler?.Sent;

    /// <summary>Makes the payload of a child, which is kept until the next one.</summary>
    /// <param name="child">Its records.</param>
    /// <param name="verdict">Why it is in the cohort, or is kept in it.</param>
    internal void Make(ChildRecords child, CohortVerdict verdict)
    {
        JsonWriter built = _builder.Build(child, verdict.Groups, verdict.LostByEnds);
        ScrambledText? scrambled = _scrambler?.Scramble(built);
        _buffer = scrambled?.Buffer ?? built.Buffer;
        _length = scrambled?.Length ?? built.Length;
    }

    /// <summary>The payload made last.</summary>
    internal string Text() => Encoding.UTF8.GetString(_buffer, 0, _length);

    /// <summary>The same in UTF-8.</summary>
    internal byte[] Bytes()
    {
        var bytes = new byte[_length];
        Buffer.BlockCopy(_buffer, 0, bytes, 0, _length);
        return bytes;
    }

    /// <summary>Its hash.</summary>
    internal byte[] Hash() => _sha256.ComputeHash(_buffer, 0, _length);

    /// <summary>The id that the receiver is to know a person by; null where there is none.</summary>
    internal string? IdOf(Person person) => SentId(_builder.ChildId(person));

    /// <summary>The person's id in the case-management system as it is sent; null where there is none, or none that can be sent.</summary>
    internal string? MisIdOf(Person person) => SentId(PayloadBuilder.MisChildId(person));

    /// <inheritdoc/>
    public void Dispose() => _sha256.Dispose();

    private string? SentId(string? id) => id is null || _scrambler is null ? id : _scrambler.Id(id);
}

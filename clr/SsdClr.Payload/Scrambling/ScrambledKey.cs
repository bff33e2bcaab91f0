using System;
using SsdClr.Json;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Scrambling;

/// <summary>A key of the payload and what becomes of what stands under it.</summary>
internal sealed class ScrambledKey
{
    private readonly ScramblingRule? _rule;
    private readonly ScrambledShape? _content;

    internal ScrambledKey(KeyShape key, ScramblingRule? rule, ScrambledShape? content)
    {
        _rule = rule;
        _content = content;
        Name = key.Name;
        Length = Name.Encoded.Length;
        Scrambling = key.Kind switch
        {
            KeyKind.Purge => FieldScrambling.Flag,
            KeyKind.Details or KeyKind.Block => FieldScrambling.Members,
            KeyKind.Records or KeyKind.Items => FieldScrambling.Items,
            KeyKind.Codes => FieldScrambling.Codes,
            _ => rule!.Scrambling,
        };
    }

    internal JsonName Name { get; }

    internal FieldScrambling Scrambling { get; }

    /// <summary>Bytes of the name with its quotes and colon.</summary>
    internal int Length { get; }

    /// <summary>How its codes are scrambled.</summary>
    /// <exception cref="InvalidOperationException">The key holds none.</exception>
    internal CodeScrambling Codes => _rule?.Codes ?? throw new InvalidOperationException("Key " + Name.Text + " holds no code.");

    /// <summary>The object, or each object, that stands there.</summary>
    /// <exception cref="InvalidOperationException">The key holds none.</exception>
    internal ScrambledShape Content => _content ?? throw new InvalidOperationException("Key " + Name.Text + " holds no objects.");
}

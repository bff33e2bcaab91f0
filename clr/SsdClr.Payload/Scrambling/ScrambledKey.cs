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
        Name = key.Name;
        Kind = key.Kind;
        _rule = rule;
        _content = content;
    }

    internal JsonName Name { get; }

    internal KeyKind Kind { get; }

    /// <summary>The rule of a value.</summary>
    /// <exception cref="InvalidOperationException">The key holds none.</exception>
    internal ScramblingRule Rule => _rule ?? throw new InvalidOperationException("Key " + Name.Text + " holds no value.");

    /// <summary>The object, or each object, that stands there.</summary>
    /// <exception cref="InvalidOperationException">The key holds none.</exception>
    internal ScrambledShape Content => _content ?? throw new InvalidOperationException("Key " + Name.Text + " holds no objects.");
}

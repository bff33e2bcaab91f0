using System;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Scrambling;

/// <summary>An object of the payload with the rule of each of its keys.</summary>
internal sealed class ScrambledShape
{
    /// <summary>So many bytes of a key tell most of them apart.</summary>
    internal const int StartLength = sizeof(ulong);

    /// <param name="shape">The object.</param>
    /// <param name="rules">The rules.</param>
    /// <exception cref="InvalidOperationException">A key has no rule: nothing may be scrambled that leaves it as it is.</exception>
    internal ScrambledShape(ObjectShape shape, ScramblingRules rules)
    {
        Keys = new ScrambledKey[shape.Keys.Count];
        Starts = new ulong[Keys.Length];
        Masks = new ulong[Keys.Length];
        for (int index = 0; index < Keys.Length; index++)
        {
            KeyShape key = shape.Keys[index];
            bool holdsObjects = key.Kind is KeyKind.Details or KeyKind.Block or KeyKind.Records or KeyKind.Items;
            ScramblingRule? rule = ScramblingRules.HoldsValue(key)
                ? rules.Find(key) ?? throw new InvalidOperationException("Key " + key.Name.Text + " of " + shape.Block + " has no rule to scramble it by.")
                : null;
            Keys[index] = new ScrambledKey(key, rule, holdsObjects ? new ScrambledShape(key.Content, rules) : null);
            SetStart(index, key.Name.Encoded);
        }
    }

    /// <summary>The keys, in the order of the payload.</summary>
    internal ScrambledKey[] Keys { get; }

    /// <summary>The first bytes of each name with its quotes and colon.</summary>
    internal ulong[] Starts { get; }

    /// <summary>Which of them count where the name is shorter.</summary>
    internal ulong[] Masks { get; }

    private void SetStart(int key, byte[] name)
    {
        var start = new byte[StartLength];
        var mask = new byte[StartLength];
        for (int index = 0; index < StartLength && index < name.Length; index++)
        {
            start[index] = name[index];
            mask[index] = byte.MaxValue;
        }

        Starts[key] = BitConverter.ToUInt64(start, 0);
        Masks[key] = BitConverter.ToUInt64(mask, 0);
    }
}

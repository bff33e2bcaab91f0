using System;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Scrambling;

/// <summary>An object of the payload with the rule of each of its keys.</summary>
internal sealed class ScrambledShape
{
    /// <param name="shape">The object.</param>
    /// <param name="rules">The rules.</param>
    /// <exception cref="InvalidOperationException">A key has no rule: nothing may be scrambled that leaves it as it is.</exception>
    internal ScrambledShape(ObjectShape shape, ScramblingRules rules)
    {
        Keys = new ScrambledKey[shape.Keys.Count];
        for (int index = 0; index < Keys.Length; index++)
        {
            KeyShape key = shape.Keys[index];
            bool holdsObjects = key.Kind is KeyKind.Details or KeyKind.Block or KeyKind.Records or KeyKind.Items;
            ScramblingRule? rule = ScramblingRules.HoldsValue(key)
                ? rules.Find(shape, key) ?? throw new InvalidOperationException("Key " + key.Name.Text + " of " + shape.Block + " has no rule to scramble it by.")
                : null;
            Keys[index] = new ScrambledKey(key, rule, holdsObjects ? new ScrambledShape(key.Content, rules) : null);
        }
    }

    /// <summary>The keys, in the order of the payload.</summary>
    internal ScrambledKey[] Keys { get; }
}

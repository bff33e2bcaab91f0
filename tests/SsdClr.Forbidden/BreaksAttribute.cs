using System;

namespace SsdClr.Forbidden;

/// <summary>Names every rule of the verifier that a class breaks; none for a class that must pass.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class BreaksAttribute(params string[] rules) : Attribute
{
    /// <summary>Rule names, as the verifier reports them.</summary>
    public string[] Rules { get; } = rules;
}

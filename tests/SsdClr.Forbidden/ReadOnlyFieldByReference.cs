using System;

namespace SsdClr.Forbidden;

/// <summary>A method call on a read-only struct field takes the field's address, unless peverify-compat makes a copy.</summary>
[Breaks("InitOnlyField")]
public sealed class ReadOnlyFieldByReference(Guid id)
{
    private readonly Guid id = id;

    public int Length() => Measure(in id);

    private static int Measure(in Guid value) => value.ToString("D").Length;
}

namespace SsdClr.Forbidden;

/// <summary>An init accessor writes a read-only field outside the constructor, which peverify and so SQL Server refuse.</summary>
[Breaks("InitOnlyField")]
public sealed class InitAccessor
{
    public string? Name { get; init; }
}

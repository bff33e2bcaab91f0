namespace SsdClr.Forbidden;

/// <summary>A lock; Monitor is refused by its host protection as well.</summary>
[Breaks("Lock", "HostProtection")]
public sealed class LockStatement
{
    private readonly object gate = new();

    public int One()
    {
        lock (gate)
        {
            return 1;
        }
    }
}

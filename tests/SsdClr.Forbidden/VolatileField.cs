namespace SsdClr.Forbidden;

/// <summary>A field that threads share.</summary>
[Breaks("Volatile")]
public sealed class VolatileField
{
    private volatile bool stopped;

    public bool Stop()
    {
        stopped = true;
        return stopped;
    }
}

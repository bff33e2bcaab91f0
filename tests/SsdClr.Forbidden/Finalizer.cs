namespace SsdClr.Forbidden;

/// <summary>A class with a finalizer.</summary>
[Breaks("Finalizer")]
public sealed class Finalizer
{
    ~Finalizer()
    {
    }
}

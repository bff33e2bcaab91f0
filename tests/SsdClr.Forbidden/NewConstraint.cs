namespace SsdClr.Forbidden;

/// <summary>new T() is Activator.CreateInstance in IL.</summary>
[Breaks("Reflection")]
public static class NewConstraint
{
    public static T Make<T>()
        where T : new() => new();
}

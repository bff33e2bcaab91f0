namespace System.Runtime.CompilerServices;

/// <summary>Read by the compiler; .NET Framework has none of its own.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
internal sealed class SkipLocalsInitAttribute : Attribute
{
}

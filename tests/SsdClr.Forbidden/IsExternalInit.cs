namespace System.Runtime.CompilerServices;

/// <summary>What the compiler needs to compile an init accessor for .NET Framework.</summary>
internal static class IsExternalInit
{
}

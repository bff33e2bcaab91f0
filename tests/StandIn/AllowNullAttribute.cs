#if NETFRAMEWORK
namespace System.Diagnostics.CodeAnalysis;

/// <summary>As .NET has it: the property takes null though it gives none.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AllowNullAttribute : Attribute;
#endif

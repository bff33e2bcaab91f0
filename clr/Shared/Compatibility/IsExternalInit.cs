#if NETFRAMEWORK
namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for behind <c>init</c>; .NET Framework 4.7.2 has no such type.</summary>
internal static class IsExternalInit;
#endif

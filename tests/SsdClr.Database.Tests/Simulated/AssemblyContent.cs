using System.Globalization;
using Mono.Cecil;

namespace SsdClr.Database.Tests.Simulated;

/// <summary>What SQL Server reads from the bytes of an assembly.</summary>
internal static class AssemblyContent
{
    /// <summary>As in the column clr_name.</summary>
    public static string ClrName(byte[] bytes)
    {
        using var module = Read(bytes);
        var name = module.Assembly.Name;
        var token = name.PublicKeyToken is { Length: > 0 } key ? Convert.ToHexStringLower(key) : "null";
        return string.Create(CultureInfo.InvariantCulture, $"{name.Name.ToLowerInvariant()}, version={name.Version}, culture=neutral, publickeytoken={token}, processorarchitecture=msil");
    }

    /// <summary>The public key token; empty without a strong name.</summary>
    public static byte[] Token(byte[] bytes)
    {
        using var module = Read(bytes);
        return module.Assembly.Name.PublicKeyToken ?? [];
    }

    /// <summary>Which build of its source it is.</summary>
    public static Guid Mvid(byte[] bytes)
    {
        using var module = Read(bytes);
        return module.Mvid;
    }

    /// <summary>Whether there is a method to bind a routine to.</summary>
    public static bool Holds(byte[] bytes, string type, string method)
    {
        using var module = Read(bytes);
        return module.GetType(type)?.Methods.Any(candidate => candidate.Name == method) ?? false;
    }

    private static ModuleDefinition Read(byte[] bytes) => ModuleDefinition.ReadModule(new MemoryStream(bytes));
}

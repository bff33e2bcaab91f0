using Mono.Cecil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>A list, written by hand, of what SAFE does not permit: network, files, registry, the machine. Reference assemblies do not
/// show the permissions that a method demands in its body, so this cannot be read from them.</summary>
internal sealed class SafeSurfaceRule : IRule
{
    /// <summary>Rule name: something outside SAFE.</summary>
    public const string OutsideSafe = "OutsideSafe";

    private static readonly string[] s_namespaces =
    [
        "System.Net", "System.IO.IsolatedStorage", "System.IO.Pipes", "System.IO.Ports", "System.IO.MemoryMappedFiles", "Microsoft.Win32",
        "System.Configuration", "System.Data.OleDb", "System.Data.Odbc", "System.Management", "System.Security.AccessControl",
        "System.Runtime.InteropServices", "System.Runtime.Remoting", "System.Security.Cryptography.X509Certificates",
    ];

    private static readonly string[] s_types =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.FileSystemInfo", "System.IO.FileSystemWatcher", "System.IO.Directory",
        "System.IO.DirectoryInfo", "System.IO.DriveInfo", "System.Console", "System.AppDomain", "System.Diagnostics.Process", "System.Diagnostics.EventLog",
        "System.Diagnostics.PerformanceCounter", "System.Security.Principal.WindowsIdentity", "System.Data.SqlClient.SqlBulkCopy", "System.Data.SqlClient.SqlDependency",
    ];

    // What an iterator asks about its thread, and what concerns text and arithmetic only.
    private static readonly string[] s_harmlessEnvironment = ["get_NewLine", "get_CurrentManagedThreadId", "get_TickCount"];

    // Exception.ErrorCode and the enumerations of attributes: no native code is reached through these.
    private static readonly string[] s_harmlessInterop = ["System.Runtime.InteropServices.ExternalException"];

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(ExaminedAssembly assembly)
    {
        foreach (var use in assembly.Uses.Where(IsOutside))
        {
            yield return use.Place.Breaks(OutsideSafe, $"reaches {use.Target.FullName}");
        }
    }

    private static bool IsOutside(Use use)
    {
        var type = (use.Target as TypeReference ?? use.Target.DeclaringType).GetElementType();
        if (s_types.Contains(type.FullName, StringComparer.Ordinal))
        {
            return true;
        }

        if (!s_harmlessInterop.Contains(type.FullName, StringComparer.Ordinal)
            && s_namespaces.Any(name => type.Namespace == name || type.Namespace.StartsWith(name + ".", StringComparison.Ordinal)))
        {
            return true;
        }

        if (use.Target is not MethodReference method)
        {
            return false;
        }

        return type.FullName switch
        {
            "System.Environment" => !s_harmlessEnvironment.Contains(method.Name, StringComparer.Ordinal),
            "System.IO.StreamReader" or "System.IO.StreamWriter" => OpensByName(method),
            "System.Xml.XmlReader" or "System.Xml.XmlWriter" or "System.Xml.XmlDocument" or "System.Xml.XmlTextReader" or "System.Xml.XmlTextWriter" =>
                OpensByName(method) && method.Name is ".ctor" or "Create" or "Load" or "Save",
            _ => false,
        };
    }

    private static bool OpensByName(MethodReference method) =>
        method.Name is ".ctor" or "Create" or "Load" or "Save" && method.Parameters.Count > 0 && method.Parameters[0].ParameterType.FullName == "System.String";
}

using Mono.Cecil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>The reference assemblies say what is known of the framework: what is refused in SQL Server and what the product may use.</summary>
[TestClass]
public sealed class HostProtectionTests
{
    private static readonly string[] s_assemblies = ["mscorlib", "System", "System.Core", "System.Data", "System.Xml"];

    [TestMethod]
    [DataRow("System.Core", "System.Collections.Generic.HashSet`1", "MayLeakOnAbort")]
    [DataRow("mscorlib", "System.Lazy`1", "ExternalThreading, Synchronization")]
    [DataRow("mscorlib", "System.Collections.Concurrent.ConcurrentDictionary`2", "ExternalThreading, Synchronization")]
    [DataRow("mscorlib", "System.Threading.CancellationToken", "ExternalThreading, Synchronization")]
    [DataRow("mscorlib", "System.Threading.Monitor", "ExternalThreading, Synchronization")]
    [DataRow("mscorlib", "System.Threading.ManualResetEvent", "ExternalThreading, Synchronization")]
    [DataRow("mscorlib", "System.TimeZoneInfo", "MayLeakOnAbort")]
    [DataRow("mscorlib", "System.Security.Principal.WindowsPrincipal", "SecurityInfrastructure")]
    [DataRow("System", "System.Diagnostics.Process", "ExternalProcessMgmt, SelfAffectingProcessMgmt, SharedState, Synchronization")]
    [DataRow("System.Core", "System.Security.Cryptography.SHA256CryptoServiceProvider", "MayLeakOnAbort")]
    [DataRow("mscorlib", "System.Collections.Generic.Dictionary`2", "")]
    [DataRow("mscorlib", "System.Collections.Generic.List`1", "")]
    [DataRow("mscorlib", "System.Text.StringBuilder", "")]
    [DataRow("mscorlib", "System.Security.Cryptography.SHA256", "")]
    [DataRow("mscorlib", "System.Random", "")]
    [DataRow("System", "System.Net.ServicePointManager", "")]
    [DataRow("System", "System.Net.HttpWebRequest", "")]
    [DataRow("System", "System.Diagnostics.Stopwatch", "")]
    [DataRow("System.Data", "System.Data.SqlClient.SqlConnection", "")]
    public void Types_carry_the_host_protection_that_is_known_of_them(string assembly, string type, string resources)
    {
        using var resolver = new ReferenceAssemblyResolver(BuiltFiles.ReferenceAssemblies);
        var definition = resolver.Open(assembly).GetType(type);
        Assert.AreEqual(resources, string.Join(", ", SecurityAnnotations.HostProtection(definition)));
    }

    [TestMethod]
    [DataRow("mscorlib", "System.IO.Stream", "BeginRead", "ExternalThreading")]
    [DataRow("mscorlib", "System.IO.Stream", "Read", "")]
    [DataRow("mscorlib", "System.Threading.Thread", "Sleep", "")]
    [DataRow("mscorlib", "System.Threading.Thread", "Join", "ExternalThreading, Synchronization")]
    [DataRow("mscorlib", "System.Threading.Thread", "set_Priority", "SelfAffectingThreading")]
    [DataRow("mscorlib", "System.Threading.WaitHandle", "WaitOne", "")]
    [DataRow("mscorlib", "System.Console", "get_Out", "UI")]
    [DataRow("System", "System.Net.HttpWebRequest", "GetResponse", "")]
    [DataRow("System", "System.Net.HttpWebRequest", "BeginGetResponse", "ExternalThreading")]
    [DataRow("System", "System.Net.Dns", "GetHostAddresses", "")]
    public void Members_carry_the_host_protection_that_is_known_of_them(string assembly, string type, string member, string resources)
    {
        using var resolver = new ReferenceAssemblyResolver(BuiltFiles.ReferenceAssemblies);
        var overloads = resolver.Open(assembly).GetType(type).Methods.Where(method => method.Name == member && method.IsPublic).ToList();
        Assert.AreNotEqual(0, overloads.Count);
        foreach (var overload in overloads)
        {
            Assert.AreEqual(resources, string.Join(", ", SecurityAnnotations.HostProtection(overload)), overload.FullName);
        }
    }

    [TestMethod]
    public void Every_annotation_of_the_reference_assemblies_can_be_read()
    {
        using var resolver = new ReferenceAssemblyResolver(BuiltFiles.ReferenceAssemblies);
        var protectedCount = 0;
        foreach (var type in s_assemblies.SelectMany(name => resolver.Open(name).GetTypes()))
        {
            foreach (var provider in type.Methods.Cast<ISecurityDeclarationProvider>().Append(type))
            {
                protectedCount += SecurityAnnotations.HostProtection(provider).Count > 0 ? 1 : 0;
                _ = SecurityAnnotations.UngrantedDemands(provider, PermissionSet.Safe);
            }
        }

        // As counted in version 1.0.3 of the package, which is pinned.
        Assert.AreEqual(717, protectedCount);
    }

    [TestMethod]
    public void Banned_symbols_blame_host_protection_only_where_there_is_one()
    {
        using var resolver = new ReferenceAssemblyResolver(BuiltFiles.ReferenceAssemblies);
        var wrong = new List<string>();
        foreach (var line in File.ReadAllLines(Path.Combine(BuiltFiles.Repository, "clr", "BannedSymbols.txt")).Where(line => line.StartsWith("T:", StringComparison.Ordinal)))
        {
            var name = line[2..line.IndexOf(';', StringComparison.Ordinal)];
            var type = s_assemblies.Select(assembly => resolver.Open(assembly).GetType(name)).FirstOrDefault(found => found is not null);
            if (type is null || line.Contains("; HostProtection:", StringComparison.Ordinal) != SecurityAnnotations.HostProtection(type).Count > 0)
            {
                wrong.Add(line);
            }
        }

        Assert.AreEqual("", string.Join(Environment.NewLine, wrong));
    }
}

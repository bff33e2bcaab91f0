using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>Under a SQL login SQL Server answers any access to the outside from EXTERNAL_ACCESS code with a SecurityException: it has to end in words, not in a stack.</summary>
[TestClass]
public sealed class WayOutTests
{
    private static readonly string[] s_waysOut =
    [
        "System.Net.Dns::GetHostAddresses", "System.Net.Sockets.Socket::.ctor", "System.Net.Sockets.Socket::Connect", "System.Net.WebRequest::Create", "System.Net.WebRequest::GetRequestStream",
        "System.Net.WebRequest::GetResponse", "System.Net.HttpWebRequest::get_ServicePoint",
    ];

    [TestMethod]
    public void Every_way_out_of_the_server_expects_the_refusal()
    {
        var open = Open(BuiltFiles.Submission, out var found);

        Assert.AreEqual(string.Empty, string.Join(", ", open));
        Assert.IsGreaterThanOrEqualTo(s_waysOut.Length, found);
    }

    [TestMethod]
    public void Way_out_without_a_handler_is_found() => Assert.IsNotEmpty(Open(BuiltFiles.Forbidden, out _));

    private static List<string> Open(string path, out int found)
    {
        using var module = ModuleDefinition.ReadModule(path);
        var methods = module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody).ToList();
        var calls = (from method in methods from instruction in method.Body.Instructions where instruction.Operand is MethodReference select (method, instruction)).ToList();
        var ways = calls.Where(call => s_waysOut.Contains(Name((MethodReference)call.instruction.Operand), StringComparer.Ordinal)).ToList();
        found = ways.Count;
        return [.. ways.Where(way => !IsExpected(way.method, way.instruction, calls)).Select(way => $"{way.method.DeclaringType.Name}.{way.method.Name} calls {Name((MethodReference)way.instruction.Operand)}").Distinct(StringComparer.Ordinal)];
    }

    private static string Name(MethodReference method) => $"{method.DeclaringType.FullName}::{method.Name}";

    /// <summary>In the method itself, or wherever a private method is called.</summary>
    private static bool IsExpected(MethodDefinition method, Instruction instruction, List<(MethodDefinition Method, Instruction Instruction)> calls)
    {
        if (method.Body.ExceptionHandlers.Any(handler => handler.CatchType?.FullName == "System.Security.SecurityException"
            && handler.TryStart.Offset <= instruction.Offset && instruction.Offset < handler.TryEnd.Offset))
        {
            return true;
        }

        var callers = calls.Where(call => call.Instruction.Operand is MethodReference called && called.FullName == method.FullName).ToList();
        return method.IsPrivate && callers.Count > 0 && callers.TrueForAll(call => IsExpected(call.Method, call.Instruction, calls));
    }
}

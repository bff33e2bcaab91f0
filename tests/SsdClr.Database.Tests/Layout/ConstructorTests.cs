using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SsdClr.Database.Tests.Layout;

/// <summary>A constructor notes what it is given. What opens, reads or asks something is a method, whose name says so.</summary>
[TestClass]
public sealed class ConstructorTests
{
    // A class as a whole, or one of its methods.
    private static readonly string[] s_outside =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.Net.Sockets.Socket", "System.Net.Dns", "System.Diagnostics.Process",
        "DbCommand.Prepare", "DbCommand.ExecuteReader", "DbCommand.ExecuteScalar", "DbCommand.ExecuteNonQuery", "DbCommandExtensions.Scalar", "DbCommandExtensions.Execute", "DbCommandExtensions.Count",
        "SqliteConnection.Open", "SqliteConnection.BeginTransaction", "DbConnection.Open", "DbConnection.BeginTransaction", "SqlConnection.Open",
    ];

    [TestMethod]
    [DataRow(typeof(Payload.Building.PayloadBuilder))]
    [DataRow(typeof(Submission.Sending.SubmissionRun))]
    [DataRow(typeof(Local.Runs.Requeue))]
    [DataRow(typeof(Build.Repository))]
    public void Constructors_reach_for_nothing_outside(Type ofAssembly)
    {
        using var module = ModuleDefinition.ReadModule(ofAssembly.Assembly.Location);
        var constructors = module.GetTypes().SelectMany(type => type.Methods).Where(method => method is { IsConstructor: true, IsStatic: false, HasBody: true }).ToList();

        var found = constructors.Select(constructor => (constructor, Outside: Reached(constructor).Distinct(StringComparer.Ordinal).ToList())).Where(pair => pair.Outside.Count > 0);

        Assert.IsGreaterThan(10, constructors.Count);
        Assert.AreEqual(string.Empty, string.Join('\n', found.Select(pair => $"{pair.constructor.DeclaringType.FullName}: {string.Join(", ", pair.Outside)}")));
    }

    // What it calls itself, and by methods of its own class.
    private static IEnumerable<string> Reached(MethodDefinition constructor)
    {
        var seen = new HashSet<MethodDefinition> { constructor };
        var open = new Queue<MethodDefinition>(seen);
        while (open.TryDequeue(out var method))
        {
            foreach (var instruction in method.Body.Instructions.Where(instruction => instruction.OpCode.Code is Code.Call or Code.Callvirt or Code.Newobj))
            {
                var called = (MethodReference)instruction.Operand;
                var name = $"{called.DeclaringType.Name}.{called.Name}";
                if (s_outside.Contains(called.DeclaringType.FullName, StringComparer.Ordinal) || s_outside.Contains(name, StringComparer.Ordinal))
                {
                    yield return name;
                }
                else if (called is MethodDefinition { HasBody: true } own && own.DeclaringType == constructor.DeclaringType && seen.Add(own))
                {
                    open.Enqueue(own);
                }
            }
        }
    }
}

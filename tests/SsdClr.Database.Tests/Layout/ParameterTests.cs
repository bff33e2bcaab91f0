using Mono.Cecil;
using SsdClr.Database.Tests.Verifier;

namespace SsdClr.Database.Tests.Layout;

/// <summary>What takes more than seven things at once does more than one.</summary>
[TestClass]
public sealed class ParameterTests
{
    private const int Most = 7;

    [TestMethod]
    public void No_method_takes_more_than_seven_parameters()
    {
        string[] assemblies = [BuiltFiles.Payload, BuiltFiles.Submission, typeof(Local.Runs.Requeue).Assembly.Location, typeof(Build.Repository).Assembly.Location];
        var methods = assemblies.SelectMany(Methods).ToList();

        Assert.IsGreaterThan(3000, methods.Count);
        Assert.AreEqual(string.Empty, string.Join('\n', methods.Where(method => method.Parameters > Most).Select(method => $"{method.Name}: {method.Parameters}")));
    }

    // What the compiler made has names that no language allows. FillRow has an out parameter a column: SQL Server asks for that.
    private static List<(string Name, int Parameters)> Methods(string path)
    {
        using var module = ModuleDefinition.ReadModule(path);
        return
        [
            .. module.GetTypes()
                .Where(type => !type.FullName.Contains('<', StringComparison.Ordinal))
                .SelectMany(type => type.Methods)
                .Where(method => !method.Name.Contains('<', StringComparison.Ordinal) && !(method.Parameters.Count > 1 && method.Parameters.Skip(1).All(parameter => parameter.IsOut)))
                .Select(method => (method.FullName, method.Parameters.Count)),
        ];
    }
}

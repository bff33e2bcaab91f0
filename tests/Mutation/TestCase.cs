using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SsdClr.Mutation;

/// <summary>One run of a test method with one row of data, without the test platform: a mutant is tried in milliseconds.</summary>
internal sealed class TestCase
{
    private readonly MethodInfo _method;
    private readonly object?[] _arguments;

    private TestCase(MethodInfo method, object?[] arguments)
    {
        _method = method;
        _arguments = arguments;
    }

    /// <summary>Class, method and data, on one line whatever the data.</summary>
    internal string Name => string.Concat($"{_method.DeclaringType!.Name}.{_method.Name}({string.Join(", ", _arguments)})".Select(character => char.IsControl(character) ? ' ' : character));

    /// <summary>Every test of the assembly whose class is in one of the namespaces, always in one order.</summary>
    internal static List<TestCase> Find(Assembly assembly, IReadOnlyCollection<string> namespaces) =>
    [
        .. assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(TestClassAttribute)) && namespaces.Contains(type.Namespace!))
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(TestMethodAttribute)))
            .OrderBy(method => method.DeclaringType!.FullName, StringComparer.Ordinal).ThenBy(method => method.Name, StringComparer.Ordinal)
            .SelectMany(Of),
    ];

    /// <summary>Runs it; false where it fails.</summary>
    internal bool Passes()
    {
        object? instance = null;
        try
        {
            instance = Activator.CreateInstance(_method.DeclaringType!);
            if (_method.Invoke(instance, _arguments) is Task task)
            {
                task.GetAwaiter().GetResult();
            }

            return true;
        }
        catch (Exception)
        {
            // Whatever it is, a failed assertion or a fault of the mutant: the test has noticed.
            return false;
        }
        finally
        {
            (instance as IDisposable)?.Dispose();
        }
    }

    private static IEnumerable<TestCase> Of(MethodInfo method)
    {
        var sources = method.GetCustomAttributes().OfType<ITestDataSource>().ToList();
        return sources.Count == 0
            ? [new TestCase(method, [])]
            : sources.SelectMany(source => source.GetData(method)).Select(row => new TestCase(method, [.. row!.Select(Value)]));
    }

    private static object? Value(object? data) => data is TestDataRow<string> row ? row.Value : data;
}

using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build;
using SsdClr.Build.Generation;
using SsdClr.Database.Tests.Scripts;

namespace SsdClr.Database.Tests.TSqlt;

/// <summary>One file of tests/tSQLt: it makes a test class, a schema of the file's name, and its procedures.</summary>
/// <param name="Name">Name of file and schema.</param>
/// <param name="Text">The file, with LF line ends.</param>
/// <param name="Parsed">The file, parsed.</param>
internal sealed record TestClass(string Name, string Text, TSqlScript Parsed)
{
    /// <summary>Every test class, in the order of their names.</summary>
    public static IReadOnlyList<TestClass> All { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.sql")
            .Where(path => Path.GetFileName(path) != "run.sql")
            .Order(StringComparer.Ordinal)
            .Select(path => Read(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path).ReplaceLineEndings("\n"))),
    ];

    /// <summary>Full path of tests/tSQLt.</summary>
    public static string Folder => Path.Combine(CheckedOut.Repository.Root, "tests", "tSQLt");

    /// <summary>Its procedures: tests, set-up, and what the tests share.</summary>
    public IReadOnlyList<CreateProcedureStatement> Procedures { get; } = [.. Parsed.Batches.SelectMany(batch => batch.Statements).OfType<CreateProcedureStatement>()];

    /// <summary>The tests alone.</summary>
    public IEnumerable<CreateProcedureStatement> Tests => Procedures.Where(IsTest);

    public static TestClass Named(string name) => All.Single(found => found.Name == name);

    /// <summary>Whether tSQLt takes a procedure for a test.</summary>
    public static bool IsTest(CreateProcedureStatement procedure) => NameOf(procedure).StartsWith("test", StringComparison.OrdinalIgnoreCase);

    public static string NameOf(CreateProcedureStatement procedure) => procedure.ProcedureReference.Name.BaseIdentifier.Value;

    /// <summary>The class with one of its texts replaced, which has to be in it.</summary>
    public TestClass With(string right, string wrong)
    {
        Assert.Contains(right, Text, StringComparison.Ordinal);
        return Read(Name, Text.Replace(right, wrong, StringComparison.Ordinal));
    }

    /// <summary>What the file makes, as DacFx compiles it: the schema where tSQLt would make it, then a procedure each.</summary>
    public IEnumerable<SqlSource> Sources() => Parsed.Batches.Select((batch, index) => new SqlSource(
        $"tests/tSQLt/{Name}.sql:{batch.StartLine}",
        index == 0 ? $"CREATE SCHEMA [{Name}] AUTHORIZATION [dbo];" : Text.Substring(batch.StartOffset, batch.FragmentLength)));

    private static TestClass Read(string name, string text)
    {
        var parsed = DeploymentScript.Parse($"tests/tSQLt/{name}.sql", text);
        return parsed.Batches is [{ Statements: [ExecuteStatement] }, ..] && parsed.Batches.Skip(1).All(batch => batch.Statements is [CreateProcedureStatement or CreateFunctionStatement])
            ? new TestClass(name, text, parsed)
            : throw new BuildException($"tests/tSQLt/{name}.sql: makes its class, then procedures and functions, one a batch.");
    }
}

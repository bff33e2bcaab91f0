using System.Globalization;
using System.Text;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build;
using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;

namespace SsdClr.Database.Tests.Scripts;

/// <summary>
/// Compiles scripts, and the T-SQL inside their strings, against our own schema and declarations of what they use of msdb and the catalogue. DacFx's model
/// is one database without system objects, so names in other databases are turned into names of schemas that stand for them.
/// </summary>
internal static class ScriptCompiler
{
    /// <summary>Every name has to be in its exact case.</summary>
    private const string HeedingCase = "Latin1_General_BIN2";

    /// <summary>Declarations of msdb and the catalogue.</summary>
    public static IReadOnlyList<SqlSource> Stubs { get; } = [Stub("msdb.sql"), Stub("sys.sql"), Stub("master.sql"), Stub("keys.sql"), Stub("database.sql")];

    /// <summary>Compiles scripts batch by batch, and every text that they run.</summary>
    /// <exception cref="BuildException">A name is unknown or in the wrong case; each is a fault.</exception>
    public static void Compile(IEnumerable<DeploymentScript> scripts, SqlServerVersion version) =>
        DatabaseModel.Compile([.. CheckedOut.SsdClr.Sources, .. Stubs, .. Procedures(scripts, "SsdClr")], version, HeedingCase).Dispose();

    /// <summary>The batches of scripts, and every text that they run, as procedures of a schema of their own.</summary>
    public static IReadOnlyList<SqlSource> Procedures(IEnumerable<DeploymentScript> scripts, string database) =>
    [
        new("script schema", "CREATE SCHEMA [script] AUTHORIZATION [dbo];"),
        .. scripts.SelectMany(script => (IEnumerable<SqlSource>)
        [
            .. script.Parsed.Batches.Select((batch, index) =>
                Procedure(script.Name, string.Create(CultureInfo.InvariantCulture, $"batch {index}"), string.Empty, script.Text.Substring(batch.StartOffset, batch.FragmentLength), database)),
            .. Texts(script.Name, script.Parsed, database),
        ]),
    ];

    /// <summary>Compiles procedures of ours against declarations of the catalogue, so that its columns are looked up too, and what they run dynamically.</summary>
    /// <exception cref="BuildException">A name is unknown or in the wrong case; each is a fault.</exception>
    public static void CompileWithCatalogue(IReadOnlyList<SqlSource> procedures, SqlServerVersion version) => DatabaseModel.Compile(
        [
            .. CheckedOut.SsdClr.Sources.Where(source => procedures.All(procedure => procedure.Name != source.Name)),
            .. Stubs,
            .. procedures.Select(procedure => procedure with { Text = InOneDatabase(procedure.Name, procedure.Text, "SsdClr") }),
            new("script schema", "CREATE SCHEMA [script] AUTHORIZATION [dbo];"),
            .. procedures.SelectMany(procedure => Texts(procedure.Name, DeploymentScript.Parse(procedure.Name, procedure.Text), "SsdClr")),
        ],
        version,
        HeedingCase).Dispose();

    private static IEnumerable<SqlSource> Texts(string name, TSqlScript script, string database) =>
        ScriptText.In(script, new Dictionary<string, string?>(StringComparer.Ordinal) { ["@database_name"] = database, ["@password"] = "aA1!0123" })
            .Select(text => Procedure(name, text.Name, text.Parameters, text.Text, database));

    private static SqlSource Procedure(string script, string part, string parameters, string text, string database)
    {
        string name = $"{script} {part}";
        return new(name, $"CREATE PROCEDURE [script].[{name}] {parameters}\nAS\n{InOneDatabase(name, text, database)}");
    }

    /// <summary>The text with names in other databases, and of the catalogue, turned into names of the schemas that stand for them.</summary>
    public static string InOneDatabase(string name, string text, string database)
    {
        var names = new Names(database);
        DeploymentScript.Parse(name, text).Accept(names);
        var result = new StringBuilder(text);
        foreach (var (fragment, replacement) in names.Replacements.OrderByDescending(item => item.Fragment.StartOffset))
        {
            result.Remove(fragment.StartOffset, fragment.FragmentLength).Insert(fragment.StartOffset, replacement);
        }

        return result.ToString();
    }

    /// <summary>A file of declarations.</summary>
    public static SqlSource Stub(string name)
    {
        using var reader = new StreamReader(typeof(ScriptCompiler).Assembly.GetManifestResourceStream(name)!);
        return new(name, reader.ReadToEnd());
    }

    private sealed class Names(string database) : TSqlFragmentVisitor
    {
        public List<(TSqlFragment Fragment, string Replacement)> Replacements { get; } = [];

        public override void Visit(SchemaObjectName node)
        {
            string? schema = node.SchemaIdentifier?.Value;
            string name = Identifier.EncodeIdentifier(node.BaseIdentifier.Value);
            if (schema == "sys" && name != "[sp_executesql]" && (node.DatabaseIdentifier is null || node.DatabaseIdentifier.Value == database || node.DatabaseIdentifier.Value == "master"))
            {
                Replacements.Add((node, $"[master.sys].{name}"));
            }
            else if (node.DatabaseIdentifier?.Value == "msdb")
            {
                Replacements.Add((node, $"[msdb.{schema}].{name}"));
            }
            else if (node.DatabaseIdentifier?.Value == database)
            {
                Replacements.Add((node, $"{Identifier.EncodeIdentifier(schema!)}.{name}"));
            }
        }

        /// <summary>The model knows no permission of the server, nor a key or login made from an assembly's key: these are parsed, and what they name is looked at by tests.</summary>
        public override void Visit(TSqlStatement node)
        {
            if (node is CreateAssemblyStatement or AlterAssemblyStatement or DropAssemblyStatement or CreateAsymmetricKeyStatement or DropAsymmetricKeyStatement or CreateLoginStatement or DropLoginStatement
                or SecurityStatement { SecurityTargetObject: null })
            {
                Replacements.Add((node, "PRINT N'';"));
            }
        }

        public override void Visit(MultiPartIdentifierCallTarget node)
        {
            if (node.MultiPartIdentifier.Identifiers is [{ Value: "sys" }])
            {
                Replacements.Add((node.MultiPartIdentifier, "[master.sys]"));
            }
            else if (node.MultiPartIdentifier.Identifiers is [var name, var schema] && name.Value == database)
            {
                Replacements.Add((node.MultiPartIdentifier, Identifier.EncodeIdentifier(schema.Value)));
            }
        }
    }
}

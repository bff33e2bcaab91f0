using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Build.Installation;

/// <summary>
/// What a version holds, as far as a later one has to keep it: <c>deploy/manifests/VERSION.json</c>. That of the version in hand is generated; as
/// soon as a later version is in hand, it stays as it was released.
/// </summary>
/// <param name="Version">Version, as <c>0.1.0</c>.</param>
/// <param name="Assemblies">Name and permission set of each assembly.</param>
/// <param name="Settings">Name and default of each setting, secrets left out.</param>
/// <param name="Tables">Tables by name.</param>
/// <param name="Routines">Functions, views and procedures by name.</param>
/// <param name="Roles">Database roles by name.</param>
internal sealed record Manifest(
    string Version,
    IReadOnlyDictionary<string, string> Assemblies,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyList<ManifestTable> Tables,
    IReadOnlyList<ManifestRoutine> Routines,
    IReadOnlyList<string> Roles)
{
    private static readonly JsonSerializerOptions s_form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Describes what the sources declare.</summary>
    /// <param name="version">Version of the sources.</param>
    /// <param name="assemblies">Name and permission set of each assembly.</param>
    /// <param name="settings">Name and default of each setting.</param>
    /// <param name="objects">The objects; assemblies among them are not looked at.</param>
    public static Manifest Of(string version, IReadOnlyDictionary<string, string> assemblies, IReadOnlyDictionary<string, string> settings, IReadOnlyList<SchemaObject> objects) => new(
        version,
        assemblies,
        settings,
        [.. Sorted(objects, SchemaObjectKind.Table).Select(item => new ManifestTable(item.Name, Columns(((CreateTableStatement)item.Statement).Definition)))],
        [.. objects.Where(item => item.Kind is SchemaObjectKind.Function or SchemaObjectKind.View or SchemaObjectKind.Procedure).OrderBy(item => item.Name, StringComparer.Ordinal).Select(Routine)],
        [.. Sorted(objects, SchemaObjectKind.Role).Select(item => item.Name)]);

    /// <summary>Reads a file that <see cref="ToJson"/> wrote.</summary>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="json">Its text.</param>
    /// <exception cref="BuildException">It is no manifest.</exception>
    public static Manifest FromJson(string name, string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Manifest>(json, s_form) ?? throw new JsonException("empty");
        }
        catch (JsonException fault)
        {
            throw new BuildException($"{name}: no manifest: {fault.Message}");
        }
    }

    /// <summary>Reads the manifests of the versions before this one, oldest first.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="version">The version in hand.</param>
    public static IReadOnlyList<Manifest> Released(Repository repository, Version version) => Directory.Exists(repository.Manifests)
        ?
        [
            .. from path in Directory.EnumerateFiles(repository.Manifests, "*.json")
               let released = System.Version.Parse(Path.GetFileNameWithoutExtension(path))
               where released < new Version(version.Major, version.Minor, version.Build)
               orderby released
               select FromJson(repository.Relative(path), File.ReadAllText(path)),
        ]
        : [];

    /// <summary>The manifest as it is checked in, with LF line ends.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_form) + "\n";

    private static IEnumerable<SchemaObject> Sorted(IEnumerable<SchemaObject> objects, SchemaObjectKind kind) =>
        objects.Where(item => item.Kind == kind).OrderBy(item => item.Name, StringComparer.Ordinal);

    private static List<string> Columns(TableDefinition table) => [.. table.ColumnDefinitions.Select(column => string.Join(' ', new[]
    {
        column.ColumnIdentifier.Value,
        Text(column.DataType),
        column.Collation?.Value,
        column.IdentityOptions is null ? null : "IDENTITY",
        column.Constraints.OfType<NullableConstraintDefinition>().Any(constraint => !constraint.Nullable) ? "NOT NULL" : "NULL",
        column.DefaultConstraint is null ? null : "DEFAULT",
    }.Where(part => part is not null)))];

    private static ManifestRoutine Routine(SchemaObject item) => item.Statement switch
    {
        ProcedureStatementBody procedure => new(item.Name, "procedure", Method(procedure.MethodSpecifier), Parameters(procedure), []),
        FunctionStatementBody function => new(item.Name, Kind(function), Method(function.MethodSpecifier), Parameters(function), function.ReturnType switch
        {
            ScalarFunctionReturnType scalar => [Text(scalar.DataType)],
            SelectFunctionReturnType inline => Names(inline.SelectStatement.QueryExpression),
            TableValuedFunctionReturnType table => [.. table.DeclareTableVariableBody.Definition.ColumnDefinitions.Select(column => $"{column.ColumnIdentifier.Value} {Text(column.DataType)}")],
            var other => throw new BuildException($"{item.Source.Name}: returns a {other.GetType().Name}, which a manifest cannot describe."),
        }),
        ViewStatementBody { Columns: { Count: > 0 } columns } => new(item.Name, "view", null, [], [.. columns.Select(column => column.Value)]),
        ViewStatementBody view => new(item.Name, "view", null, [], Names(view.SelectStatement.QueryExpression)),
        var other => throw new BuildException($"{item.Source.Name}: a manifest cannot describe a {other.GetType().Name}."),
    };

    private static string Kind(FunctionStatementBody function) => function.ReturnType switch
    {
        ScalarFunctionReturnType => "scalar function",
        SelectFunctionReturnType => "inline function",
        _ => "table function",
    };

    private static string? Method(MethodSpecifier? method) => method is null ? null : $"{method.AssemblyName.Value}|{method.ClassName.Value}|{method.MethodName.Value}";

    private static List<string> Parameters(ProcedureStatementBodyBase routine) =>
        [.. routine.Parameters.Select(parameter => $"{parameter.VariableName.Value} {Text(parameter.DataType)}{(parameter.Modifier == ParameterModifier.Output ? " OUTPUT" : string.Empty)}")];

    private static List<string> Names(QueryExpression query) => query switch
    {
        QuerySpecification select => [.. select.SelectElements.Cast<SelectScalarExpression>().Select(element => element.ColumnName?.Value ?? ((ColumnReferenceExpression)element.Expression).MultiPartIdentifier.Identifiers[^1].Value)],
        BinaryQueryExpression union => Names(union.FirstQueryExpression),
        QueryParenthesisExpression inner => Names(inner.QueryExpression),
        _ => throw new BuildException($"Line {query.StartLine}: a manifest cannot name the columns of a {query.GetType().Name}."),
    };

    /// <summary>A type without blanks and brackets.</summary>
    private static string Text(TSqlFragment type) => string.Concat(type.ScriptTokenStream
        .Skip(type.FirstTokenIndex).Take(type.LastTokenIndex - type.FirstTokenIndex + 1)
        .Where(token => token.TokenType != TSqlTokenType.WhiteSpace)
        .Select(token => token.Text.Trim('[', ']')));
}

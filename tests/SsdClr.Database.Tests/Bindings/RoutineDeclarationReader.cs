using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.Bindings;

/// <summary>Reads from T-SQL every routine bound by EXTERNAL NAME. Parsed as for SQL Server 2016, the oldest target.</summary>
internal static class RoutineDeclarationReader
{
    /// <summary>Reads all <c>.sql</c> files below a folder, in order of their paths.</summary>
    public static IReadOnlyList<RoutineDeclaration> ReadFolder(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.sql", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .SelectMany(path => Read(File.ReadAllText(path), Path.GetRelativePath(folder, path))),
    ];

    /// <summary>Reads one script.</summary>
    /// <exception cref="InvalidDataException">The script does not parse, or binds something that is neither procedure nor function.</exception>
    public static IReadOnlyList<RoutineDeclaration> Read(string script, string source)
    {
        using var reader = new StringReader(script);
        var fragment = new TSql130Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        if (errors.Count > 0)
        {
            throw new InvalidDataException($"{source}({errors[0].Line},{errors[0].Column}): {errors[0].Message}");
        }

        var visitor = new Visitor(source);
        fragment.Accept(visitor);
        return visitor.Declarations;
    }

    /// <summary>Reads the columns of a <c>SqlFunction.TableDefinition</c>.</summary>
    /// <exception cref="InvalidDataException">It is not a list of columns.</exception>
    public static IReadOnlyList<SqlColumnDeclaration> ReadTableDefinition(string definition)
    {
        using var reader = new StringReader($"DECLARE @t table ({definition});");
        var fragment = new TSql130Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        if (errors.Count > 0)
        {
            throw new InvalidDataException($"TableDefinition: {errors[0].Message}");
        }

        var script = (TSqlScript)fragment;
        var table = (DeclareTableVariableStatement)script.Batches[0].Statements[0];
        return Columns(table.Body.Definition);
    }

    private static IReadOnlyList<SqlColumnDeclaration> Columns(TableDefinition definition) =>
        [.. definition.ColumnDefinitions.Select(column => new SqlColumnDeclaration(column.ColumnIdentifier.Value, DataType(column.DataType)))];

    private static SqlDataType DataType(DataTypeReference type)
    {
        var name = string.Join('.', type.Name.Identifiers.Select(identifier => identifier.Value)).ToLowerInvariant();
        var parameters = type is ParameterizedDataTypeReference parameterized
            ? string.Join(',', parameterized.Parameters.Select(parameter => parameter.Value.ToLowerInvariant()))
            : "";
        return new SqlDataType(name, parameters);
    }

    private sealed class Visitor(string source) : TSqlFragmentVisitor
    {
        private readonly HashSet<MethodSpecifier> _read = [];

        public List<RoutineDeclaration> Declarations { get; } = [];

        public override void Visit(ProcedureStatementBody node)
        {
            if (node.MethodSpecifier is not null)
            {
                Add(node, node.ProcedureReference.Name, RoutineKind.Procedure, null, []);
            }
        }

        public override void Visit(FunctionStatementBody node)
        {
            if (node.MethodSpecifier is null)
            {
                return;
            }

            if (node.ReturnType is TableValuedFunctionReturnType table)
            {
                Add(node, node.Name, RoutineKind.TableFunction, null, Columns(table.DeclareTableVariableBody.Definition));
            }
            else
            {
                Add(node, node.Name, RoutineKind.ScalarFunction, DataType(((ScalarFunctionReturnType)node.ReturnType).DataType), []);
            }
        }

        public override void Visit(MethodSpecifier node)
        {
            if (!_read.Contains(node))
            {
                throw new InvalidDataException($"{source}({node.StartLine}): EXTERNAL NAME on something that is neither procedure nor function; the binding tests cannot check it.");
            }
        }

        // Aggregates and types name an assembly, but no method.
        public override void Visit(CreateAggregateStatement node) => throw Unknown(node, "an aggregate");

        public override void Visit(CreateTypeUdtStatement node) => throw Unknown(node, "a type");

        private InvalidDataException Unknown(TSqlFragment node, string kind) =>
            new($"{source}({node.StartLine}): EXTERNAL NAME on {kind}; the binding tests check procedures and functions only.");

        private void Add(ProcedureStatementBodyBase node, SchemaObjectName name, RoutineKind kind, SqlDataType? returns, IReadOnlyList<SqlColumnDeclaration> columns)
        {
            var method = node.MethodSpecifier;
            _read.Add(method);
            Declarations.Add(new RoutineDeclaration(
                $"{source}({node.StartLine})",
                string.Join('.', name.Identifiers.Select(identifier => identifier.Value)),
                kind,
                method.AssemblyName.Value,
                method.ClassName.Value,
                method.MethodName.Value,
                [.. node.Parameters.Select(parameter => new SqlParameterDeclaration(parameter.VariableName.Value, DataType(parameter.DataType), parameter.Modifier == ParameterModifier.Output))],
                returns,
                columns));
        }
    }
}

using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build.Installation;

namespace SsdClr.Database.Tests.Simulated;

/// <summary>
/// What statements that define objects of a database do to the catalogue, with the refusals of SQL Server that an installation can meet: something is there already
/// or is not there, is still used, has no value for rows that are there, or is bound to a method that an assembly lacks.
/// </summary>
/// <param name="server">Where they run.</param>
internal sealed class ObjectDefinition(SimulatedServer server)
{
    /// <summary>What a statement that defines an object does; nothing for another.</summary>
    public Action? Of(TSqlStatement statement) => statement switch
    {
        CreateSchemaStatement create => () => CreateSchema(create.Name.Value, create.Owner.Value),
        DropSchemaStatement drop => () => DropSchema(drop.Schema.BaseIdentifier.Value),
        CreateTableStatement { SchemaObjectName.BaseIdentifier.Value: ['#', ..] name } table => () => server.CreateTable("temp", name, table.Definition),
        CreateTableStatement table => () => Table(table),
        DropTableStatement { Objects: [{ BaseIdentifier.Value: ['#', ..] name }] } => () => server.Execute($"DROP TABLE temp.[{name}]"),
        AlterTableAddTableElementStatement add => () => Add(add),
        AlterTableDropTableElementStatement { AlterTableDropTableElements: [var element], SchemaObjectName: var table } => () => Drop($"[{table.SchemaIdentifier.Value}].[{element.Name.Value}]", "C"),
        CreateIndexStatement index => () => Index(Needed(Name(index.OnName)), index.Name.Value, Text(index)),
        ViewStatementBody view => () => Module(view, view.SchemaObjectName, "V", needsNames: true),
        FunctionStatementBody function => () => Module(function, function.Name, Type(function), needsNames: function.ReturnType is SelectFunctionReturnType),
        ProcedureStatementBody procedure => () => Module(procedure, procedure.ProcedureReference.Name, procedure.MethodSpecifier is null ? "P" : "PC"),
        TriggerStatementBody trigger => () => Trigger(trigger),
        DropObjectsStatement drop => () => drop.Objects.ToList().ForEach(name => Drop(Name(name), null)),
        _ => null,
    };

    private static string Name(SchemaObjectName name) => $"[{name.SchemaIdentifier.Value}].[{name.BaseIdentifier.Value}]";

    private static string Text(TSqlFragment fragment) => string.Join(' ', Fragments.Text(fragment).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static string Type(FunctionStatementBody function) => (function.ReturnType, function.MethodSpecifier) switch
    {
        (SelectFunctionReturnType, _) => "IF",
        (ScalarFunctionReturnType, null) => "FN",
        (ScalarFunctionReturnType, _) => "FS",
        (_, null) => "TF",
        _ => "FT",
    };

    private long Needed(string name) => server.ObjectId(name) ?? throw new SqlFault(208, $"Invalid object name {name}");

    private long? SchemaId(string name) => (long?)server.Value("SELECT schema_id FROM sys.schemas WHERE name = @name", ("@name", name));

    private void CreateSchema(string name, string owner)
    {
        SqlFault.If(SchemaId(name) is not null, 2714, name);
        server.Execute("INSERT INTO sys.schemas (name, principal_id) SELECT @name, principal_id FROM sys.database_principals WHERE name = @owner", ("@name", name), ("@owner", owner));
    }

    private void DropSchema(string name)
    {
        var id = SchemaId(name) ?? throw new SqlFault(15151, "schema");
        SqlFault.If(server.Exists("SELECT 1 FROM sys.objects WHERE schema_id = @id", ("@id", id)), 3729, "the schema holds objects");
        server.Execute("DELETE FROM sys.schemas WHERE schema_id = @id", ("@id", id));
    }

    private long Object(SchemaObjectName name, string type, string definition, long parent = 0)
    {
        SqlFault.If(server.ObjectId(Name(name)) is not null, 2714, Name(name));
        server.Execute(
            "INSERT INTO sys.objects (name, schema_id, type, parent_object_id, definition) SELECT @name, schema_id, @type, @parent, @definition FROM sys.schemas WHERE name = @schema",
            ("@name", name.BaseIdentifier.Value),
            ("@schema", name.SchemaIdentifier.Value),
            ("@type", type),
            ("@parent", parent),
            ("@definition", definition));
        return Needed(Name(name));
    }

    private void Table(CreateTableStatement table)
    {
        var id = Object(table.SchemaObjectName, "U", string.Empty);
        server.CreateTable(table.SchemaObjectName.SchemaIdentifier.Value, table.SchemaObjectName.BaseIdentifier.Value, table.Definition);
        Elements(id, table.SchemaObjectName, table.Definition);
    }

    private void Elements(long table, SchemaObjectName name, TableDefinition definition)
    {
        foreach (var column in definition.ColumnDefinitions)
        {
            server.Execute(
                "INSERT INTO sys.columns SELECT @table, COUNT(*) + 1, @name, @definition FROM sys.columns WHERE object_id = @table",
                ("@table", table),
                ("@name", column.ColumnIdentifier.Value),
                ("@definition", Text(column)));
        }

        foreach (var constraint in definition.TableConstraints)
        {
            var full = new SchemaObjectName { Identifiers = { new Identifier { Value = name.SchemaIdentifier.Value }, constraint.ConstraintIdentifier } };
            Object(full, constraint is CheckConstraintDefinition ? "C" : ((UniqueConstraintDefinition)constraint).IsPrimaryKey ? "PK" : "UQ", Text(constraint), table);
        }

        foreach (var index in definition.Indexes)
        {
            Index(table, index.Name.Value, Text(index));
        }
    }

    private void Add(AlterTableAddTableElementStatement add)
    {
        var table = Needed(Name(add.SchemaObjectName));
        foreach (var column in add.Definition.ColumnDefinitions)
        {
            var full = $"[{add.SchemaObjectName.SchemaIdentifier.Value}].[{add.SchemaObjectName.BaseIdentifier.Value}]";
            var refusesNull = column.Constraints.OfType<NullableConstraintDefinition>().Any(constraint => !constraint.Nullable);
            SqlFault.If(refusesNull && column.DefaultConstraint is null && server.Exists($"SELECT 1 FROM {full}"), 4901, column.ColumnIdentifier.Value);
            server.Execute($"ALTER TABLE {full} ADD [{column.ColumnIdentifier.Value}]");
            if (column.DefaultConstraint is { Expression: Literal literal })
            {
                server.Execute($"UPDATE {full} SET [{column.ColumnIdentifier.Value}] = @value", ("@value", literal.Value));
            }
        }

        Elements(table, add.SchemaObjectName, add.Definition);
    }

    private void Index(long table, string name, string definition)
    {
        SqlFault.If(server.Exists("SELECT 1 FROM sys.indexes WHERE object_id = @table AND name = @name", ("@table", table), ("@name", name)), 1913, name);
        server.Execute("INSERT INTO sys.indexes SELECT @table, COUNT(*) + 2, @name, @definition FROM sys.indexes WHERE object_id = @table", ("@table", table), ("@name", name), ("@definition", definition));
    }

    private void Trigger(TriggerStatementBody trigger)
    {
        var table = Needed(Name(trigger.TriggerObject.Name));
        Module(trigger, trigger.Name, "TR");
        server.Execute("UPDATE sys.objects SET parent_object_id = @table WHERE object_id = @id", ("@table", table), ("@id", Needed(Name(trigger.Name))));
    }

    private void Module(TSqlStatement statement, SchemaObjectName name, string type, bool needsNames = false)
    {
        foreach (var named in needsNames ? SchemaObject.Named(statement).Where(named => named != name.BaseIdentifier.Value) : [])
        {
            Needed($"[csc].[{named}]");
        }

        var assembly = (statement as ProcedureStatementBodyBase)?.MethodSpecifier is { } method ? Bound(method) : null;

        // The text from the name on: CREATE and CREATE OR ALTER make the same object.
        var definition = Fragments.Text(statement)[(name.StartOffset - statement.StartOffset)..];
        if (statement is CreateOrAlterViewStatement or CreateOrAlterFunctionStatement or CreateOrAlterProcedureStatement or CreateOrAlterTriggerStatement && server.ObjectId(Name(name)) is { } there)
        {
            SqlFault.If(!server.Exists("SELECT 1 FROM sys.objects WHERE object_id = @id AND type = @type", ("@id", there), ("@type", type)), 2010, $"{Name(name)} is another kind of object");
            server.Execute("UPDATE sys.objects SET definition = @definition WHERE object_id = @id", ("@definition", definition), ("@id", there));
            return;
        }

        var id = Object(name, type, definition);
        if (assembly is not null)
        {
            server.Execute("INSERT INTO sys.assembly_modules VALUES (@id, @assembly, @class, @method)", [("@id", id), .. assembly]);
        }
    }

    /// <summary>Assembly, class and method that a routine is bound to, which have to be there.</summary>
    private (string, object?)[] Bound(MethodSpecifier method)
    {
        var (assembly, type, name) = (method.AssemblyName.Value, method.ClassName.Value, method.MethodName.Value);
        var row = server.Query("SELECT a.assembly_id, f.content FROM sys.assemblies AS a JOIN sys.assembly_files AS f ON f.assembly_id = a.assembly_id WHERE a.name = @name", ("@name", assembly)).SingleOrDefault()
            ?? throw new SqlFault(6528, $"assembly {assembly} was not found");
        SqlFault.If(!AssemblyContent.Holds((byte[])row[1]!, type, name), 6505, $"{type}.{name}");
        return [("@assembly", row[0]), ("@class", type), ("@method", name)];
    }

    private void Drop(string name, string? type)
    {
        var id = server.ObjectId(name, type) ?? throw new SqlFault(3701, name);
        if ((string)server.Value("SELECT type FROM sys.objects WHERE object_id = @id", ("@id", id))! == "U")
        {
            server.Execute($"DROP TABLE {name}");
        }

        server.Execute("""
            DELETE FROM sys.database_permissions WHERE class = 1 AND major_id IN (SELECT object_id FROM sys.objects WHERE object_id = @id OR parent_object_id = @id);
            DELETE FROM sys.columns WHERE object_id = @id;
            DELETE FROM sys.indexes WHERE object_id = @id;
            DELETE FROM sys.assembly_modules WHERE object_id = @id;
            DELETE FROM sys.objects WHERE object_id = @id OR parent_object_id = @id;
            """, ("@id", id));
    }
}

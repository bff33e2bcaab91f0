using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Mono.Cecil;
using SsdClr.Build.Installation;

namespace SsdClr.Database.Tests.Install;

/// <summary>
/// What statements that define something do to the catalogue, with the refusals of SQL Server that an installation can meet: something is there already or is
/// not there, is still used, has no value for rows that are there, or an assembly lacks a method that is bound, has another key, or is the same.
/// </summary>
internal sealed class SimulatedDefinition(SimulatedServer server)
{
    /// <summary>Runs a statement that defines something; false where it does not.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="bytes">Value of an expression that gives an assembly's bytes.</param>
    public bool Run(TSqlStatement statement, Func<ScalarExpression, byte[]> bytes)
    {
        switch (statement)
        {
            case CreateSchemaStatement schema:
                RefuseIf(server.Value("SELECT 1 FROM sys.schemas WHERE name = @name", ("@name", schema.Name.Value)) is not null, 2714, schema.Name.Value);
                server.Execute("INSERT INTO sys.schemas (name) VALUES (@name)", ("@name", schema.Name.Value));
                return true;
            case CreateRoleStatement role:
                Principal(role.Name.Value, "R");
                return true;
            case CreateUserStatement user:
                Principal(user.Name.Value, "S");
                server.Execute("INSERT INTO sys.database_permissions VALUES (0, 0, 0, @principal, 'CONNECT', 'G')", ("@principal", PrincipalId(user.Name.Value)));
                return true;
            case CreateTableStatement table when table.SchemaObjectName.BaseIdentifier.Value[0] == '#':
                Rows("temp", table.SchemaObjectName.BaseIdentifier.Value, table.Definition);
                return true;
            case CreateTableStatement table:
                Table(table);
                return true;
            case AlterTableAddTableElementStatement add:
                Add(add);
                return true;
            case AlterTableDropTableElementStatement drop:
                foreach (var element in drop.AlterTableDropTableElements)
                {
                    Drop($"[{drop.SchemaObjectName.SchemaIdentifier.Value}].[{element.Name.Value}]", "C");
                }

                return true;
            case CreateIndexStatement index:
                Index(Needed(Name(index.OnName)), index.Name.Value, Text(index));
                return true;
            case CreateAssemblyStatement assembly:
                RefuseIf(AssemblyId(assembly.Name.Value) is not null, 2714, assembly.Name.Value);
                server.Execute(
                    "INSERT INTO sys.assemblies (name, permission_set_desc, owner) VALUES (@name, @set, @owner)",
                    ("@name", assembly.Name.Value),
                    ("@set", Set(assembly.Options)),
                    ("@owner", PrincipalId(assembly.Owner.Value)));
                Content(assembly.Name.Value, bytes(assembly.Parameters[0]));
                return true;
            case AlterAssemblyStatement assembly:
                Alter(assembly, bytes(assembly.Parameters[0]));
                return true;
            case DropAssemblyStatement drop:
                foreach (var name in drop.Objects.Select(item => item.BaseIdentifier.Value))
                {
                    var id = AssemblyId(name) ?? throw new SqlFault(3701, name);
                    RefuseIf(server.Value("SELECT 1 FROM sys.assembly_modules WHERE assembly_id = @id", ("@id", id)) is not null, 6590, $"{name} is bound");
                    server.Execute("DELETE FROM sys.assemblies WHERE assembly_id = @id; DELETE FROM sys.assembly_files WHERE assembly_id = @id", ("@id", id));
                }

                return true;
            case ViewStatementBody view:
                Module(view, view.SchemaObjectName, "V", orAlter: view is CreateOrAlterViewStatement, null, needsNames: true);
                return true;
            case FunctionStatementBody function:
                Module(function, function.Name, Type(function), orAlter: function is CreateOrAlterFunctionStatement, function.MethodSpecifier, needsNames: function.ReturnType is SelectFunctionReturnType);
                return true;
            case ProcedureStatementBody procedure:
                Module(procedure, procedure.ProcedureReference.Name, procedure.MethodSpecifier is null ? "P" : "PC", orAlter: procedure is CreateOrAlterProcedureStatement, procedure.MethodSpecifier, needsNames: false);
                return true;
            case TriggerStatementBody trigger:
                var on = Needed(Name(trigger.TriggerObject.Name));
                Module(trigger, trigger.Name, "TR", orAlter: trigger is CreateOrAlterTriggerStatement, null, needsNames: false);
                server.Execute("UPDATE sys.objects SET parent_object_id = @on WHERE object_id = @id", ("@on", on), ("@id", Needed(Name(trigger.Name))));
                return true;
            case DropTableStatement { Objects: [{ BaseIdentifier.Value: ['#', ..] name }] }:
                server.Execute($"DROP TABLE temp.[{name}]");
                return true;
            case DropSchemaStatement drop:
                var schemaId = server.Value("SELECT schema_id FROM sys.schemas WHERE name = @name", ("@name", drop.Schema.BaseIdentifier.Value)) ?? throw new SqlFault(15151, "schema");
                RefuseIf(server.Value("SELECT 1 FROM sys.objects WHERE schema_id = @id", ("@id", schemaId)) is not null, 3729, "the schema holds objects");
                server.Execute("DELETE FROM sys.schemas WHERE schema_id = @id", ("@id", schemaId));
                return true;
            case DropObjectsStatement drop:
                foreach (var name in drop.Objects)
                {
                    Drop(Name(name), null);
                }

                return true;
            case DropRoleStatement or DropUserStatement:
                DropPrincipal(((DropUnownedObjectStatement)statement).Name.Value);
                return true;
            case DropCertificateStatement drop:
                server.Execute("DELETE FROM sys.certificates WHERE name = @name", ("@name", drop.Name.Value));
                return true;
            case DropSymmetricKeyStatement drop:
                server.Execute("DELETE FROM sys.symmetric_keys WHERE name = @name", ("@name", drop.Name.Value));
                return true;
            case AlterRoleStatement role:
                Members(role);
                return true;
            case SecurityStatement permission:
                Permission(permission);
                return true;
            default:
                return false;
        }
    }

    private static string Name(SchemaObjectName name) => $"[{name.SchemaIdentifier.Value}].[{name.BaseIdentifier.Value}]";

    private static string Text(TSqlFragment fragment) => string.Join(' ', string.Concat(fragment.ScriptTokenStream
        .Skip(fragment.FirstTokenIndex).Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1).Select(token => token.Text))
        .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static void RefuseIf(bool refused, int number, string message)
    {
        if (refused)
        {
            throw new SqlFault(number, message);
        }
    }

    private static string Set(IList<AssemblyOption> options) => options.OfType<PermissionSetAssemblyOption>().Single().PermissionSetOption switch
    {
        PermissionSetOption.Safe => "SAFE",
        PermissionSetOption.ExternalAccess => "EXTERNAL_ACCESS",
        var other => throw new NotSupportedException(other.ToString()),
    };

    private static string Type(FunctionStatementBody function) => (function.ReturnType, function.MethodSpecifier) switch
    {
        (SelectFunctionReturnType, _) => "IF",
        (ScalarFunctionReturnType, null) => "FN",
        (ScalarFunctionReturnType, _) => "FS",
        (_, null) => "TF",
        _ => "FT",
    };

    private long Needed(string name) => server.ObjectId(name) ?? throw new SqlFault(208, $"Invalid object name {name}");

    private long? AssemblyId(string name) => (long?)server.Value("SELECT assembly_id FROM sys.assemblies WHERE name = @name", ("@name", name));

    private long PrincipalId(string name) => (long?)server.Value("SELECT principal_id FROM sys.database_principals WHERE name = @name", ("@name", name)) ?? throw new SqlFault(15151, $"principal {name}");

    private void Principal(string name, string type)
    {
        RefuseIf(server.Value("SELECT 1 FROM sys.database_principals WHERE name = @name", ("@name", name)) is not null, 15023, name);
        server.Execute("INSERT INTO sys.database_principals (name, type) VALUES (@name, @type)", ("@name", name), ("@type", type));
    }

    private void DropPrincipal(string name)
    {
        var id = PrincipalId(name);
        RefuseIf(server.Value("SELECT 1 FROM sys.database_role_members WHERE role_principal_id = @id", ("@id", id)) is not null, 15144, $"role {name} has members");
        RefuseIf(server.Value("SELECT 1 FROM sys.assemblies WHERE owner = @id", ("@id", id)) is not null, 15138, $"user {name} owns an assembly");
        server.Execute("DELETE FROM sys.database_principals WHERE principal_id = @id; DELETE FROM sys.database_permissions WHERE grantee_principal_id = @id; DELETE FROM sys.database_role_members WHERE member_principal_id = @id", ("@id", id));
    }

    private void Members(AlterRoleStatement role)
    {
        var id = PrincipalId(role.Name.Value);
        var (member, sql) = role.Action switch
        {
            AddMemberAlterRoleAction add => (add.Member.Value, "INSERT INTO sys.database_role_members SELECT @role, @member WHERE NOT EXISTS (SELECT 1 FROM sys.database_role_members WHERE role_principal_id = @role AND member_principal_id = @member)"),
            DropMemberAlterRoleAction drop => (drop.Member.Value, "DELETE FROM sys.database_role_members WHERE role_principal_id = @role AND member_principal_id = @member"),
            var other => throw new NotSupportedException(other.GetType().Name),
        };
        server.Execute(sql, ("@role", id), ("@member", PrincipalId(member)));
    }

    private long Object(SchemaObjectName name, string type, string definition, long parent = 0)
    {
        RefuseIf(server.ObjectId(Name(name)) is not null, 2714, Name(name));
        server.Execute(
            "INSERT INTO sys.objects (name, schema_id, type, parent_object_id, definition) SELECT @name, schema_id, @type, @parent, @definition FROM sys.schemas WHERE name = @schema",
            ("@name", name.BaseIdentifier.Value),
            ("@schema", name.SchemaIdentifier.Value),
            ("@type", type),
            ("@parent", parent),
            ("@definition", definition));
        return Needed(Name(name));
    }

    private void Rows(string schema, string table, TableDefinition definition) => server.Execute($"CREATE TABLE [{schema}].[{table}] ({string.Join(", ", definition.ColumnDefinitions.Select(column =>
        column.IdentityOptions is null ? $"[{column.ColumnIdentifier.Value}]" : $"[{column.ColumnIdentifier.Value}] INTEGER PRIMARY KEY"))})");

    private void Table(CreateTableStatement table)
    {
        var id = Object(table.SchemaObjectName, "U", string.Empty);
        Rows(table.SchemaObjectName.SchemaIdentifier.Value, table.SchemaObjectName.BaseIdentifier.Value, table.Definition);
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
            RefuseIf(refusesNull && column.DefaultConstraint is null && server.Value($"SELECT 1 FROM {full}") is not null, 4901, column.ColumnIdentifier.Value);
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
        RefuseIf(server.Value("SELECT 1 FROM sys.indexes WHERE object_id = @table AND name = @name", ("@table", table), ("@name", name)) is not null, 1913, name);
        server.Execute("INSERT INTO sys.indexes SELECT @table, COUNT(*) + 2, @name, @definition FROM sys.indexes WHERE object_id = @table", ("@table", table), ("@name", name), ("@definition", definition));
    }

    private void Module(TSqlStatement statement, SchemaObjectName name, string type, bool orAlter, MethodSpecifier? method, bool needsNames)
    {
        foreach (var named in needsNames ? SchemaObject.Named(statement).Where(named => named != name.BaseIdentifier.Value) : [])
        {
            Needed($"[csc].[{named}]");
        }

        long? assembly = null;
        if (method is not null)
        {
            assembly = AssemblyId(method.AssemblyName.Value) ?? throw new SqlFault(6528, $"assembly {method.AssemblyName.Value} was not found");
            var content = (byte[])server.Value("SELECT content FROM sys.assembly_files WHERE assembly_id = @id", ("@id", assembly))!;
            RefuseIf(!Holds(content, method.ClassName.Value, method.MethodName.Value), 6505, $"{method.ClassName.Value}.{method.MethodName.Value}");
        }

        // The text from the name on: CREATE and CREATE OR ALTER make the same object.
        var definition = string.Concat(statement.ScriptTokenStream.Skip(name.FirstTokenIndex).Take(statement.LastTokenIndex - name.FirstTokenIndex + 1).Select(token => token.Text));
        if (orAlter && server.ObjectId(Name(name)) is { } there)
        {
            RefuseIf((string)server.Value("SELECT type FROM sys.objects WHERE object_id = @id", ("@id", there))! != type, 2010, $"{Name(name)} is another kind of object");
            server.Execute("UPDATE sys.objects SET definition = @definition WHERE object_id = @id", ("@definition", definition), ("@id", there));
            return;
        }

        var id = Object(name, type, definition);
        if (method is not null)
        {
            server.Execute(
                "INSERT INTO sys.assembly_modules VALUES (@id, @assembly, @class, @method)",
                ("@id", id),
                ("@assembly", assembly),
                ("@class", method.ClassName.Value),
                ("@method", method.MethodName.Value));
        }
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

    private void Alter(AlterAssemblyStatement statement, byte[] bytes)
    {
        var id = AssemblyId(statement.Name.Value) ?? throw new SqlFault(6528, statement.Name.Value);
        var before = (byte[])server.Value("SELECT content FROM sys.assembly_files WHERE assembly_id = @id", ("@id", id))!;
        using var old = Module(before);
        using var changed = Module(bytes);
        RefuseIf(old.Mvid == changed.Mvid, 6285, "the source assembly is, according to MVID, identical");
        RefuseIf(!old.Assembly.Name.PublicKeyToken.AsSpan().SequenceEqual(changed.Assembly.Name.PublicKeyToken), 10327, "another key");
        foreach (var row in server.Query("SELECT assembly_class, assembly_method FROM sys.assembly_modules WHERE assembly_id = @id", ("@id", id)))
        {
            RefuseIf(!Holds(bytes, (string)row[0]!, (string)row[1]!), 6270, $"the required method {row[1]} in type {row[0]} was not found");
        }

        server.Execute("UPDATE sys.assemblies SET permission_set_desc = @set WHERE assembly_id = @id; DELETE FROM sys.assembly_files WHERE assembly_id = @id", ("@id", id), ("@set", Set(statement.Options)));
        Content(statement.Name.Value, bytes);
    }

    private void Content(string name, byte[] bytes)
    {
        using var module = Module(bytes);
        var token = module.Assembly.Name.PublicKeyToken is { Length: > 0 } key ? Convert.ToHexStringLower(key) : "null";
        server.Execute(
            "UPDATE sys.assemblies SET clr_name = @clr WHERE name = @name; INSERT INTO sys.assembly_files SELECT assembly_id, @bytes FROM sys.assemblies WHERE name = @name",
            ("@name", name),
            ("@bytes", bytes),
            ("@clr", string.Create(CultureInfo.InvariantCulture, $"{name.ToLowerInvariant()}, version={module.Assembly.Name.Version}, culture=neutral, publickeytoken={token}, processorarchitecture=msil")));
    }

    private static ModuleDefinition Module(byte[] bytes) => ModuleDefinition.ReadModule(new MemoryStream(bytes));

    private static bool Holds(byte[] bytes, string type, string method)
    {
        using var module = Module(bytes);
        return module.GetType(type)?.Methods.Any(candidate => candidate.Name == method) ?? false;
    }

    private void Permission(SecurityStatement statement)
    {
        if (statement.SecurityTargetObject is not { } target)
        {
            RefuseIf(statement is not RevokeStatement { Permissions: [{ Identifiers: [{ Value: "CONNECT" }] }] }, 15151, "of the rights on the database only CONNECT is simulated, and only taken away");
            server.Execute("DELETE FROM sys.database_permissions WHERE class = 0 AND grantee_principal_id = @principal", ("@principal", PrincipalId(statement.Principals[0].Identifier.Value)));
            return;
        }

        RefuseIf(target.ObjectKind is not (SecurityObjectKind.Object or SecurityObjectKind.NotSpecified), 15151, "only rights on objects are simulated");
        var names = target.ObjectName.MultiPartIdentifier.Identifiers;
        var id = Needed($"[{names[0].Value}].[{names[1].Value}]");
        foreach (var principal in statement.Principals.Select(principal => PrincipalId(principal.Identifier.Value)))
        {
            foreach (var permission in statement.Permissions.Select(permission => string.Join(' ', permission.Identifiers.Select(part => part.Value))))
            {
                IEnumerable<object> columns = target.Columns is [] ? [0L] : target.Columns.Select(column =>
                    server.Value("SELECT column_id FROM sys.columns WHERE object_id = @id AND name = @name", ("@id", id), ("@name", column.Value)) ?? throw new SqlFault(1020, column.Value));
                foreach (var column in columns)
                {
                    (string, object?)[] parameters = [("@id", id), ("@column", column), ("@principal", principal), ("@permission", permission), ("@state", statement switch { DenyStatement => "D", GrantStatement { WithGrantOption: true } => "W", _ => "G" })];
                    server.Execute("DELETE FROM sys.database_permissions WHERE major_id = @id AND minor_id = @column AND grantee_principal_id = @principal AND permission_name = @permission", parameters);
                    if (statement is not RevokeStatement)
                    {
                        server.Execute("INSERT INTO sys.database_permissions VALUES (1, @id, @column, @principal, @permission, @state)", parameters);
                    }
                }
            }
        }
    }
}

using System.Text;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build.Generation;
using SsdClr.Build.Signing;

namespace SsdClr.Build.Installation;

/// <summary>
/// Writes <c>SsdClr.install.sql</c>: T-SQL for a query window that makes or upgrades a package in the current database, in one transaction. Batches
/// are split by GO, because a module has to be alone in its batch, and a query window goes on after one that failed: so each is followed by one
/// that switches execution off unless the transaction is still open and sound.
/// </summary>
internal sealed class InstallScript
{
    /// <summary>Hexadecimal digits of an assembly in a line; the lines are joined by T-SQL's continuation.</summary>
    private const int DigitsInALine = 1000;

    /// <summary>After a batch in the transaction. A batch that failed has ended it, one that did not compile has not.</summary>
    private const string InTransaction = "GO\nIF @@ERROR <> 0 OR @@TRANCOUNT <> 1\n    SET NOEXEC ON;\nGO\n\n";

    /// <summary>After a batch that leaves no transaction open.</summary>
    private const string AfterTransaction = "GO\nIF @@ERROR <> 0 OR @@TRANCOUNT <> 0\n    SET NOEXEC ON;\nGO\n\n";

    private readonly InstallationContent _content;
    private readonly IReadOnlyList<Manifest> _released;
    private readonly Dictionary<string, string> _values;
    private readonly string[] _parts;
    private readonly StringBuilder _script = new();

    private InstallScript(InstallationContent content, IReadOnlyList<Manifest> released)
    {
        _content = content;
        _released = released;
        _parts = content.Variant switch
        {
            "whole" => ["assemblies", "submission"],
            "companion" => ["companion"],
            _ => ["assemblies", "payload-only"],
        };
        _values = new(StringComparer.Ordinal)
        {
            ["version"] = content.Version,
            ["variant"] = content.Variant,
            ["what"] = content.Variant switch
            {
                "whole" => "the whole product",
                "companion" => "without assemblies, for ssdclr --connection",
                _ => "previews without submission",
            },
            ["package"] = content.Package.Name,
            ["file"] = content.Package.Name + ".install.sql",
            ["way_in"] = "install.sql",
            ["made"] = string.Join('\n', InstalledList.Of(content.Objects)),
            // Nothing is written as 0x and an empty text: NULL in every row of VALUES would make the column int.
            ["trust_rows"] = string.Join(",\n    ", content.Assemblies.Select(assembly =>
                $"(N''{assembly.Assembly.Name}'', {assembly.Hash}, {(assembly.PublicKeyToken is { } token ? $"0x{token}, N''{AssemblySignature.KeyAssembly}.{token}''" : "0x, N''''")})")),
            ["settings"] = content.Variant == "companion" ? "ssdclr set --connection" : "SELECT * FROM csc.setting_definitions()",
            ["next"] = content.Variant switch
            {
                "whole" => "secrets; EXECUTE csc.preflight",
                "companion" => "ssdclr preflight --connection",
                _ => "SELECT * FROM csc.preflight_ssd_steps()",
            },
            ["principals"] = string.Join(", ", content.Of(SchemaObjectKind.Role).Concat(content.Of(SchemaObjectKind.User)).Select(principal => $"N'{principal.Name}'")),
            ["people_roles"] = string.Join(", ", content.Of(SchemaObjectKind.Role).Select(role => $"N'{role.Name}'")),
        };
    }

    /// <summary>Writes the script.</summary>
    /// <param name="content">What is installed.</param>
    /// <param name="released">Manifests of the versions before, oldest first: columns that a table did not have from its first version on are added to tables that are there.</param>
    /// <returns>T-SQL with LF line ends.</returns>
    public static string Write(InstallationContent content, IReadOnlyList<Manifest> released) => new InstallScript(content, released).Write();

    /// <summary>The statement that notes an installation in <c>csc.schema_version</c>.</summary>
    /// <param name="content">What is installed.</param>
    /// <param name="wayIn">install.sql or dacpac.</param>
    public static string Record(InstallationContent content, string wayIn) =>
        Template.Fill("record.sql", new Dictionary<string, string>(new InstallScript(content, [])._values, StringComparer.Ordinal) { ["way_in"] = wayIn }) + "\n";

    private string Write()
    {
        Batch(Template.Fill("install-start.sql", _values, _parts));

        foreach (var schema in _content.Of(SchemaObjectKind.Schema))
        {
            Batch($"IF SCHEMA_ID(N'{schema.Name}') IS NULL\n    EXECUTE [sys].[sp_executesql] N'{Quoted(schema.TextOf(schema.Statement))}';");
        }

        foreach (var role in _content.Of(SchemaObjectKind.Role))
        {
            Batch(role, $"IF DATABASE_PRINCIPAL_ID(N'{role.Name}') IS NULL\n    {role.TextOf(role.Statement)}");
        }

        // A user without login gets CONNECT when it is made. It only owns an assembly, so it needs none; publishing the package takes it away too.
        foreach (var user in _content.Of(SchemaObjectKind.User))
        {
            Batch(user, $"IF DATABASE_PRINCIPAL_ID(N'{user.Name}') IS NULL\nBEGIN\n    {user.TextOf(user.Statement)}\n    REVOKE CONNECT TO [{user.Name}];\nEND;");
        }

        foreach (var table in _content.Of(SchemaObjectKind.Table))
        {
            Table(table);
        }

        Batch(Template.Fill("record.sql", _values));
        Batch(Template.Fill("remove.sql", _values));

        foreach (var assembly in _content.Assemblies)
        {
            Assembly(assembly);
        }

        foreach (var module in _content.Modules)
        {
            Module(module);
        }

        foreach (var permissions in _content.Of(SchemaObjectKind.Permissions))
        {
            Batch(string.Join('\n', permissions.Statements.Select(permissions.TextOf).Prepend($"-- What {permissions.Name} may do")));
        }

        Batch(Template.Fill("keep-permissions.sql", _values));

        _script.Append("COMMIT TRANSACTION;\n").Append(AfterTransaction);
        foreach (var batch in _content.Package.PostDeployment.SelectMany(Batches))
        {
            _script.Append(batch).Append('\n').Append(AfterTransaction);
        }

        _script.Append(Template.Fill("install-end.sql", _values)).Append('\n');
        return _script.ToString();
    }

    private static IEnumerable<string> Batches(SqlSource source) =>
        source.Text.Split("\nGO\n").Select(batch => batch.Trim('\n')).Where(batch => batch.Length > 0);

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    private void Table(SchemaObject table)
    {
        var definition = ((CreateTableStatement)table.Statement).Definition;
        Batch(table, $"IF OBJECT_ID(N'[csc].[{table.Name}]', N'U') IS NULL\n{table.TextOf(table.Statement)}");

        if (_released.Select(manifest => manifest.Tables.FirstOrDefault(candidate => candidate.Name == table.Name)).FirstOrDefault(earlier => earlier is not null) is { } first)
        {
            foreach (var column in definition.ColumnDefinitions.Where(column => !first.Columns.Any(earlier => earlier.StartsWith(column.ColumnIdentifier.Value + " ", StringComparison.Ordinal))))
            {
                Batch($"IF COL_LENGTH(N'[csc].[{table.Name}]', N'{column.ColumnIdentifier.Value}') IS NULL\n    ALTER TABLE [csc].[{table.Name}] ADD {Text(table, column)};");
            }
        }

        foreach (var check in InstalledList.Checks(table))
        {
            // Without a look at the rows: they may hold what only a later version knows, from which this one is gone back to.
            Batch($"IF OBJECT_ID(N'[csc].[{check.ConstraintIdentifier.Value}]', N'C') IS NULL\n    ALTER TABLE [csc].[{table.Name}] WITH NOCHECK ADD {Text(table, check)};");
        }

        foreach (var index in definition.Indexes)
        {
            var columns = string.Join(", ", index.Columns.Select(column => Text(table, column)));
            Batch($"IF INDEXPROPERTY(OBJECT_ID(N'[csc].[{table.Name}]', N'U'), N'{index.Name.Value}', N'IndexID') IS NULL\n    CREATE NONCLUSTERED INDEX [{index.Name.Value}] ON [csc].[{table.Name}] ({columns});");
        }
    }

    private void Assembly(ShippedAssembly shipped)
    {
        var lines = Convert.ToHexString(shipped.Bytes).Chunk(DigitsInALine).Select(line => new string(line));
        var own = new Dictionary<string, string>(_values, StringComparer.Ordinal)
        {
            ["assembly"] = shipped.Assembly.Name,
            ["owner"] = shipped.Assembly.Owner,
            ["permission_set"] = shipped.Assembly.PermissionSet,
            ["hash"] = shipped.Hash,
            ["public_key_token"] = shipped.PublicKeyToken ?? "null",
            ["bytes"] = "0x" + string.Join("\\\n", lines),
        };
        Batch(Template.Fill("other-key.sql", own));
        Batch(Template.Fill("assembly.sql", own));
    }

    /// <summary>Bound routines never change once released, and CREATE OR ALTER takes them only from a cumulative update on: so they are made where they are missing.</summary>
    private void Module(SchemaObject module)
    {
        var text = module.TextOf(module.Statement);
        Batch(module, module.Method is not null
            ? $"IF OBJECT_ID(N'[csc].[{module.Name}]') IS NULL\n    EXECUTE [sys].[sp_executesql] N'{Quoted(text)}';"
            : $"CREATE OR ALTER{text["CREATE".Length..]}");
    }

    private static string Text(SchemaObject item, TSqlFragment fragment) => string.Join(' ', item.TextOf(fragment).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private void Batch(SchemaObject item, string text) => Batch(item.Comment.Length == 0 ? text : $"{item.Comment}\n{text}");

    private void Batch(string text) => _script.Append(text).Append('\n').Append(InTransaction);
}

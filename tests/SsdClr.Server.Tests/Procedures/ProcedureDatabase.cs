using Microsoft.Data.SqlClient;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build.Installation;
using SsdClr.Server.Tests.Engine;

namespace SsdClr.Server.Tests.Procedures;

/// <summary>
/// A database with the companion's schema csc and, besides, every procedure of the whole product that is T-SQL. These name routines of the assemblies,
/// which are looked up when they run: a refusal of wrong input comes before that.
/// </summary>
internal sealed class ProcedureDatabase : IDisposable
{
    // Every table that a procedure might write. Times and users are left out of none: nothing may change at all.
    private static readonly string[] s_tables = ["allowed_host", "batch_child", "batch_log", "code_map", "environment", "receiver", "run_figure", "run_log", "secret", "setting", "setting_log", "ssd_table_count", "staging"];

    private static readonly IReadOnlyList<SchemaObject> s_product = SchemaObject.Read([.. SsdClr.Build.Packaging.PackagedDatabase.Objects(Product.Repository)]);
    private static readonly SchemaObject s_help = s_product.Single(item => item.Kind == SchemaObjectKind.View && item.Name == SsdClr.Build.Generation.ProcedureHelpView.Name);

    private readonly ScratchDatabase _database = ScratchDatabase.Create();
    private readonly List<string> _notMade = [];

    /// <summary>Makes it.</summary>
    public ProcedureDatabase()
    {
        _database.RunScript(Product.CompanionScript);
        using var connection = _database.Open();
        connection.Run("SET QUOTED_IDENTIFIER ON; SET ANSI_NULLS ON;");
        foreach (var procedure in All.Where(procedure => connection.Value($"SELECT OBJECT_ID(N'[csc].[{procedure.Name}]')") is null))
        {
            try
            {
                connection.Run(procedure.TextOf(procedure.Statement));
            }
            catch (SqlException exception) when (TestServer.Facts.IsBabelfish)
            {
                _notMade.Add($"{procedure.Name} ({exception.Message.Split('\n')[0]})");
            }
        }

        // The companion's view of the help has the rows of its own procedures alone.
        connection.Run("DROP VIEW [csc].[procedure_help]");
        connection.Run(s_help.TextOf(s_help.Statement));
        connection.Run(
            """
            INSERT INTO [csc].[setting] ([name], [value], [changed_at], [changed_by]) VALUES (N'la_code', N'999', '20260101', N'a test');
            INSERT INTO [csc].[run_log] ([run_id], [operation], [started_at], [ended_at], [verdict], [program_version]) VALUES (1, N'run', '20200101', '20200101', N'succeeded', N'0.1.0');
            """);
    }

    /// <summary>Every procedure of the product that is T-SQL.</summary>
    public static IReadOnlyList<SchemaObject> All { get; } = [.. s_product.Where(item => item.Kind == SchemaObjectKind.Procedure && item.Method is null)];

    /// <summary>Procedures that this engine does not make, with its reason.</summary>
    public IReadOnlyList<string> NotMade => _notMade;

    /// <summary>Parameters that take a value from the caller, @help aside.</summary>
    public static IEnumerable<string> Parameters(SchemaObject procedure) => ((ProcedureStatementBody)procedure.Statement).Parameters
        .Where(parameter => parameter.Modifier != ParameterModifier.Output)
        .Select(parameter => parameter.VariableName.Value)
        .Where(name => name != "@help");

    /// <summary>Opens a session.</summary>
    public SqlConnection Open() => _database.Open();

    /// <summary>Whether the engine made a procedure.</summary>
    public bool Has(string procedure) => !_notMade.Exists(made => made.StartsWith(procedure + " ", StringComparison.Ordinal));

    /// <summary>Every row of every table of csc.</summary>
    public static string Contents(SqlConnection connection) => string.Join('\n', s_tables.Select(table => table + ": " + string.Join(';', connection.Rows($"SELECT * FROM [csc].[{table}]").Order(StringComparer.Ordinal))));

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();
}

using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Database.Tests.Scripts;
using SsdClr.Database.Tests.TSqlt;
using SsdClr.Local.Database;

namespace SsdClr.Database.Tests.Acceptance;

/// <summary>The rows that acceptance.sql inserts and the payloads that it expects of them, read out of its text.</summary>
internal static class AcceptanceRows
{
    private static readonly string[] s_days = ["yyyyMMdd", "yyyyMMdd HH:mm:ss"];

    /// <summary>The script.</summary>
    public static DeploymentScript Script { get; } = Read();

    /// <summary>The statements that insert rows of the SSD.</summary>
    public static IReadOnlyList<InsertStatement> Inserts { get; } =
    [
        .. Fragments.Of<InsertStatement>(Script.Parsed)
            .Where(insert => insert.InsertSpecification.Target is NamedTableReference { SchemaObject.SchemaIdentifier.Value: "csc_acceptance" }),
    ];

    /// <summary>The payloads by person.</summary>
    public static IReadOnlyDictionary<string, string> Expected { get; } = Rows("@expected").ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    /// <summary>Texts of the rows that are inserted into a table variable of the script; numbers are left out.</summary>
    public static IEnumerable<IReadOnlyList<string>> Rows(string variable) =>
        from insert in Fragments.Of<InsertStatement>(Script.Parsed)
        where insert.InsertSpecification.Target is VariableTableReference target && target.Variable.Name == variable && insert.InsertSpecification.InsertSource is ValuesInsertSource
        from row in ((ValuesInsertSource)insert.InsertSpecification.InsertSource).RowValues
        select (IReadOnlyList<string>)[.. row.ColumnValues.OfType<StringLiteral>().Select(value => value.Value)];

    /// <summary>Inserts the rows of the SSD into the companion's tables.</summary>
    public static void Insert(LocalDatabase database)
    {
        foreach (var insert in Inserts)
        {
            var table = ((NamedTableReference)insert.InsertSpecification.Target).SchemaObject.BaseIdentifier.Value;
            var columns = insert.InsertSpecification.Columns.Select(column => column.MultiPartIdentifier.Identifiers[^1].Value).ToList();
            foreach (var row in ((ValuesInsertSource)insert.InsertSpecification.InsertSource).RowValues)
            {
                using var command = database.Connection.CreateCommand();
                command.CommandText = $"INSERT INTO [dbo].[{table}] ([{string.Join("], [", columns)}]) VALUES ({string.Join(", ", columns.Select((_, index) => $"$p{index}"))})";
                for (var index = 0; index < columns.Count; index++)
                {
                    command.Parameters.AddWithValue($"$p{index}", Value(row.ColumnValues[index]));
                }

                command.ExecuteNonQuery();
            }
        }
    }

    /// <summary>A date as SQL Server reads it whatever the language of the session, written as the companion stores it; any other text as it is.</summary>
    private static object Value(ScalarExpression expression) => expression switch
    {
        NullLiteral => DBNull.Value,
        IntegerLiteral number => long.Parse(number.Value, CultureInfo.InvariantCulture),
        StringLiteral { IsNational: false } day => DateTime.ParseExact(day.Value, s_days, CultureInfo.InvariantCulture, DateTimeStyles.None).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        StringLiteral text => text.Value,
        var other => throw new NotSupportedException($"Line {other.StartLine}: a row of the script holds neither text, number, date nor NULL."),
    };

    private static DeploymentScript Read()
    {
        const string Name = "deploy/acceptance.sql";
        return DeploymentScript.Read(new(Name, File.ReadAllText(Path.Combine(CheckedOut.Repository.Root, Name)).ReplaceLineEndings("\n")));
    }
}

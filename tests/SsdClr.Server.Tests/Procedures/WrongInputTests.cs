using Microsoft.Data.SqlClient;
using SsdClr.Server.Tests.Engine;

namespace SsdClr.Server.Tests.Procedures;

/// <summary>Wrong input to every procedure: all faults are named, nothing changes, and a transaction of the caller stays sound.</summary>
[TestClass]
[OnServer]
public sealed class WrongInputTests
{
    private static ProcedureDatabase s_database = null!;

    /// <summary>Set by MSTest.</summary>
    public TestContext TestContext { get; set; } = null!;

    [ClassInitialize]
    public static void Initialize(TestContext context) => s_database = new ProcedureDatabase();

    [ClassCleanup]
    public static void Cleanup() => s_database?.Dispose();

    [TestMethod]
    public void Every_fault_is_named_and_nothing_changes()
    {
        using var connection = s_database.Open();
        Check(input =>
        {
            var before = ProcedureDatabase.Contents(connection);
            var refused = Assert.ThrowsExactly<SqlException>(() => connection.Run($"EXECUTE [csc].[{input.Procedure}] {input.Arguments}"));
            RequireWords(input, refused.Number, refused.Message);
            Assert.AreEqual("0", connection.Value("SELECT @@TRANCOUNT"), "A transaction is open.");
            Assert.AreEqual(before, ProcedureDatabase.Contents(connection), "Something was changed.");
        });
    }

    [TestMethod]
    [DataRow("SET XACT_ABORT OFF;")]
    [DataRow("SET XACT_ABORT ON;")]
    public void A_transaction_of_the_caller_can_still_be_committed(string option)
    {
        using var connection = s_database.Open();
        Check(input =>
        {
            var before = ProcedureDatabase.Contents(connection);
            var answer = connection.Rows(
                $"""
                {option}
                BEGIN TRANSACTION;
                INSERT INTO [csc].[allowed_host] ([purpose], [host], [added_at], [added_by]) VALUES (N'token', N'written.by.the.caller', '20260101', N'a test');
                DECLARE @number int, @message nvarchar(2048);
                BEGIN TRY
                    EXECUTE [csc].[{input.Procedure}] {input.Arguments};
                END TRY
                BEGIN CATCH
                    SELECT @number = ERROR_NUMBER(), @message = ERROR_MESSAGE();
                END CATCH;
                SELECT @@TRANCOUNT, XACT_STATE(), (SELECT COUNT(*) FROM [csc].[allowed_host] WHERE [host] = N'written.by.the.caller'), @number, @message;
                """)[0].Split('|', 5);
            Assert.AreEqual("1 1 1", string.Join(' ', answer[..3]), "Open transactions, state, rows of the caller.");
            if (input.Procedure != "begin_run")
            {
                RequireWords(input, int.Parse(answer[3], System.Globalization.CultureInfo.InvariantCulture), answer[4]);
            }

            connection.Run("ROLLBACK TRANSACTION");
            Assert.AreEqual(before, ProcedureDatabase.Contents(connection), "Something was changed outside the caller's transaction.");
        });
    }

    [TestMethod]
    [DataRow("run", "")]
    [DataRow("refresh", "")]
    [DataRow("submit", "")]
    [DataRow("purge_history", "@keep_days = 400")]
    [DataRow("requeue", "@everyone = 1, @dry_run = 0")]
    public void What_submits_is_refused_inside_a_transaction_and_leaves_it(string procedure, string arguments)
    {
        RequireMade(procedure);
        RequireMade("begin_run");
        using var connection = s_database.Open();
        connection.Run("SET XACT_ABORT ON; BEGIN TRANSACTION; INSERT INTO [csc].[allowed_host] ([purpose], [host], [added_at], [added_by]) VALUES (N'token', N'written.by.the.caller', '20260101', N'a test');");

        var refused = connection.Rows($"BEGIN TRY EXECUTE [csc].[{procedure}] {arguments}; SELECT 0; END TRY BEGIN CATCH SELECT ERROR_NUMBER(), @@TRANCOUNT, XACT_STATE() END CATCH;");

        Assert.AreEqual("51001|1|1", refused[^1]);
        connection.Run("COMMIT TRANSACTION; DELETE FROM [csc].[allowed_host];");
    }

    [TestMethod]
    [DataRow("run", "@as_of = '2009-12-31'", "@as_of")]
    [DataRow("run", "@as_of = '0001-01-01'", "@as_of")]
    [DataRow("refresh", "@as_of = '2062-01-01'", "@as_of")]
    [DataRow("refresh", "@as_of = '9999-12-31'", "@as_of")]
    public void A_run_date_out_of_range_is_refused(string procedure, string arguments, string word)
    {
        RequireMade(procedure);
        RequireMade("begin_run");
        using var connection = s_database.Open();
        var before = ProcedureDatabase.Contents(connection);

        var refused = Assert.ThrowsExactly<SqlException>(() => connection.Run($"EXECUTE [csc].[{procedure}] {arguments}"));

        Assert.AreEqual(51005, refused.Number);
        Assert.Contains(word, refused.Message, StringComparison.Ordinal);
        Assert.AreEqual(before, ProcedureDatabase.Contents(connection));
    }

    [TestMethod]
    public void Every_procedure_lists_its_parameters()
    {
        using var connection = s_database.Open();
        var faults = new List<string>();
        foreach (var procedure in ProcedureDatabase.All.Where(procedure => s_database.Has(procedure.Name)))
        {
            var listed = connection.Rows($"EXECUTE [csc].[{procedure.Name}] @help = 1").Select(row => row.Split('|')[0]).ToHashSet(StringComparer.Ordinal);
            faults.AddRange(ProcedureDatabase.Parameters(procedure).Append("@help").Where(name => !listed.Contains(name)).Select(name => $"csc.{procedure.Name} {name}"));
        }

        Assert.IsEmpty(faults, string.Join(", ", faults));
    }

    private void Check(Action<InputCase> check)
    {
        var faults = new List<string>();
        foreach (var input in InputCase.WithoutAssemblies.Where(input => s_database.Has(input.Procedure)))
        {
            try
            {
                check(input);
            }
            catch (Exception exception) when (exception is AssertFailedException or SqlException)
            {
                faults.Add($"{input}: {exception.Message}");
            }
        }

        foreach (var absent in s_database.NotMade)
        {
            TestContext.WriteLine($"Not made on this engine: {absent}");
        }

        Assert.IsEmpty(faults, string.Join('\n', faults));
    }

    private static void RequireMade(string procedure) => Assert.IsTrue(s_database.Has(procedure), $"This engine does not make csc.{procedure}.");

    private static void RequireWords(InputCase input, int number, string message)
    {
        Assert.AreEqual(input.Number, number, message);
        foreach (var word in input.Words)
        {
            Assert.Contains(word, message, StringComparison.Ordinal);
        }
    }
}

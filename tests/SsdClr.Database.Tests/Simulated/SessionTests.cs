namespace SsdClr.Database.Tests.Simulated;

/// <summary>The simulated session does as SQL Server does, and nothing that it does not know passes unread.</summary>
[TestClass]
public sealed class SessionTests
{
    [TestMethod]
    [DataRow("PRINT N'';\nCHECKPOINT;", "Line 2: CheckpointStatement is not simulated.")]
    [DataRow("EXECUTE [sys].[sp_rename] N'a', N'b';", "Line 1: sp_rename is not simulated.")]
    [DataRow("\nSELECT IIF(1 = 1, 1, 0);", "Line 2: IIfCall of this kind is not simulated.")]
    [DataRow("DECLARE @a int = 1, @b int = 2;\nSET @a = @a + @b;", "Line 2: BinaryExpression of this kind is not simulated.")]
    [DataRow("PRINT NULL;", "Line 1: this is no text, or NULL.")]
    public void Unknown_code_ends_the_test_with_line_and_type(string script, string message)
    {
        using var server = new SimulatedServer();

        Assert.AreEqual(message, Assert.ThrowsExactly<NotSupportedException>(() => new QueryWindow(server).Run(script)).Message);
    }

    [TestMethod]
    [DataRow("DECLARE @all nvarchar(max) = N''; SELECT @all = @all + N' ' + [d].[name] FROM [sys].[databases] AS [d]; PRINT @all;", " master SsdClr Closed reporting", DisplayName = "Rows add up in a variable")]
    [DataRow("BEGIN TRY THROW 50001, N'1', 1; END TRY BEGIN CATCH BEGIN TRY THROW 50002, N'2', 1; END TRY BEGIN CATCH PRINT N'inner'; END CATCH; THROW; END CATCH;", "inner 50001", DisplayName = "An inner error leaves the outer one")]
    [DataRow("BEGIN TRY BEGIN TRANSACTION; THROW 50001, N'1', 1; END TRY BEGIN CATCH CREATE ROLE [a]; END CATCH;", "3930", DisplayName = "A doomed transaction takes no change")]
    [DataRow("BEGIN TRY RAISERROR(N'1', 16, 1); PRINT N'on'; END TRY BEGIN CATCH PRINT N'caught'; END CATCH;", "caught", DisplayName = "RAISERROR is caught")]
    [DataRow("GRANT UNSAFE ASSEMBLY TO [a];", "4621", DisplayName = "A right on the server is granted in master")]
    public void Session_does_as_SQL_Server_does(string script, string shown)
    {
        using var server = new SimulatedServer { Database = "reporting" };
        var window = new QueryWindow(server);

        window.Run(script);

        Assert.AreEqual(shown, string.Join(' ', window.Printed.Concat(window.Errors.Select(fault => $"{fault.Number}"))));
        Assert.IsFalse(window.IsLeftBehind);
    }
}

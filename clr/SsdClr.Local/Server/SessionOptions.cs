namespace SsdClr.Local.Server;

/// <summary>
/// The options of every session of ours, as every procedure of ours sets them for itself: a login, a server or a driver may have set others.
/// </summary>
internal static class SessionOptions
{
    /// <summary>What the procedures begin with; a test compares the two.</summary>
    public const string OfProcedures =
        """
        SET NOCOUNT, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL ON;
        SET XACT_ABORT, NUMERIC_ROUNDABORT OFF;
        SET IMPLICIT_TRANSACTIONS OFF;
        SET CURSOR_CLOSE_ON_COMMIT OFF;
        SET ROWCOUNT 0;
        SET TEXTSIZE 2147483647;
        SET LOCK_TIMEOUT 1800000;
        SET DATEFORMAT ymd;
        SET DATEFIRST 1;
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        """;

    // A procedure keeps the first two from its making. The session is its own, so any fault may end its transaction.
    private const string OfTheSession =
        """

        SET ANSI_NULLS, QUOTED_IDENTIFIER ON;
        SET XACT_ABORT ON;
        """;

    /// <summary>T-SQL without parameters: options set beneath sp_executesql end with it.</summary>
    public const string Statements = OfProcedures + OfTheSession;
}

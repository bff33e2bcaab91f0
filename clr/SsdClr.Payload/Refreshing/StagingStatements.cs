using System.Data.Common;

namespace SsdClr.Payload.Refreshing;

/// <summary>The statements of a refresh that write many rows of csc.staging at a time. None of them writes held: only a claim and its outcome do.</summary>
internal static class StagingStatements
{
    // Rows come as parameters in a table of their own, which SQL Server and SQLite read alike. The key is compared with the table's own column only.
    private const string OfThoseRows = ") AS v WHERE [staging].[receiver_id] = @receiver_id AND [staging].[person_id] = v.[person_id]";
    private const string NextRow = " UNION ALL ";

    /// <summary>Rows of children that have none, with a payload.</summary>
    internal static StagingBatch Insert(DbConnection connection, int receiverId) => new(
        connection,
        receiverId,
        WithPayload(),
        "INSERT INTO [csc].[staging] ([receiver_id], [person_id], [la_child_id], [state], [change], [payload], [payload_hash], [body], [partial_body], "
        + "[held_if_sent], [held_if_accepted], [error_count], [warning_count], [attempts], [state_changed_at]) VALUES ",
        "(@receiver_id, @person_id#, @la_child_id#, @state#, @change#, @payload#, @payload_hash#, @body#, @partial_body#, "
        + "@held_if_sent#, @held_if_accepted#, @error_count#, @warning_count#, 0, @now)",
        ", ",
        string.Empty);

    /// <summary>Rows that are staged anew, with a payload.</summary>
    internal static StagingBatch Update(DbConnection connection, int receiverId) => new(
        connection,
        receiverId,
        WithPayload(),
        "UPDATE [csc].[staging] SET [la_child_id] = v.[la_child_id], [state] = v.[state], [change] = v.[change], [payload] = v.[payload], [payload_hash] = v.[payload_hash], "
        + "[body] = v.[body], [partial_body] = v.[partial_body], [held_if_sent] = v.[held_if_sent], [held_if_accepted] = v.[held_if_accepted], "
        + "[error_count] = v.[error_count], [warning_count] = v.[warning_count], [attempts] = 0, [last_message] = NULL, [state_changed_at] = @now FROM (",
        "SELECT @person_id# AS [person_id], @la_child_id# AS [la_child_id], @state# AS [state], @change# AS [change], @payload# AS [payload], @payload_hash# AS [payload_hash], "
        + "@body# AS [body], @partial_body# AS [partial_body], @held_if_sent# AS [held_if_sent], @held_if_accepted# AS [held_if_accepted], "
        + "@error_count# AS [error_count], @warning_count# AS [warning_count]",
        NextRow,
        OfThoseRows);

    /// <summary>Rows whose payload and body are staged already.</summary>
    internal static StagingBatch UpdateState(DbConnection connection, int receiverId) => new(
        connection,
        receiverId,
        [
            StagingBatchColumn.Text("@person_id"),
            StagingBatchColumn.Text("@state"),
            StagingBatchColumn.Text("@change"),
            StagingBatchColumn.Integer("@error_count"),
            StagingBatchColumn.Integer("@warning_count"),
        ],
        "UPDATE [csc].[staging] SET [state] = v.[state], [change] = v.[change], [error_count] = v.[error_count], [warning_count] = v.[warning_count], [state_changed_at] = @now FROM (",
        "SELECT @person_id# AS [person_id], @state# AS [state], @change# AS [change], @error_count# AS [error_count], @warning_count# AS [warning_count]",
        NextRow,
        OfThoseRows);

    /// <summary>Rows that SSD gives no payload for: dormant, or to be purged.</summary>
    internal static StagingBatch WithoutPayload(DbConnection connection, int receiverId) => new(
        connection,
        receiverId,
        [
            StagingBatchColumn.Text("@person_id"),
            StagingBatchColumn.Text("@state"),
            StagingBatchColumn.Text("@change"),
            StagingBatchColumn.LongText("@body"),
        ],
        "UPDATE [csc].[staging] SET [state] = v.[state], [change] = v.[change], [payload] = NULL, [payload_hash] = NULL, [body] = v.[body], [partial_body] = NULL, "
        + "[held_if_sent] = NULL, [held_if_accepted] = NULL, [error_count] = 0, [warning_count] = 0, [attempts] = 0, [last_message] = NULL, [state_changed_at] = @now FROM (",
        "SELECT @person_id# AS [person_id], @state# AS [state], @change# AS [change], @body# AS [body]",
        NextRow,
        OfThoseRows);

    /// <summary>Rows that go.</summary>
    internal static StagingBatch Delete(DbConnection connection, int receiverId) => new(
        connection,
        receiverId,
        [StagingBatchColumn.Text("@person_id")],
        "DELETE FROM [csc].[staging] WHERE [receiver_id] = @receiver_id AND [person_id] IN (",
        "@person_id#",
        ", ",
        ")");

    private static StagingBatchColumn[] WithPayload() =>
    [
        StagingBatchColumn.Text("@person_id"),
        StagingBatchColumn.Text("@la_child_id"),
        StagingBatchColumn.Text("@state"),
        StagingBatchColumn.Text("@change"),
        StagingBatchColumn.LongText("@payload"),
        StagingBatchColumn.Hash("@payload_hash"),
        StagingBatchColumn.LongText("@body"),
        StagingBatchColumn.LongText("@partial_body"),
        StagingBatchColumn.LongText("@held_if_sent"),
        StagingBatchColumn.LongText("@held_if_accepted"),
        StagingBatchColumn.Integer("@error_count"),
        StagingBatchColumn.Integer("@warning_count"),
    ];
}

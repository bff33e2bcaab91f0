using SsdClr.Local.Database;

namespace SsdClr.Server.Tests.Engine;

/// <summary>Rows of staging and of the ledger as comparable texts: all that does not depend on the moment or on chance.</summary>
internal static class StagingRows
{
    private const string Staging =
        """
        SELECT receiver_id, person_id, la_child_id, state, change, payload, payload_hash, body, partial_body, error_count, warning_count, attempts,
            unconfirmed_batch_id, last_message, acknowledged_payload, acknowledged_hash, CASE WHEN receipt IS NULL THEN 0 ELSE 1 END,
            CASE WHEN acknowledged_at IS NULL THEN 0 ELSE 1 END, held, held_if_sent, held_if_accepted
        FROM csc.staging
        """;

    private const string Batches =
        "SELECT b.batch_id, b.run_id, b.receiver_id, b.children, b.body_bytes, b.status_code, b.outcome FROM csc.batch_log AS b";

    private const string Children =
        "SELECT c.batch_id, c.position, c.person_id, c.la_child_id, c.change, c.sent_hash, c.is_resend FROM csc.batch_child AS c";

    private const string Runs =
        "SELECT r.run_id, r.operation, r.as_of, r.verdict, r.persons_read, r.in_cohort, r.withheld, r.new_children, r.updated_children, r.deleted_children, r.batches, r.sent, r.accepted, r.rejected, r.outcome_unknown FROM csc.run_log AS r";

    /// <summary>Rows of staging in order.</summary>
    public static string OfStaging(CompanionDatabase database) => Text(database, Staging);

    /// <summary>Rows of every log of a run in order.</summary>
    public static string OfLogs(CompanionDatabase database) => string.Join("\n--\n", Text(database, Batches), Text(database, Children), Text(database, Runs).Replace(" 00:00:00.000", string.Empty, StringComparison.Ordinal));

    // Sorted here: the order of texts is the collation's there.
    private static string Text(CompanionDatabase database, string query) => string.Join('\n', database.Connection.Rows(query).Order(StringComparer.Ordinal));
}

using System.Text.RegularExpressions;
using SsdClr.Ledger;

namespace SsdClr.Database.Tests.Statements;

/// <summary>What was sent, and what the receiver may have, is read in one folder and written in one file, by few statements.</summary>
[TestClass]
public sealed partial class StagingWritersTests
{
    private const string Ledger = "clr/Shared/Ledger/";
    private const string Writer = Ledger + "WritingStatements.cs";
    private const int MostStatements = 14;

    [TestMethod]
    public void One_file_writes_staging_and_the_ledger() =>
        CollectionAssert.AreEqual(new[] { Writer }, FilesWith(Write()).ToArray());

    [TestMethod]
    public void One_folder_reads_staging_and_the_ledger() =>
        CollectionAssert.AreEqual(Array.Empty<string>(), FilesWith(Read()).Where(file => !file.StartsWith(Ledger, StringComparison.Ordinal)).ToArray());

    [TestMethod]
    public void Held_is_changed_in_that_file_alone() =>
        CollectionAssert.AreEqual(new[] { Writer }, FilesWith(HeldAssignment()).ToArray());

    [TestMethod]
    public void Few_statements_write()
    {
        var statements = Write().Count(File.ReadAllText(Path.Combine(CheckedOut.Repository.Root, Writer)));
        Assert.AreEqual(MostStatements, statements);
        Assert.AreEqual(statements, Heading().Count(File.ReadAllText(CheckedOut.Repository.At("docs/states.md"))), "docs/states.md lists another number of statements.");
    }

    [TestMethod]
    public void A_refresh_writes_no_held_value()
    {
        foreach (var statement in new[] { WritingStatements.InsertRows(StagingWriter.Staged()), WritingStatements.UpdateRows(StagingWriter.Staged(), isStagedAnew: true) })
        {
            Assert.DoesNotContain("[held]", statement.Text(1), StringComparison.Ordinal);
        }
    }

    // A column of rows of parameters may count as one in the database's collation, and person_id has a binary one: SQL Server does not compare the two.
    [TestMethod]
    public void Rows_are_found_by_parameters_and_not_by_columns_of_other_collation()
    {
        foreach (var statement in new[] { WritingStatements.UpdateRows(StagingWriter.Staged(), isStagedAnew: true), WritingStatements.UpdateRows(StagingWriter.Judged(), isStagedAnew: false) })
        {
            Assert.EndsWith("[staging].[person_id] = CASE v.[position] WHEN 0 THEN @person_id0 WHEN 1 THEN @person_id1 END", statement.Text(2), StringComparison.Ordinal);
        }
    }

    // An effect that only some rows have would be lost: a statement does what all rows have in common.
    [TestMethod]
    public void A_statement_has_every_effect_of_its_event()
    {
        var lost =
            from childEvent in new[]
            {
                ChildEvent.GuardPassed, ChildEvent.Claimed, ChildEvent.Confirmed, ChildEvent.EarlierConfirmed, ChildEvent.EarlierPurgeConfirmed, ChildEvent.Refused,
                ChildEvent.NotConfirmed, ChildEvent.RefusedAfterAll, ChildEvent.RefusalDoubted, ChildEvent.ReceiverEmptied,
            }
            from isPurge in new[] { true, false }
            from state in LedgerText.States
            let change = StateTable.After(state, isPurge, childEvent)
            where change is not null
            let effects = StateTable.Effects(childEvent, childEvent is ChildEvent.Confirmed or ChildEvent.ReceiverEmptied ? isPurge : null)

            // A row that asks for a purge, or is dormant, has no payload to forget.
            let missing = change.Value.Effects & ~effects & (isPurge || state == ChildState.Dormant ? ~LedgerEffects.ForgetPayload : (LedgerEffects)~0)
            where missing != LedgerEffects.None
            select $"{childEvent} in {state}: {missing}";

        Assert.AreEqual(string.Empty, string.Join('\n', lost));
    }

    private static IEnumerable<string> FilesWith(Regex statement) =>
        CheckedOut.Files(Path.Combine(CheckedOut.Repository.Root, "clr"))
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && statement.IsMatch(File.ReadAllText(path)))
            .Select(CheckedOut.Repository.Relative)
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"(?:INSERT INTO|UPDATE|DELETE FROM) \[csc\]\.\[(?:staging|batch_log|batch_child)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Write();

    [GeneratedRegex(@"\[csc\]\.\[(?:staging|batch_log|batch_child)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Read();

    [GeneratedRegex(@"\[held\] =", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HeldAssignment();

    [GeneratedRegex(@"^### \d+\. ", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();
}

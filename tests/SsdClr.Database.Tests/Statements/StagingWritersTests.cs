using System.Text.RegularExpressions;

namespace SsdClr.Database.Tests.Statements;

/// <summary>Few files write what was sent and what the receiver may have. A new one has to be named here.</summary>
[TestClass]
public sealed partial class StagingWritersTests
{
    private static readonly string[] Writers =
    [
        "clr/Shared/Ledger/BatchLedger.cs",
        "clr/Shared/Ledger/PendingChildren.cs",
        "clr/SsdClr.Local/Database/LocalHistory.cs",
        "clr/SsdClr.Local/Runs/Requeue.cs",
        "clr/SsdClr.Payload/Refreshing/StagingStatements.cs",
        "clr/SsdClr.Payload/Refreshing/StagingWriter.cs",
        "clr/SsdClr.Payload/Takeover/TakeoverWriter.cs",
    ];

    [TestMethod]
    public void Staging_and_the_ledger_are_written_in_known_files() =>
        CollectionAssert.AreEqual(Writers, FilesWith(Write()).ToArray());

    [TestMethod]
    public void Held_is_changed_by_claims_and_outcomes_alone() =>
        CollectionAssert.AreEqual(new[] { "clr/Shared/Ledger/BatchLedger.cs" }, FilesWith(HeldAssignment()).ToArray());

    private static IEnumerable<string> FilesWith(Regex statement) =>
        CheckedOut.Files(Path.Combine(CheckedOut.Repository.Root, "clr"))
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && statement.IsMatch(File.ReadAllText(path)))
            .Select(CheckedOut.Repository.Relative)
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"(?:INSERT INTO|UPDATE|DELETE FROM) \[csc\]\.\[(?:staging|batch_log|batch_child)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Write();

    [GeneratedRegex(@"\[held\] =", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HeldAssignment();
}

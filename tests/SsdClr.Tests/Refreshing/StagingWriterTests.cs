using SsdClr.Ledger;

namespace SsdClr.Tests.Refreshing;

/// <summary>Rows are written many at a time; what is in csc.staging afterwards is what one at a time would have left.</summary>
[TestClass]
public sealed class StagingWriterTests : IDisposable
{
    private const int ReceiverId = 1;

    private readonly RefreshScene _scene = new();
    private readonly StagingWriter _writer;

    public StagingWriterTests() => _writer = new StagingWriter(_scene.Ssd.Connection, ReceiverId, _scene.Clock);

    [TestMethod]
    [DataRow(1)]
    [DataRow(StagingBatch.MostRows - 1)]
    [DataRow(StagingBatch.MostRows)]
    [DataRow(StagingBatch.MostRows + 1)]
    [DataRow((2 * StagingBatch.MostRows) + 7)]
    public void Every_row_of_any_number_is_written_once(int rows)
    {
        _writer.Begin();
        foreach (string person in Persons(rows))
        {
            Write(person, isNew: true, "first of " + person);
        }

        _writer.Commit();
        Assert.AreEqual(Expected(rows, person => "pending|first of " + person), Staged());

        _writer.Begin();
        foreach (string person in Persons(rows))
        {
            Write(person, isNew: false, "second of " + person);
        }

        _writer.Commit();
        Assert.AreEqual(Expected(rows, person => "pending|second of " + person), Staged());

        _writer.Begin();
        foreach (string person in Persons(rows))
        {
            _writer.WriteState(person, Withheld(), new FindingCounts(errors: 1, warnings: 2));
        }

        _writer.Commit();
        Assert.AreEqual(Expected(rows, person => "withheld|second of " + person), Staged());

        _writer.Begin();
        foreach (string person in Persons(rows))
        {
            _writer.Delete(person);
        }

        _writer.Commit();
        Assert.AreEqual(string.Empty, Staged());
    }

    [TestMethod]
    public void Two_statements_on_one_row_keep_their_order()
    {
        _writer.Begin();
        Write("P", isNew: true, "first");
        Write("P", isNew: false, "second");
        _writer.WriteState("P", Withheld(), new FindingCounts(errors: 1, warnings: 0));
        Write("Q", isNew: true, "other");
        _writer.Delete("Q");
        Write("Q", isNew: true, "again");
        _writer.Move("Q", "R");
        _writer.Commit();
        Assert.AreEqual("P|withheld|second\nR|pending|again", Staged());
    }

    [TestMethod]
    public void The_rule_that_withholds_a_child_is_kept_while_it_does()
    {
        _writer.Begin();
        Write("P", isNew: true, "payload", "rule one");
        _writer.Commit();
        Assert.AreEqual("rule one", Message());

        _writer.Begin();
        _writer.WriteState("P", Withheld(), new FindingCounts(errors: 1, warnings: 0, "rule two"));
        _writer.Commit();
        Assert.AreEqual("rule two", Message());

        _writer.Begin();
        _writer.WriteState("P", Pending(), new FindingCounts(errors: 0, warnings: 0));
        _writer.Commit();
        Assert.AreEqual(string.Empty, Message());
    }

    [TestMethod]
    public void What_the_receiver_said_stays_while_the_payload_does()
    {
        _writer.Begin();
        Write("P", isNew: true, "payload");
        _writer.Commit();
        _scene.Ssd.Execute("UPDATE csc.staging SET last_message = 'The receiver is temporarily not available (status 503).'");

        _writer.Begin();
        _writer.WriteState("P", Pending(), new FindingCounts(errors: 0, warnings: 1));
        _writer.Commit();
        Assert.AreEqual("The receiver is temporarily not available (status 503).", Message());

        _writer.Begin();
        Write("P", isNew: false, "another payload");
        _writer.Commit();
        Assert.AreEqual(string.Empty, Message());
    }

    [TestMethod]
    public void A_child_that_may_be_held_is_never_dropped()
    {
        _writer.Begin();
        Write("P", isNew: true, "held");
        Write("Q", isNew: true, "acknowledged");
        Write("R", isNew: true, "neither");
        _writer.Commit();
        _scene.Ssd.Execute("UPDATE csc.staging SET held = '{}' WHERE person_id = 'P'; UPDATE csc.staging SET acknowledged_hash = x'00' WHERE person_id = 'Q'");

        _writer.Begin();
        foreach (string person in new[] { "P", "Q", "R" })
        {
            _writer.Delete(person);
        }

        _writer.Commit();
        Assert.AreEqual("P|pending|held\nQ|pending|acknowledged", Staged());
    }

    [TestMethod]
    public void What_was_gathered_is_read_back_within_the_transaction()
    {
        _writer.Begin();
        Write("P", isNew: true, "payload");
        StagedTexts texts = _writer.ReadTexts("P");
        _writer.Commit();
        Assert.AreEqual("payload", texts.Payload);
        Assert.IsTrue(texts.Body.IsStagedAs(BodyTexts.None));
    }

    [TestMethod]
    public void What_was_not_committed_is_gone()
    {
        using (var writer = new StagingWriter(_scene.Ssd.Connection, ReceiverId, _scene.Clock))
        {
            writer.Begin();
            Write(writer, "P", isNew: true, "payload");
            writer.ReadTexts("P");
        }

        Assert.AreEqual(string.Empty, Staged());
    }

    public void Dispose()
    {
        _writer.Dispose();
        _scene.Dispose();
    }

    private void Write(string person, bool isNew, string text, string? withheldFor = null) => Write(_writer, person, isNew, text, withheldFor);

    private static void Write(StagingWriter writer, string person, bool isNew, string text, string? withheldFor = null) => writer.Write(
        isNew,
        withheldFor is null ? Pending() : Withheld(),
        new FindingCounts(errors: withheldFor is null ? 0 : 1, warnings: 0, withheldFor),
        person,
        person,
        (text, new byte[32]),
        BodyTexts.None);

    private static StagingTransition Pending() => StagingTransition.InCohort(staged: null, isStaged: false, hasErrors: false, isSettled: false, removesRecords: false);

    private static StagingTransition Withheld() => StagingTransition.InCohort(staged: null, isStaged: false, hasErrors: true, isSettled: false, removesRecords: false);

    private static IEnumerable<string> Persons(int rows) => Enumerable.Range(100, rows).Select(number => $"P{number}");

    private static string Expected(int rows, Func<string, string> row) => string.Join('\n', Persons(rows).Select(person => person + "|" + row(person)));

    private string Message() => _scene.Value("SELECT last_message FROM csc.staging") ?? string.Empty;

    private string Staged() => _scene.Staging("person_id, state, payload");
}

using SsdClr.Local.Reports;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class OutputTests : IDisposable
{
    private readonly StringWriter _results = new();
    private readonly StringWriter _messages = new();
    private readonly SteppingClock _clock = new();

    public void Dispose()
    {
        _results.Dispose();
        _messages.Dispose();
    }

    [TestMethod]
    public void A_table_in_a_pipe_is_letters_and_blanks_only()
    {
        Plain().Table(["Table", "Rows"], [["ssd_person", "12"]], numbers: 1);
        Assert.AreEqual("Table Rows|ssd_person 12", string.Join('|', Lines(_results).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))));
    }

    [TestMethod]
    public void A_cell_is_text_and_not_markup()
    {
        Plain().Table(["State"], [["[red]x[/]"]]);
        Assert.Contains("[red]x[/]", _results.ToString(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_long_message_in_a_pipe_is_one_line()
    {
        Plain().Error(new string('x', 500));
        Assert.HasCount(1, Lines(_messages));
    }

    [TestMethod]
    public void Messages_stay_out_of_the_results()
    {
        Plain().Warning("something");
        Assert.AreEqual(string.Empty, _results.ToString());
    }

    [TestMethod]
    public void A_document_shows_letters_of_every_script_as_they_are()
    {
        Plain().Document((json, _) => json.WriteStringValue("Zo\u00EB"));
        Assert.AreEqual("\"Zo\u00EB\"", _results.ToString().TrimEnd());
    }

    [TestMethod]
    public void Short_work_tells_no_progress()
    {
        Plain().Progress("Loading", progress =>
        {
            progress.Report(0.5);
            return 0;
        });
        Assert.AreEqual(string.Empty, _messages.ToString());
    }

    [TestMethod]
    public void Long_work_tells_progress_every_few_seconds()
    {
        Plain().Progress("Loading", progress =>
        {
            for (var step = 1; step <= 12; step++)
            {
                _clock.Step(TimeSpan.FromSeconds(1));
                progress.Report(step / 12.0);
            }

            return 0;
        });
        CollectionAssert.AreEqual(new[] { "Loading: 41 %", "Loading: 83 %" }, Lines(_messages));
    }

    private static string[] Lines(StringWriter writer) => writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private Output Plain() => new(_results, resultsAreTerminal: false, _messages, messagesAreTerminal: false, colour: false, _clock);

    private sealed class SteppingClock : TimeProvider
    {
        private long _timestamp;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _timestamp;

        public void Step(TimeSpan time) => _timestamp += time.Ticks;
    }
}

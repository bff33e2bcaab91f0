using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace SsdClr.Local.Reports;

/// <summary>
/// Where a command writes: results on standard output, everything else (progress, notes, errors) on standard error, so that a pipe carries results
/// only. Colour and bars appear on a terminal, plain lines elsewhere and under <c>NO_COLOR</c> (https://no-color.org). Nothing written here may hold
/// personal data unless the command's purpose is to show it.
/// </summary>
/// <param name="results">Where results go.</param>
/// <param name="resultsAreTerminal">True where a person reads the results as they come.</param>
/// <param name="messages">Where everything else goes.</param>
/// <param name="messagesAreTerminal">True where a person reads the messages as they come.</param>
/// <param name="colour">False under NO_COLOR.</param>
/// <param name="clock">Says when a line of progress is due.</param>
internal sealed class Output(TextWriter results, bool resultsAreTerminal, TextWriter messages, bool messagesAreTerminal, bool colour, TimeProvider clock)
{
    private const int PlainWidth = 160;
    private const int WideEnough = 132;
    private static readonly TimeSpan s_betweenPlainLines = TimeSpan.FromSeconds(5);

    private readonly IAnsiConsole _resultConsole = Console(results, resultsAreTerminal, colour);
    private readonly IAnsiConsole _messageConsole = Console(messages, messagesAreTerminal, colour);
    private readonly List<string> _errors = [];

    /// <summary>True when the command line asks for <c>--json</c>: the result is one JSON document and no table.</summary>
    public bool Json { get; set; }

    /// <summary>True when the command line asks for <c>--verbose</c>: an unexpected error comes with its stack.</summary>
    public bool Verbose { get; set; }

    /// <summary>The words of the companion for what texts name: the database in hand once a command has opened one.</summary>
    public CompanionWords Words { get; set; } = CompanionWords.WithoutDatabase;

    /// <summary>True once a JSON document was written.</summary>
    public bool HasDocument { get; private set; }

    /// <summary>True where a table of many columns would be broken: a terminal of usual width.</summary>
    public bool IsNarrow => resultsAreTerminal && _resultConsole.Profile.Width < WideEnough;

    /// <summary>The raw result stream, for results that are neither table nor JSON document (NDJSON, for example). It may be buffered.</summary>
    public TextWriter Results => results;

    /// <summary>True where a person reads the results as they come.</summary>
    public bool ResultsAreTerminal => resultsAreTerminal;

    /// <summary>Writes a line of the result as it is, at once; nothing in it is markup.</summary>
    public void Line(string text = "")
    {
        results.WriteLine(text);
        results.Flush();
    }

    /// <summary>Passes on what is buffered; called when a command ends.</summary>
    public void Flush() => results.Flush();

    /// <summary>Writes a heading above what follows.</summary>
    public void Heading(string text) => _resultConsole.Write(new Text(text + Environment.NewLine, new Style(decoration: Decoration.Bold)));

    /// <summary>Writes a table; its cells are text, never markup. Columns named in <paramref name="numbers"/> (from 0) are aligned right.</summary>
    public void Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows, params IReadOnlyCollection<int> numbers)
    {
        var table = new Table { Border = resultsAreTerminal ? TableBorder.Simple : TableBorder.None };
        for (var index = 0; index < headings.Count; index++)
        {
            // Numbers, dates and verdicts stand in columns before the last and are never broken; the last may hold sentences.
            var column = new TableColumn(new Text(headings[index])) { NoWrap = index < headings.Count - 1 };
            table.AddColumn(numbers.Contains(index) ? column.RightAligned() : column);
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        _resultConsole.Write(table);
    }

    /// <summary>Shows a result in the form that was asked for: one JSON document, or text.</summary>
    public void Show(Func<JsonNode> document, Action writeText) => Show(file: null, () => [], document, writeText);

    /// <summary>Shows a result in the form that was asked for: a file for a spreadsheet program, one JSON document, or text.</summary>
    public void Show(SheetFile? file, Func<IReadOnlyList<Sheet>> sheets, Func<JsonNode> document, Action writeText)
    {
        if (file is not null)
        {
            Line(file.Write(sheets()));
        }
        else if (Json)
        {
            Document(document());
        }
        else
        {
            writeText();
        }
    }

    /// <summary>Writes the result as one indented JSON document, letters of every script as they are.</summary>
    public void Document(JsonNode document) => Document((json, _) => document.WriteTo(json));

    /// <summary>As <see cref="Document(JsonNode)"/>, for a document too large to be held: the action given passes on what has been written so far.</summary>
    public void Document(Action<Utf8JsonWriter, Action> write)
    {
        HasDocument = true;
        using var stream = new MemoryStream();
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        write(json, PassOn);
        PassOn();
        results.WriteLine();

        // The writer flushes whole tokens, so no character is cut in two.
        void PassOn()
        {
            json.Flush();
            results.Write(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
            stream.SetLength(0);
        }
    }

    /// <summary>Tells what the command is doing.</summary>
    public void Note(string text) => Message(Words.Say(text, personId: null), new Style(foreground: Color.Grey));

    /// <summary>Warns about something that does not stop the command.</summary>
    public void Warning(string text) => Message("warning: " + Words.Say(text, personId: null), new Style(foreground: Color.Yellow));

    /// <summary>States the fault that ends the command, in one line.</summary>
    public void Error(string text)
    {
        var words = Words.Say(text, personId: null);
        _errors.Add(words);
        Message("error: " + words, new Style(foreground: Color.Red));
    }

    /// <summary>Writes the errors stated so far as the JSON document of a command that failed.</summary>
    public void WriteErrors(int exitCode) =>
        Document(new JsonObject { ["exit_code"] = exitCode, ["errors"] = JsonList.Of(_errors, error => error) });

    /// <summary>Runs long work under a progress bar on a terminal, else under a plain line every few seconds. The work reports 0 to 1.</summary>
    public TResult Progress<TResult>(string what, Func<IProgress<double>, TResult> work)
    {
        if (!messagesAreTerminal)
        {
            return work(PlainLines(what));
        }

        return _messageConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                var bar = context.AddTask(Markup.Escape(what), maxValue: 1);
                return work(new Reporting<double>(done => bar.Value = done));
            });
    }

    // A line when the work has lasted a while, and again at the same distance; short work says nothing.
    private Reporting<double> PlainLines(string what)
    {
        var last = clock.GetTimestamp();
        return new Reporting<double>(done =>
        {
            if (clock.GetElapsedTime(last) >= s_betweenPlainLines)
            {
                last = clock.GetTimestamp();
                messages.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {Math.Floor(done * 100)} %"));
            }
        });
    }

    private static IAnsiConsole Console(TextWriter writer, bool isTerminal, bool colour)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal && colour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }

    private void Message(string text, Style style)
    {
        if (messagesAreTerminal)
        {
            _messageConsole.Write(new Text(text + Environment.NewLine, style));
        }
        else
        {
            // Exactly one line, whatever its length: scripts and logs read it.
            messages.WriteLine(text);
        }
    }
}

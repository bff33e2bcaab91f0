using System.Text.Json;
using SsdClr.Local.Commands;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task Version_is_printed_alone()
    {
        var run = await CommandRun.OfAsync("--version");
        Assert.AreEqual(CompanionCommandLine.Version + Environment.NewLine, run.Results);
    }

    [TestMethod]
    [DataRow("[suggest:3]", "rep", "report")]
    [DataRow("[suggest:7]", "cohort ", "--person")]
    [DataRow("[suggest]", "cod", "code-map")]
    public async Task A_shell_gets_the_words_that_complete_a_line(string directive, string line, string expected)
    {
        var run = await CommandRun.OfAsync(directive, line);
        Assert.AreEqual(0, run.ExitCode, run.Messages);
        CollectionAssert.Contains(run.Results.Split(Environment.NewLine), expected);
    }

    [TestMethod]
    public async Task Without_a_command_the_help_is_shown()
    {
        var run = await CommandRun.OfAsync();
        Assert.Contains("sample", run.Results, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Without_a_command_nothing_failed() => Assert.AreEqual(0, (await CommandRun.OfAsync()).ExitCode);

    [TestMethod]
    [DataRow("sample")]
    [DataRow("load")]
    [DataRow("status")]
    public async Task The_help_of_a_command_shows_examples(string command)
    {
        var run = await CommandRun.OfAsync(command, "--help");
        Assert.Contains($"Examples:{Environment.NewLine}  ssdclr {command} ", run.Results, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("frobnicate")]
    [DataRow("chnges", "--help")]
    [DataRow("chnges", "--version")]
    [DataRow("load")]
    [DataRow("status")]
    [DataRow("sample")]
    [DataRow("sample", "--database", "a.db", "--csv", "b")]
    [DataRow("sample", "--children", "many", "--database", "a.db")]
    [DataRow("sample", "--children", "0", "--database", "a.db")]
    [DataRow("sample", "--children", "--database", "a.db")]
    [DataRow("sample", "--mess", "101", "--database", "a.db")]
    [DataRow("sample", "--tables", "some", "--database", "a.db")]
    [DataRow("sample", "--night", "1", "--database", "a.db")]
    [DataRow("sample", "--as-of", "31/03/2026", "--database", "a.db")]
    [DataRow("sample", "--as-of", "1066-10-14", "--database", "a.db")]
    [DataRow("sample", "--nonsense", "--database", "a.db")]
    [DataRow("status", "--database")]
    [DataRow("status", "--database", "a.db", "--connection", "Server=a;Database=b")]
    [DataRow("sample", "--database", "a.db", "--connection", "Server=a;Database=b")]
    public async Task A_wrong_command_line_ends_with_2(params string[] arguments) => Assert.AreEqual(2, (await CommandRun.OfAsync(arguments)).ExitCode);

    [TestMethod]
    public async Task A_wrong_command_is_one_error()
    {
        var run = await CommandRun.OfAsync("payload", "--database", "a.db");
        CollectionAssert.AreEqual(new[] { "error: There is no command or option payload.", "Did you mean payloads? Try 'ssdclr --help'." }, run.MessageLines);
    }

    [TestMethod]
    public async Task The_person_of_every_example_is_in_the_cohort_of_the_sample()
    {
        await CommandRun.OfAsync("sample", "--children", "5", "--tables", "flow", "--database", _folder["children.db"]);
        using var nowhere = new StringWriter();
        var context = new CommandContext(new Output(nowhere, resultsAreTerminal: false, nowhere, messagesAreTerminal: false, colour: false, TimeProvider.System), TimeProvider.System, _ => null);
        var persons = CompanionCommandLine.Root(context).Subcommands.OfType<ExampleCommand>().SelectMany(command => command.Examples)
            .Select(example => example.Split(' ')).Where(words => words.Contains("--person"))
            .Select(words => words[Array.IndexOf(words, "--person") + 1]).Distinct(StringComparer.Ordinal).ToList();

        Assert.IsNotEmpty(persons);
        foreach (var person in persons)
        {
            var run = await CommandRun.OfAsync("cohort", "--database", _folder["children.db"], "--as-of", "2026-03-31", "--person", person);
            Assert.StartsWith($"{person}  in  ", run.Results, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    [DataRow("sample", "[default: all]")]
    [DataRow("receiver", "[default: replace]")]
    public async Task Help_shows_a_default_as_a_person_types_it(string command, string expected) =>
        Assert.Contains(expected, (await CommandRun.OfAsync(command, "--help")).Results.ReplaceLineEndings(" "), StringComparison.Ordinal);

    [TestMethod]
    public async Task A_wrong_value_in_a_settings_file_names_the_file()
    {
        LocalDatabase.OpenFile(_folder["children.db"], mustExist: false).Dispose();
        _folder.Write("settings.json", "{\"batch_size\": \"1000\"}");

        var run = await CommandRun.OfAsync("payloads", "--database", _folder["children.db"], "--settings", _folder["settings.json"]);

        Assert.Contains($"error: {_folder["settings.json"]}: Setting batch_size must be a whole number from 1 to 100. Correct it in that file.", run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_wrong_value_in_a_variable_names_the_variable()
    {
        LocalDatabase.OpenFile(_folder["children.db"], mustExist: false).Dispose();

        var run = await CommandRun.OfAsync(TimeProvider.System, name => name == "SSDCLR_LA_CODE" ? "1" : null, "payloads", "--database", _folder["children.db"]);

        CollectionAssert.Contains(run.MessageLines, "error: SSDCLR_LA_CODE: Setting la_code must be three digits. Correct it in that variable.");
    }

    [TestMethod]
    public async Task A_person_who_is_not_there_is_refused_with_the_command_that_lists_all()
    {
        LocalDatabase.OpenFile(_folder["children.db"], mustExist: false).Dispose();

        var run = await CommandRun.OfAsync("payloads", "--database", _folder["children.db"], "--person", "1");

        Assert.Contains($"'ssdclr cohort --database {_folder["children.db"]}' lists all.", run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(typeof(UnauthorizedAccessException), "you have no permission")]
    [DataRow(typeof(DirectoryNotFoundException), "a folder of its path does not exist")]
    [DataRow(typeof(IOException), "the operating system refuses it")]
    public void A_fault_of_a_file_has_cause_path_and_remedy(Type type, string cause)
    {
        var said = FileFault.Describe((Exception)Activator.CreateInstance(type, "The file '/folder/file' is refused.")!);
        Assert.StartsWith($"A file cannot be used, because {cause}: The file '/folder/file' is refused. ", said, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_wrong_option_is_named_in_one_line()
    {
        var run = await CommandRun.OfAsync("sample", "--children", "many", "--database", "a.db");
        CollectionAssert.AreEqual(new[] { "error: --children takes a whole number from 1 to 10000000.", "Try 'ssdclr sample --help'." }, run.MessageLines);
    }

    [TestMethod]
    [DataRow("Did you mean status? Try 'ssdclr --help'.", "staus", "--database", "a.db")]
    [DataRow("Did you mean --database? Try 'ssdclr status --help'.", "status", "--datbase", "a.db")]
    [DataRow("Did you mean changes? Try 'ssdclr --help'.", "chnges", "--help")]
    [DataRow("Did you mean changes? Try 'ssdclr --help'.", "--help", "chnges")]
    [DataRow("Did you mean changes? Try 'ssdclr --help'.", "chnges", "--version")]
    [DataRow("Try 'ssdclr --help'.", "frobnicate")]
    [DataRow("Try 'ssdclr status --help'.", "status", "--q", "--database", "a.db")]
    public async Task A_misspelled_command_or_option_names_the_nearest(string advice, params string[] arguments) =>
        Assert.AreEqual(advice, (await CommandRun.OfAsync(arguments)).MessageLines[^1]);

    [TestMethod]
    public async Task A_missing_database_ends_with_1() => Assert.AreEqual(1, (await CommandRun.OfAsync("status", "--database", _folder["none.db"])).ExitCode);

    [TestMethod]
    public async Task A_missing_database_is_one_line()
    {
        var run = await CommandRun.OfAsync("status", "--database", _folder["none.db"]);
        CollectionAssert.AreEqual(new[] { $"error: There is no database {_folder["none.db"]}; make one with 'ssdclr sample' or 'ssdclr load'." }, run.MessageLines);
    }

    [TestMethod]
    public async Task A_failed_load_prints_each_fault_on_a_line_of_its_own()
    {
        _folder.Write("csv/ssd_person.csv", "pers_person_id,pers_dob,pers_death_date\n1,no,2010-05-06\n2,2010-05-06,no\n");
        var run = await CommandRun.OfAsync("load", "--csv", _folder["csv"], "--database", _folder["children.db"]);
        Assert.HasCount(3, run.MessageLines);
    }

    [TestMethod]
    public async Task A_failed_load_ends_with_1()
    {
        _folder.Write("csv/ssd_person.csv", "pers_person_id,pers_dob\n1,no\n");
        Assert.AreEqual(1, (await CommandRun.OfAsync("load", "--csv", _folder["csv"], "--database", _folder["children.db"])).ExitCode);
    }

    [TestMethod]
    public async Task A_database_in_use_ends_with_1()
    {
        using var held = RunLock.Acquire(_folder["children.db"], "run", TimeProvider.System);
        Assert.AreEqual(1, (await CommandRun.OfAsync("sample", "--children", "5", "--database", _folder["children.db"])).ExitCode);
    }

    [TestMethod]
    public async Task An_unexpected_error_ends_with_3()
    {
        LocalDatabase.OpenFile(_folder["children.db"], mustExist: false).Dispose();
        Assert.AreEqual(3, (await CommandRun.OfAsync(new BrokenClock(), "confirm-environment", "--database", _folder["children.db"])).ExitCode);
    }

    [TestMethod]
    public async Task An_unexpected_error_is_one_line_without_its_message()
    {
        LocalDatabase.OpenFile(_folder["children.db"], mustExist: false).Dispose();
        var run = await CommandRun.OfAsync(new BrokenClock(), "confirm-environment", "--database", _folder["children.db"]);
        CollectionAssert.AreEqual(
            new[] { $"error: Unexpected NotSupportedException in ssdclr {CompanionCommandLine.Version}; run again with --verbose and report the lines it prints." },
            run.MessageLines);
    }

    [TestMethod]
    public async Task Verbose_shows_where_an_unexpected_error_arose()
    {
        LocalDatabase.OpenFile(_folder["children.db"], mustExist: false).Dispose();
        var run = await CommandRun.OfAsync(new BrokenClock(), "confirm-environment", "--database", _folder["children.db"], "--verbose");
        Assert.Contains(nameof(BrokenClock), run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Verbose_does_not_show_the_message_of_an_unexpected_error()
    {
        LocalDatabase.OpenFile(_folder["children.db"], mustExist: false).Dispose();
        var run = await CommandRun.OfAsync(new BrokenClock(), "confirm-environment", "--database", _folder["children.db"], "--verbose");
        Assert.DoesNotContain("marked", run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_sample_tells_its_rows_as_JSON()
    {
        var run = await CommandRun.OfAsync("sample", "--children", "30", "--database", _folder["children.db"], "--json");
        using var result = JsonDocument.Parse(run.Results);
        Assert.AreEqual(30, result.RootElement.GetProperty("tables").GetProperty("ssd_person").GetInt32());
    }

    [TestMethod]
    public async Task A_sample_of_the_flow_leaves_the_other_tables_empty()
    {
        var run = await CommandRun.OfAsync("sample", "--children", "30", "--tables", "flow", "--database", _folder["children.db"], "--json");
        using var result = JsonDocument.Parse(run.Results);
        Assert.IsFalse(result.RootElement.GetProperty("tables").TryGetProperty("ssd_family", out _));
    }

    [TestMethod]
    public async Task A_short_sample_writes_nothing_but_its_result()
    {
        var run = await CommandRun.OfAsync("sample", "--children", "5", "--csv", _folder["csv"]);
        Assert.AreEqual(string.Empty, run.Messages);
    }

    [TestMethod]
    public async Task A_sample_does_not_overwrite_a_database()
    {
        await CommandRun.OfAsync("sample", "--children", "5", "--database", _folder["children.db"]);
        Assert.AreEqual(1, (await CommandRun.OfAsync("sample", "--children", "6", "--database", _folder["children.db"])).ExitCode);
    }

    [TestMethod]
    public async Task A_sample_does_not_overwrite_CSV_files()
    {
        await CommandRun.OfAsync("sample", "--children", "5", "--csv", _folder["csv"]);
        Assert.AreEqual(1, (await CommandRun.OfAsync("sample", "--children", "6", "--csv", _folder["csv"])).ExitCode);
    }

    [TestMethod]
    public async Task A_sample_replaces_when_told_to()
    {
        await CommandRun.OfAsync("sample", "--children", "5", "--database", _folder["children.db"]);
        Assert.AreEqual(0, (await CommandRun.OfAsync("sample", "--children", "6", "--database", _folder["children.db"], "--replace")).ExitCode);
    }

    [TestMethod]
    public async Task A_sample_as_CSV_leaves_one_file_a_table()
    {
        await CommandRun.OfAsync("sample", "--children", "5", "--csv", _folder["csv"]);
        Assert.HasCount(51, Directory.GetFiles(_folder["csv"]));
    }

    [TestMethod]
    public async Task Loading_a_sample_tells_its_rows_as_JSON()
    {
        await CommandRun.OfAsync("sample", "--children", "20", "--csv", _folder["csv"]);
        var run = await CommandRun.OfAsync("load", "--csv", _folder["csv"], "--database", _folder["children.db"], "--json");
        using var result = JsonDocument.Parse(run.Results);
        Assert.AreEqual(20, result.RootElement.GetProperty("tables").GetProperty("ssd_person").GetInt32());
    }

    private sealed class BrokenClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new NotSupportedException("marked: could quote a record");
    }
}

using System.CommandLine;
using SsdClr.Local.SampleData;
using SsdClr.Local.SampleData.Sources;

namespace SsdClr.Local.Commands;

/// <summary>What <c>ssdclr sample</c> is told.</summary>
/// <param name="context">What every command is given.</param>
internal sealed class SampleCommandOptions(CommandContext context)
{
    private const int MostChildren = 10_000_000;

    private readonly Option<int> _children = CommandOptions.Number("--children", "How many children.", "N", 1, MostChildren, 1000);
    private readonly Option<int> _seed = CommandOptions.Number("--seed", "Any whole number; the same seed gives the same bytes.", "S", int.MinValue, int.MaxValue, 42);
    private readonly Option<int> _mess = CommandOptions.Number("--mess", "How many values in a hundred carry a fault that real systems show, 0 to 100.", "PERCENT", 0, 100, SampleOptions.DefaultMessPercent);
    private readonly Option<DateOnly?> _asOf = CommandOptions.Date("--as-of", "The day the records are written for. Give the same day to 'payloads' and 'run'.", SampleOptions.DefaultAsOf);
    private readonly Option<string?> _csv = new("--csv") { Description = "Write one ssd_TABLE.csv a table into this folder instead.", HelpName = "DIR" };
    private readonly Option<int> _night = CommandOptions.Number("--night", "With --system: number the records anew, as some systems do every night.", "N", 0, 1000, 0);
    private readonly Option<bool> _replace = new("--replace") { Description = "Replace the SSD data that is there." };
    private readonly Option<string?> _confirmed = CommandOptions.ConfirmDatabase();
    private readonly Option<string?> _system = new("--system") { Description = "Make the tables of a case-management system instead, from which an extract fills the SSD.", HelpName = "liquid_logic|mosaic" };
    private readonly Option<string> _tables = CommandOptions.Choice("--tables", "all: every table of the SSD. flow: the 19 tables that payloads are made of, faster.", SampleTables.All);

    /// <summary>The database to write into.</summary>
    public DatabaseOptions Database { get; } = new(context, "Write into this database; made when there is none.");

    /// <summary>Gives a command these options, with the refusal of those that do not go together.</summary>
    public void AddTo(Command command, CommandContext context)
    {
        _system.AcceptOnlyFromAmong([.. SourceSystem.Names]);
        foreach (Option option in (Option[])[_children, _seed, _csv, _tables, _system, _night, _mess, _asOf, _replace, _confirmed, context.Json])
        {
            command.Options.Add(option);
        }

        Database.AddTo(command, _csv);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_system) is not null && (result.GetResult(_csv) is not null || result.GetResult(_mess) is { Implicit: false } || result.GetResult(_tables) is { Implicit: false }))
            {
                result.AddError("--system has tables and faults of its own: leave --csv, --mess and --tables out.");
            }

            if (result.GetResult(_system) is null && result.GetResult(_night) is { Implicit: false })
            {
                result.AddError("--night goes with --system.");
            }
        });
    }

    /// <summary>The source system whose tables are to be made; null: those of the SSD.</summary>
    public SourceSystem? System(ParseResult parsed) => parsed.GetValue(_system) is { } name ? SourceSystem.Of(name, Day(parsed)) : null;

    /// <summary>What a source system is to hold.</summary>
    public SampleOptions OfSource(ParseResult parsed) => new(parsed.GetValue(_children), parsed.GetValue(_seed), Day(parsed), MessPercent: 0, SampleTables.All);

    /// <summary>What the SSD is to hold.</summary>
    public SampleOptions OfDataset(ParseResult parsed) => new(parsed.GetValue(_children), parsed.GetValue(_seed), Day(parsed), parsed.GetValue(_mess), CommandOptions.Chosen<SampleTables>(parsed.GetValue(_tables)!));

    /// <summary>How often the records of a source system have been numbered anew.</summary>
    public int Night(ParseResult parsed) => parsed.GetValue(_night);

    /// <summary>The folder for CSV files; null: a database is written.</summary>
    public string? Folder(ParseResult parsed) => parsed.GetValue(_csv);

    /// <summary>True where what is there may be lost.</summary>
    public bool Replaces(ParseResult parsed) => parsed.GetValue(_replace);

    /// <summary>The name of the database on a server, as a person repeated it; null where nobody did.</summary>
    public string? Confirmed(ParseResult parsed) => parsed.GetValue(_confirmed);

    private DateOnly Day(ParseResult parsed) => parsed.GetValue(_asOf) ?? SampleOptions.DefaultAsOf;
}

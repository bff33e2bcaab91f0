using System.CommandLine;
using System.Globalization;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;
using SsdClr.Payload.Reports;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr report</c>: the morning page, or the page of one child, as <c>csc.report_html</c> and <c>csc.child_report_html</c> give them.</summary>
internal static class ReportCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var database = new DatabaseOptions(context, "The database to report on.");
        var days = CommandOptions.Number("--days", "How many days back the page looks.", "N", 1, ReportReader.MostDays, ReportReader.UsualDays);
        var person = new Option<string?>("--person") { Description = "The page of that child instead. It holds personal data.", HelpName = "ID" };
        var asOf = CommandOptions.Date("--as-of", "With --person: the run date; today when not given.", byDefault: null);
        var outFile = new Option<string>("--out") { Description = "The HTML file to write; only you may read it.", HelpName = "FILE", Required = true };
        var command = new ExampleCommand("report", "Write an HTML page: did last night work, what needs attention; or everything about one child.")
        {
            Remarks =
            [
                "The page is one file for any browser. It needs no network and no script. The morning page shows ids and counts, never a name.",
            ],
            Examples =
            [
                "ssdclr report --database children.db --out report.html",
                "ssdclr report --database children.db --days 90 --out report.html",
                "ssdclr report --database children.db --person 10000000 --out child.html",
                "ssdclr report --connection --out report.html",
            ],
        };
        database.AddTo(command);
        command.Options.Add(days);
        command.Options.Add(person);
        command.Options.Add(asOf);
        command.Options.Add(outFile);
        command.Validators.Add(result =>
        {
            if (result.GetResult(asOf) is not null && result.GetResult(person) is null)
            {
                result.AddError("--as-of goes with --person.");
            }
        });
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(outFile)!;
            var file = database.Output(parsed, path);
            using var opened = database.Open(parsed);
            var words = context.Output.Words;
            if (parsed.GetValue(person) is { } personId)
            {
                var day = parsed.GetValue(asOf) ?? DateOnly.FromDateTime(context.Clock.GetLocalNow().DateTime);
                file.Write(Child(opened, words, personId, day));
                context.Output.Note($"Wrote the HTML page of one child to {path}. It holds personal data.");
            }
            else
            {
                file.Write(Morning(context, opened, words, parsed.GetValue(days)));
                context.Output.Note(string.Create(CultureInfo.InvariantCulture, $"Wrote an HTML page over {parsed.GetValue(days)} days to {path}."));
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static string Morning(CommandContext context, CompanionDatabase database, CompanionWords words, int days)
    {
        database.RequireSubmission();
        return database.LostState() is { } lost
            ? throw new CompanionException(lost)
            : ReportPage.Write(new ReportReader(database.Connection, database.Settings()).Read(days, context.Clock.GetUtcNow().UtcDateTime), words);
    }

    private static string Child(CompanionDatabase database, CompanionWords words, string personId, DateOnly asOf)
    {
        var facts = new ChildFactsReader(database.Connection, database.Settings(), database.HoldsSubmission).Read(personId, asOf.ToDateTime(TimeOnly.MinValue));
        return facts is null
            ? throw new CompanionException($"Neither ssd_person nor csc.staging of {database.Name} has the person id given. 'ssdclr cohort {words.Database}' lists all.")
            : ChildPage.Write(facts, words);
    }
}

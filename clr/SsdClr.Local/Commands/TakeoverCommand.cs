using System.CommandLine;
using System.Globalization;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;
using SsdClr.Local.Runs;
using SsdClr.Payload.Takeover;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Time;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr takeover</c>: takes over what the national tool's table says was sent, as <c>EXEC csc.take_over_d2i_staging</c> does in SQL Server.</summary>
internal static class TakeoverCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var database = new DatabaseOptions(context, "The database, with the tool's table beside the SSD tables.");
        var table = new Option<string>("--table") { Description = "Name of the tool's table.", HelpName = "NAME", DefaultValueFactory = _ => D2iTable.UsualName };
        var baseUrl = new Option<string?>("--base-url") { Description = "Base address of the receiver. Else SSDCLR_BASE_URL, else --settings, else the database's setting.", HelpName = "URL" };
        var laCode = new Option<string?>("--la-code") { Description = "The authority's code. Else SSDCLR_LA_CODE, else --settings, else the database's setting.", HelpName = "NNN" };
        var sentTo = new Option<string?>("--sent-to") { Description = "Base address the tool sent to, from its configuration; needed with --apply.", HelpName = "URL" };
        var whole = new Option<bool>("--confirm-whole") { Description = "You confirm: the tool never sent partial payloads (deltas)." };
        var apart = new Option<bool>("--confirm-apart") { Description = "You confirm: the tool never built payloads while it sent some." };
        var apply = new Option<bool>("--apply") { Description = "Do it; without this, the children are only listed." };
        var command = new ExampleCommand("takeover", "Take over what the national tool sent (table ssd_api_data_staging), so that no child is sent again who has not changed.")
        {
            Remarks =
            [
                "Only what is proven counts as acknowledged; where the content is unknown, a child is sent whole once, or removed if it",
                "is gone. Stop the old tool for good before you apply. On a file: load ssd_api_data_staging.csv with every column of the",
                "tool's table. Without --confirm-whole nothing there is proven, because a column may have been left out of the file.",
            ],
            Examples =
            [
                "ssdclr takeover --database children.db",
                "ssdclr takeover --database children.db --confirm-whole --sent-to https://receiver.example/1 --apply",
            ],
            Options = { table, baseUrl, laCode, sentTo, whole, apart, apply },
        };
        database.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(apply) && string.IsNullOrWhiteSpace(result.GetValue(sentTo)))
            {
                result.AddError("--apply needs --sent-to, the base address the tool sent to.");
            }
        });
        command.SetAction(parsed =>
        {
            var file = database.Settings(parsed);
            var given = SubmissionSettings.Resolve(
                name => name == baseUrl.Name[2..] ? parsed.GetValue(baseUrl) : name == laCode.Name[2..] ? parsed.GetValue(laCode) : null,
                context.Environment,
                file,
                context.Output.Warning);
            return database.Change(parsed, file, opened =>
            {
                var settings = SettingValues.Read(opened.Connection, given.Settings);
                var takeover = new StagingTakeover(opened.Connection, settings, opened.Catalogue(settings), parsed.GetValue(table)!, parsed.GetValue(whole), parsed.GetValue(apart), isCopy: opened is LocalDatabase);
                Run(context.Output, opened, takeover, parsed.GetValue(sentTo), parsed.GetValue(apply));
            });
        });
        return command;
    }

    private static void Run(Output output, CompanionDatabase database, StagingTakeover takeover, string? sentTo, bool apply)
    {
        var children = takeover.Judge();
        if (children.Count > 0)
        {
            output.Table(
                ["Person", "Child id", "Rows", "Verdict", "Reason"],
                children.Select(child => (IReadOnlyList<string>)[child.PersonId, child.LaChildId ?? string.Empty, child.Rows.ToString(CultureInfo.InvariantCulture), child.Reason.Verdict, child.Reason.Name]),
                numbers: 2);
            output.Table(
                ["Verdict", "Reason", "Children", "Meaning"],
                children.GroupBy(child => child.Reason).OrderBy(group => group.Key.Verdict, StringComparer.Ordinal).ThenBy(group => group.Key.Name, StringComparer.Ordinal)
                    .Select(group => (IReadOnlyList<string>)[group.Key.Verdict, group.Key.Name, group.Count().ToString(CultureInfo.InvariantCulture), group.Key.Meaning]),
                numbers: 2);
        }

        var clock = new SystemClock();
        output.Line(apply
            ? LoggedRun.Perform(database, clock, RunOperation.Takeover, () => takeover.Apply(clock, sentTo))
            : "Nothing was changed; --apply does it. " + StagingTakeover.Summary(children));
    }
}

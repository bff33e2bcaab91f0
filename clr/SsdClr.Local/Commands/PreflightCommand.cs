using System.CommandLine;
using System.Text.Json.Nodes;
using Microsoft.Data.SqlClient;
using SsdClr.Payload.Preflight;
using SsdClr.Preflight;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;
using SsdClr.Local.Runs;
using SsdClr.Local.Server;
using SsdClr.Payload.DataQuality;
using SsdClr.Settings;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Preflight;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Http;
using SsdClr.Time;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr preflight</c>: what would stop a run, step by step, as <c>EXEC csc.preflight</c> shows it in SQL Server.</summary>
internal static class PreflightCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var database = new DatabaseOptions(context, "The database to submit from.");
        var post = new Option<bool>("--post-test-child") { Description = "Post one test record that belongs to no child (la_child_id SSDCLR-PREFLIGHT) to the receiver, and its removal." };
        var submission = new SubmissionOptions();
        var command = new ExampleCommand("preflight", "Look at everything a run depends on: verdict, detail and remedy for each step.")
        {
            Remarks = ["Sends no record of a child. It ends with exit code 1 when any step failed."],
            Examples =
            [
                "ssdclr preflight --database children.db --settings rehearsal.json",
                "ssdclr preflight --database children.db --settings rehearsal.json --post-test-child",
            ],
            Options = { post, context.Json },
        };
        database.AddTo(command);
        submission.AddTo(command);
        command.SetAction(parsed =>
        {
            var file = database.Settings(parsed);
            var given = submission.Resolve(parsed, context, file);
            using var opened = database.Open(parsed, file);
            return Run(context, opened, given, parsed.GetValue(post));
        });
        return command;
    }

    private static int Run(CommandContext context, CompanionDatabase database, SubmissionSettings given, bool postTestChild)
    {
        var words = context.Output.Words;
        var steps = Steps(database, given, postTestChild, context.Clock);
        context.Output.Show(
            () => JsonList.Of(steps, step => new JsonObject
            {
                ["step"] = step.Name,
                ["verdict"] = step.Verdict,
                ["detail"] = words.Say(step.Detail, personId: null),
                ["remedy"] = step.Remedy is null ? null : words.Say(step.Remedy, personId: null),
            }),
            () =>
            {
                foreach (var step in steps)
                {
                    context.Output.Line($"{step.Verdict,-8}{step.Name}: {words.Say(step.Detail, personId: null)}");
                    if (step.Remedy is not null)
                    {
                        context.Output.Line("        -> " + words.Say(step.Remedy, personId: null));
                    }
                }
            });
        var failed = steps.Count(step => step.Verdict == PreflightStep.Faulty);
        return failed == 0 ? ExitCode.Success : throw new CompanionException(failed == 1 ? "One step failed; a run would too." : $"{failed} steps failed; a run would too.");
    }

    private static List<PreflightStep> Steps(CompanionDatabase database, SubmissionSettings given, bool postTestChild, TimeProvider time)
    {
        var steps = new List<PreflightStep>();
        SettingValues settings;
        try
        {
            settings = database.HoldsSubmission ? SettingValues.Read(database.Connection, given.Settings) : new SettingValues(given.Settings);
        }
        catch (SettingException exception)
        {
            steps.Add(PreflightStep.Failed("Settings", exception.Message, "Correct it; the other steps are taken with the defaults."));
            settings = new SettingValues([]);
        }

        var clock = new SystemClock();
        var secrets = new SecretValues(given.Secrets);
        var pin = given.CertificateSha256 is null ? null : CompanionRun.Pin(given.CertificateSha256);
        var ssd = new SsdPreflight(database.Connection, database.Catalogue(settings), settings, database.OwnCodes());
        try
        {
            steps.AddRange(ssd.Run());
        }
        catch (SqlException exception) when (exception.Class < ServerFault.LostConnection)
        {
            steps.AddRange(ssd.Refused(exception.Number));
        }

        steps.AddRange(database.Preflight(time));
        if (!database.HoldsSubmission)
        {
            return steps;
        }

        var bounds = new SubmissionBounds(AllowedHosts.Read(database.Connection).AndLoopback(), database.Environment);
        try
        {
            var network = NetworkSettings.Read(settings, secrets);
            steps.AddRange(new SubmissionPreflight(
                pin is null ? new HttpWebRequestTransport(clock, network) : new HttpWebRequestTransport(clock, network, pin),
                network,
                new NetworkProbe(pin),
                clock,
                settings,
                secrets,
                bounds).Run(database.Connection, postTestChild));
        }
        catch (SubmissionException exception)
        {
            steps.Add(PreflightStep.Failed("Proxy", exception.Message, "See the detail; the steps after it were not taken."));
        }

        return steps;
    }
}

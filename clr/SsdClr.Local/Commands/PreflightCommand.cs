using System.CommandLine;
using SsdClr.Checks;
using SsdClr.Local.Checks;
using SsdClr.Local.Database;
using SsdClr.Local.Runs;
using SsdClr.Payload.Checks;
using SsdClr.Settings;
using SsdClr.Submission;
using SsdClr.Submission.Checks;
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
        var database = CommandOptions.Database("The database to submit from.", required: true);
        var post = new Option<bool>("--post-test-child") { Description = "Post one record of nobody (la_child_id SSDCLR-PREFLIGHT) to the receiver, and its removal." };
        var submission = new SubmissionOptions();
        var command = new ExampleCommand("preflight", "Look at everything a run depends on: verdict, detail and remedy for each step.")
        {
            Remarks = ["Sends no record of a child. It ends with exit code 1 when any step failed."],
            Examples =
            [
                "ssdclr preflight --database children.db --settings rehearsal.json",
                "ssdclr preflight --database children.db --settings rehearsal.json --post-test-child",
            ],
            Options = { database, post, context.Json },
        };
        submission.AddTo(command);
        command.SetAction(parsed => Run(context, parsed.GetRequiredValue(database)!, submission.ResolveWhatIsThere(parsed, context), parsed.GetValue(post)));
        return command;
    }

    private static int Run(CommandContext context, string file, SubmissionSettings given, bool postTestChild)
    {
        using var local = LocalDatabase.OpenFile(file, mustExist: true);
        var steps = Steps(local, given, postTestChild);
        if (context.Output.Json)
        {
            context.Output.Document(json =>
            {
                json.WriteStartArray();
                foreach (var step in steps)
                {
                    json.WriteStartObject();
                    json.WriteString("step", step.Name);
                    json.WriteString("verdict", step.Verdict);
                    json.WriteString("detail", step.Detail);
                    json.WriteString("remedy", step.Remedy);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
        }
        else
        {
            foreach (var step in steps)
            {
                context.Output.Line($"{step.Verdict,-8}{step.Name}: {step.Detail}");
                if (step.Remedy is not null)
                {
                    context.Output.Line("        -> " + step.Remedy);
                }
            }
        }

        var failed = steps.Count(step => step.Verdict == PreflightStep.Faulty);
        return failed == 0 ? ExitCode.Success : throw new CompanionException(failed == 1 ? "One step failed; a run would too." : $"{failed} steps failed; a run would too.");
    }

    private static List<PreflightStep> Steps(LocalDatabase local, SubmissionSettings given, bool postTestChild)
    {
        var steps = new List<PreflightStep>();
        SettingValues settings;
        try
        {
            settings = SettingValues.Read(local.Connection, given.Settings);
        }
        catch (SettingException exception)
        {
            steps.Add(PreflightStep.Failed("Settings", exception.Message, "Correct it; the other steps are taken with the defaults."));
            settings = new SettingValues([]);
        }

        var clock = new SystemClock();
        var secrets = new SecretValues(given.Secrets);
        var pin = given.CertificateSha256 is null ? null : CompanionRun.Pin(given.CertificateSha256);
        var bounds = new SubmissionBounds(AllowedHosts.Read(local.Connection).AndLoopback(), LocalEnvironment.Of(local));
        steps.AddRange(SsdPreflight.Run(local.Connection, new SqliteCatalogue(local.Connection), settings));
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
                bounds).Run(local.Connection, postTestChild));
        }
        catch (SubmissionException exception)
        {
            steps.Add(PreflightStep.Failed("Proxy", exception.Message, "See the detail; the steps after it were not taken."));
        }

        return steps;
    }
}

using System.CommandLine;
using System.Globalization;
using System.Reflection;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;
using SsdClr.Local.Runs;
using SsdClr.Payload.Building;
using SsdClr.Time;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr requeue</c>: children that wait for a person become pending again, as <c>EXEC csc.requeue</c> makes them in SQL Server.</summary>
internal static class RequeueCommand
{
    private static readonly string[] s_rules = [.. typeof(PayloadRule).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
        .Select(field => field.GetValue(null)).OfType<PayloadRule>().Select(rule => rule.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var database = new DatabaseOptions(context, "The database.");
        var person = new Option<string?>("--person") { Description = "This child alone.", HelpName = "ID" };
        var message = new Option<string?>("--message") { Description = "Children whose last message holds this text.", HelpName = "TEXT" };
        var rule = new Option<string?>("--rule") { Description = "Children of whose payload 'ssdclr issues' says this rule.", HelpName = "NAME" };
        var asOf = CommandOptions.Date("--as-of", "The day the payloads are made for, with --rule. [default: today]", byDefault: null);
        var all = new Option<bool>("--all") { Description = "All of them." };
        var everything = new Option<bool>("--everything") { Description = "Every child that was ever accepted, because the receiver has lost what it had." };
        var confirm = new Option<long?>("--confirm") { Description = "With --everything: do it, for exactly so many children.", HelpName = "N" };
        var apply = new Option<bool>("--apply") { Description = "Do it; without this, the children are only listed." };
        var command = new ExampleCommand("requeue", "Send again what the receiver refused, or never answered clearly, though nothing changed.")
        {
            Remarks =
            [
                "A child that was refused is sent again by itself when its record changes; this is for faults that were the",
                "receiver's. The next run sends them. --everything is for a receiver that was restored from an older backup or made anew:",
                "it lists how many children that are, and with --confirm N the next run sends each of them whole once more.",
            ],
            Examples =
            [
                "ssdclr requeue --database children.db --message \"status 422\"",
                "ssdclr requeue --database children.db --rule code_unknown",
                "ssdclr requeue --database children.db --all --apply",
                "ssdclr requeue --database children.db --everything",
                "ssdclr requeue --database children.db --everything --confirm 597",
            ],
            Options = { person, message, rule, asOf, all, everything, confirm, apply },
        };
        database.AddTo(command);
        command.Validators.Add(result =>
        {
            bool[] texts = [result.GetValue(person) is not null, !string.IsNullOrWhiteSpace(result.GetValue(message)), !string.IsNullOrWhiteSpace(result.GetValue(rule))];
            if (texts.Append(result.GetValue(all)).Append(result.GetValue(everything)).Count(isGiven => isGiven) != 1)
            {
                result.AddError("Give one of --person, --message, --rule, --all and --everything.");
            }

            if (result.GetValue(everything) ? result.GetValue(apply) : result.GetValue(confirm) is not null)
            {
                result.AddError("--confirm N goes with --everything, --apply with the others.");
            }

            if (RuleFault(result.GetValue(rule)) is { } fault)
            {
                result.AddError(fault);
            }
        });
        command.SetAction(parsed => database.Change(parsed, opened =>
        {
            if (parsed.GetValue(everything))
            {
                SendEverything(context.Output, new EmptiedReceiver(opened), parsed.GetValue(confirm));
                return;
            }

            var day = parsed.GetValue(asOf)?.ToDateTime(TimeOnly.MinValue) ?? context.Clock.GetLocalNow().Date;
            Send(context.Output, Requeue.Of(opened, parsed.GetValue(person), parsed.GetValue(message), parsed.GetValue(rule), day), parsed.GetValue(apply));
        }));
        return command;
    }

    private static string? RuleFault(string? name) =>
        string.IsNullOrWhiteSpace(name) || s_rules.Contains(name, StringComparer.Ordinal) ? null
        : NearestName.Of(name, s_rules) is { } nearest ? $"--rule names no rule; the nearest is {nearest}."
        : "--rule names no rule; csc.payload_issue_summary lists those that found something.";

    private static void Send(Output output, Requeue requeue, bool apply)
    {
        var children = requeue.Find();

        // Before the table: it says what has happened.
        var changed = apply ? requeue.Apply(new SystemClock()) : 0;
        if (children.Count > 0)
        {
            output.Table(
                ["Person", "State", "Attempts", "Outcome", "Message"],
                children.Select(child => (IReadOnlyList<string>)[child.PersonId, child.State, child.Attempts.ToString(CultureInfo.InvariantCulture), Outcome(child, apply), child.LastMessage ?? string.Empty]),
                numbers: 2);
        }

        output.Line(apply
            ? Counted.Of(changed, "child is", "children are") + " pending again."
            : Counted.Children(children.Count(child => child.HasContent)) + " would be pending again. Nothing was changed; --apply does it.");
    }

    private static void SendEverything(Output output, EmptiedReceiver receiver, long? confirmed)
    {
        if (confirmed is { } number)
        {
            receiver.Apply(new SystemClock(), number);
            output.Line(string.Create(CultureInfo.InvariantCulture, $"{number:N0} children go whole once more with the next run. {EmptiedReceiver.Next}"));
        }
        else
        {
            var children = receiver.Count();
            output.Line(string.Create(CultureInfo.InvariantCulture, $"{children:N0} children would go whole once more. Nothing was changed; --confirm {children} does it."));
        }
    }

    private static string Outcome(RequeuedChild child, bool apply) =>
        !child.HasContent ? "stays: nothing to send" : apply ? "is pending" : "would be pending";
}

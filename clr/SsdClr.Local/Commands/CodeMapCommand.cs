using System.CommandLine;
using System.Text.Json.Nodes;
using SsdClr.Data;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;
using SsdClr.Payload.Building;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr code-map</c>: the codes that the authority itself gives to held values, as <c>EXEC csc.set_code</c> gives them in SQL Server.</summary>
internal static class CodeMapCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var field = new Argument<string?>("FIELD") { Description = "The key of the payload, as 'ssdclr unmapped' shows it.", Arity = ArgumentArity.ZeroOrOne };
        var held = new Argument<string?>("HELD_VALUE") { Description = "The value as it is held; case and outer blanks do not matter.", Arity = ArgumentArity.ZeroOrOne };
        var code = new Argument<string?>("CODE") { Description = "The code to send for it.", Arity = ArgumentArity.ZeroOrOne };
        var database = new DatabaseOptions(context, "The database.");
        var remove = new Option<bool>("--remove") { Description = "Take the code of the value back." };
        var command = new ExampleCommand("code-map", "Give a held value a code, or list those that have one.")
        {
            Remarks =
            [
                "'ssdclr unmapped' lists the values that need one. A code that a list itself gives goes first. Each change is logged.",
                "Without FIELD the values that have a code are listed.",
            ],
            Examples =
            [
                "ssdclr code-map --database children.db",
                "ssdclr code-map accommodation \"With nan\" B --database children.db",
                "ssdclr code-map accommodation \"With nan\" --remove --database children.db",
            ],
            Arguments = { field, held, code },
            Options = { remove, context.Json },
        };
        database.AddTo(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(field) is { } name)
            {
                Check(name, parsed.GetValue(held), parsed.GetValue(code), parsed.GetValue(remove));
            }

            using var opened = database.Open(parsed);
            opened.RequireSubmission();
            return parsed.GetValue(field) is { } named
                ? Set(context, opened, named, parsed.GetValue(held)!, parsed.GetValue(code))
                : List(context.Output, opened);
        });
        return command;
    }

    private static void Check(string field, string? held, string? code, bool remove)
    {
        var fault = held is null
            ? (CodedField.Of(field) is null ? $"FIELD must be one of {CodeEntry.Fields()}. " : string.Empty) + "HELD_VALUE must be given, with CODE or --remove."
            : CodeEntry.Fault(field, held, code, "FIELD", "HELD_VALUE", "CODE")
            ?? (remove && code is not null ? "CODE must not be given with --remove."
                : !remove && code is null ? "CODE must be given, or --remove."
                : null);
        if (fault is not null)
        {
            throw new CompanionException(fault);
        }
    }

    private static int Set(CommandContext context, CompanionDatabase database, string field, string held, string? code)
    {
        using var settingsLock = database.LockSettings("code-map", context.Clock);
        if (!database.ChangeCode(field, CodeMap.Key(held), code, context.Clock.GetUtcNow().UtcDateTime))
        {
            throw new CompanionException("This value has no code of its own in that field; 'ssdclr code-map' lists those that have one.");
        }

        context.Output.Line(code is null ? "The code is taken back." : $"{code} is sent for this value of {field}.");
        return ExitCode.Success;
    }

    private static int List(Output output, CompanionDatabase database)
    {
        using var command = database.Connection.Command("SELECT [m].[field], [m].[held_value], [m].[code] FROM [csc].[code_map] AS [m] ORDER BY [m].[field], [m].[held_value]");
        var entries = new List<string[]>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                entries.Add([reader.GetString(0), reader.GetString(1), reader.GetString(2)]);
            }
        }

        output.Show(
            () => JsonList.Of(entries, entry => new JsonObject { ["field"] = entry[0], ["held_value"] = entry[1], ["code"] = entry[2] }),
            () =>
            {
                AlignedLines.Write(output.Results, entries);
                output.Line(entries.Count == 0 ? "No value has a code of its own." : $"Values with a code of their own: {entries.Count}.");
            });
        return ExitCode.Success;
    }
}

using System.CommandLine;
using SsdClr.Data;
using SsdClr.Local.Database;
using SsdClr.Settings;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr set</c>: a setting of the database, as <c>EXEC csc.set_setting</c> changes it in SQL Server.</summary>
internal static class SetCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("NAME") { Description = "The setting." };
        var value = new Argument<string?>("VALUE") { Description = "Its new value.", Arity = ArgumentArity.ZeroOrOne };
        var reset = new Option<bool>("--default") { Description = "Go back to the default." };
        var database = new DatabaseOptions(context, "The database whose setting it is.");
        var command = new ExampleCommand("set", "Change a setting of the database.")
        {
            Remarks =
            [
                "'ssdclr settings' lists them all. A value is checked before it is stored, and each change is logged in",
                "csc.setting_log. A secret is no setting: give it by SSDCLR_CLIENT_SECRET and its like.",
            ],
            Examples =
            [
                "ssdclr set pilot_person_ids \"10000000;10000001\" --database children.db",
                "ssdclr set window_months_back 36 --database children.db",
                "ssdclr set ssd_schema ssd --connection",
                "ssdclr set ssd_schema --default --connection",
            ],
            Arguments = { name, value },
            Options = { reset },
        };
        database.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(value) is null != result.GetValue(reset))
            {
                result.AddError("Give a NAME with a VALUE or with --default; 'ssdclr settings' lists them.");
            }
        });
        command.SetAction(parsed =>
        {
            using var opened = database.Open(parsed);
            opened.RequireSubmission();
            return Change(context, opened, parsed.GetValue(name)!, parsed.GetValue(value));
        });
        return command;
    }

    private static int Change(CommandContext context, CompanionDatabase database, string name, string? value)
    {
        if (value is null && SettingCatalogue.Find(name) is null && IsStored(database, name))
        {
            // Another version has stored it; nothing reads it here.
            return Store(context, database, name, value: null, $"{name} is removed.");
        }

        var definition = SettingCatalogue.Find(name)
            ?? throw new CompanionException(NearestName.Of(name, SettingCatalogue.All.Select(setting => setting.Name)) is { } nearest
                ? $"There is no such setting; the nearest is {nearest}. 'ssdclr settings' lists them all."
                : "There is no such setting; 'ssdclr settings' lists them all.");
        if (definition.IsSecret)
        {
            throw new CompanionException($"{name} is a secret, which no setting holds. Give it by SSDCLR_{name.ToUpperInvariant()} or --settings to 'run' and 'preflight'.");
        }

        if (value is not null && definition.Fault(value) is { } fault)
        {
            throw new CompanionException(fault);
        }

        if (value is not null && AllowedHosts.Read(database.Connection).AndLoopback().Fault(name, value) is { } hostFault)
        {
            throw new CompanionException(hostFault);
        }

        return Store(
            context,
            database,
            name,
            string.Equals(value, definition.DefaultValue, StringComparison.Ordinal) ? null : value,
            value is not null ? $"{name} is set."
                : definition.DefaultValue.Length == 0 ? $"{name} is back to its default, which is empty."
                : $"{name} is back to its default, {definition.DefaultValue}.");
    }

    private static bool IsStored(CompanionDatabase database, string name)
    {
        using var command = database.Connection.Command("SELECT COUNT(*) FROM [csc].[setting] WHERE [name] = @name");
        command.AddText("@name", name);
        return command.Count() > 0;
    }

    private static int Store(CommandContext context, CompanionDatabase database, string name, string? value, string said)
    {
        using var settingsLock = database.LockSettings("set", context.Clock);
        database.ChangeSetting(name, value, context.Clock.GetUtcNow().UtcDateTime);
        context.Output.Line(said);
        return ExitCode.Success;
    }
}

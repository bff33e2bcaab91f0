using System.CommandLine;
using System.Text.Json.Nodes;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;
using SsdClr.Settings;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr settings</c>: every setting with its value, its default, its meaning and what it takes, as <c>csc.setting_definitions</c> lists them in SQL Server.</summary>
internal static class SettingsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var database = new DatabaseOptions(context, "The database whose settings they are.");
        var command = new ExampleCommand("settings", "List every setting: its value, its default, its meaning and what it takes.")
        {
            Remarks =
            [
                "A secret is no setting: give it by SSDCLR_CLIENT_SECRET and its like. 'ssdclr set NAME VALUE' changes a setting.",
                "Each value is the one in force: of the environment (SSDCLR_BASE_URL), else --settings, else the database, else the default.",
            ],
            Examples =
            [
                "ssdclr settings --database children.db",
                "ssdclr settings --database children.db --json",
                "ssdclr settings --connection",
            ],
            Options = { context.Json },
        };
        database.AddTo(command);
        command.SetAction(parsed =>
        {
            var file = database.Settings(parsed);
            var given = SubmissionSettings.Resolve(_ => null, context.Environment, file, context.Output.Warning).Settings;
            using var opened = database.Open(parsed, file);
            return Run(context.Output, opened.HoldsSubmission ? SettingValues.Read(opened.Connection, given) : new SettingValues(given));
        });
        return command;
    }

    private static int Run(Output output, SettingValues values)
    {
        var settings = SettingCatalogue.All.Where(definition => !definition.IsSecret).ToList();
        output.Show(
            () => JsonList.Of(settings, setting => new JsonObject
            {
                ["name"] = setting.Name,
                ["value"] = values.Text(setting.Name),
                ["default"] = setting.DefaultValue,
                ["meaning"] = setting.Meaning,
                ["valid_values"] = setting.ValidValues,
            }),
            () =>
            {
                foreach (var setting in settings)
                {
                    var value = values.Text(setting.Name);
                    var standing = value == setting.DefaultValue ? "the default" : "default " + Shown(setting.DefaultValue);
                    output.Line($"{setting.Name} = {Shown(value)} ({standing})");
                    output.Line("    " + output.Words.Say(setting.Meaning, personId: null));
                    output.Line("    Takes " + setting.ValidValues + ".");
                }
            });
        return ExitCode.Success;
    }

    private static string Shown(string value) => value.Length == 0 ? "nothing" : value;
}

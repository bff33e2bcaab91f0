using System.CommandLine;
using System.Globalization;
using SsdClr.Local.Database;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr load</c>: CSV extracts of the SSD tables into a local database.</summary>
internal static class LoadCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var csv = new Option<string>("--csv") { Description = "The folder with one ssd_TABLE.csv for each table to load.", HelpName = "DIR", Required = true };
        var database = CommandOptions.Database("The database to load into; made when there is none.", required: true);
        var command = new ExampleCommand("load", "Load SSD extracts from CSV files into a local database.")
        {
            Remarks =
            [
                "Each file replaces the whole content of its table; tables without a file stay as they are. One fault in",
                "any file and nothing is loaded; faults name file, line and column. What was submitted before is kept",
                "apart (FILE with .csc before its extension), so loading a new extract does not forget it.",
                string.Empty,
                "Files: UTF-8, RFC 4180. The first line names the columns, in any order; columns left out are NULL.",
                "An empty field is NULL, \"\" is the empty string. Dates: YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS.",
            ],
            Examples =
            [
                "ssdclr load --csv extract --database children.db",
                "ssdclr load --csv extract --database children.db --json",
            ],
            Options = { csv, database, context.Json },
        };
        command.SetAction(parsed => Run(context, parsed.GetRequiredValue(csv), parsed.GetRequiredValue(database)!));
        return command;
    }

    private static int Run(CommandContext context, string folder, string file)
    {
        using var local = LocalDatabase.OpenFile(file, mustExist: false);
        using var runLock = RunLock.Acquire(local.File!, "load", context.Clock);
        var output = context.Output;
        var tables = output.Progress("Loading", progress => new CsvLoad(local, progress).Load(folder));
        if (output.Json)
        {
            output.Document(json =>
            {
                json.WriteStartObject();
                json.WriteString("database", file);
                json.WriteStartObject("tables");
                foreach (var table in tables)
                {
                    json.WriteNumber(table.Table, table.Rows);
                }

                json.WriteEndObject();
                json.WriteEndObject();
            });
        }
        else
        {
            output.Table(["Table", "Rows"], tables.Select(table => (IReadOnlyList<string>)[table.Table, table.Rows.ToString("N0", CultureInfo.InvariantCulture)]), numbers: 1);
            output.Line($"Loaded {tables.Sum(table => table.Rows).ToString("N0", CultureInfo.InvariantCulture)} rows into {file}.");
        }

        return ExitCode.Success;
    }
}

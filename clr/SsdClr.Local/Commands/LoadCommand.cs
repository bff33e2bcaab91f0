using System.CommandLine;
using System.Globalization;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;
using SsdClr.Local.Server;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr load</c>: CSV extracts of the SSD tables into a local database, or into a test database on a server.</summary>
internal static class LoadCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var csv = new Option<string>("--csv") { Description = "The folder with one ssd_TABLE.csv for each table to load.", HelpName = "DIR", Required = true };
        var database = new DatabaseOptions(context, "The database to load into; made when there is none.");
        var replace = new Option<bool>("--replace") { Description = "With --connection: replace the rows of the tables that have a file." };
        var command = new ExampleCommand("load", "Load SSD extracts from CSV files into a local database, or a test database on a server.")
        {
            Remarks =
            [
                "Each file replaces the whole content of its table; tables without a file stay as they are. One fault in",
                "any file and nothing is loaded; faults name file, line and column. What was submitted before is kept",
                "apart (FILE with .csc before its extension), so loading a new extract does not forget it.",
                string.Empty,
                "With --connection the database is a test database: its ssd_ tables are made where they are absent, and a database that",
                "holds rows is refused unless --replace. Its name and its rows are shown first.",
                string.Empty,
                "Files: UTF-8, RFC 4180. The first line names the columns, in any order; columns left out are NULL.",
                "An empty field is NULL, \"\" is the empty string. Dates: YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS.",
            ],
            Examples =
            [
                "ssdclr load --csv extract --database children.db",
                "ssdclr load --csv extract --database children.db --json",
                "ssdclr load --csv extract --connection \"Server=TEST01;Database=SSD_Test;Integrated Security=true\"",
            ],
            Options = { csv, replace, context.Json },
        };
        database.AddTo(command);
        command.SetAction(parsed =>
        {
            if (database.IsServer(parsed))
            {
                using var server = database.OpenServer(parsed, database.Settings(parsed));
                using var serverLock = server.Lock("load", context.Clock);
                return Show(context.Output, server.Name, IntoServer(context.Output, server, parsed.GetRequiredValue(csv), parsed.GetValue(replace)));
            }

            var file = database.FileOf(parsed)!;
            using var local = LocalDatabase.OpenFile(file, mustExist: false);
            using var runLock = local.Lock("load", context.Clock);
            return Show(context.Output, file, context.Output.Progress("Loading", progress => new CsvLoad(local, progress).Load(parsed.GetRequiredValue(csv))));
        });
        return command;
    }

    // Read into memory first: a fault in a file is found, and named by its line, before anything is changed on the server.
    private static IReadOnlyList<TableRows> IntoServer(Output output, ServerDatabase server, string folder, bool replace)
    {
        var test = new TestDatabase(server, output.Note);
        test.Require(replace);
        using var memory = LocalDatabase.OpenInMemory();
        var loaded = output.Progress("Reading", progress => new CsvLoad(memory, progress).Load(folder));
        return output.Progress("Loading", progress =>
        {
            test.Replace(memory, [.. loaded.Select(table => table.Table)], progress);
            return loaded;
        });
    }

    private static int Show(Output output, string database, IReadOnlyList<TableRows> tables)
    {
        if (output.Json)
        {
            output.Document(json =>
            {
                json.WriteStartObject();
                json.WriteString("database", database);
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
            output.Line($"Loaded {tables.Sum(table => table.Rows).ToString("N0", CultureInfo.InvariantCulture)} rows into {database}.");
        }

        return ExitCode.Success;
    }
}

using System.CommandLine;
using System.Text.Json.Nodes;
using SsdClr.Data;
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
        var nulls = new Option<string[]>("--null") { Description = "A word that means NULL where a field is exactly that, such as NULL or #N/A; may be given several times.", HelpName = "WORD", Arity = ArgumentArity.OneOrMore };
        var encoding = new Option<string?>("--encoding") { Description = "The encoding of the files, such as windows-1252. Without it: UTF-8, or UTF-16 with its byte order mark.", HelpName = "NAME" };
        var dates = new Option<string?>("--date-format") { Description = "How dates are written besides YYYY-MM-DD, such as DD/MM/YYYY or DD-MON-YYYY.", HelpName = "FORMAT" };
        var replace = new Option<bool>("--replace") { Description = "With --connection: replace the rows of the tables that have a file." };
        var confirmed = CommandOptions.ConfirmDatabase();
        var command = new ExampleCommand("load", "Load SSD extracts from CSV files into a local database, or a test database on a server.")
        {
            Remarks =
            [
                "Each file replaces the whole content of its table; tables without a file stay as they are, and those that hold rows",
                "are named. Into a file of 'ssdclr sample', every made-up row is removed first. One fault in any file and nothing is",
                "changed; faults name file, line and column. What was submitted before is kept apart (FILE with .csc before its",
                "extension), so loading a new extract does not forget it.",
                string.Empty,
                "With --connection the database is a test database: its ssd_ tables are made where they are absent, and a database that",
                "holds rows is refused unless --replace. Its name and its rows are shown first. Where it has no schema csc, nothing shows",
                "whether children are submitted from it: --replace then needs --confirm-database with its name.",
                string.Empty,
                "Files: RFC 4180, with commas, semicolons or tabs. The first line names the columns, in any order; columns left out are",
                "NULL. An empty field is NULL; \"\" is the empty string in a column of texts, and NULL in others. Dates: YYYY-MM-DD or",
                "YYYY-MM-DDTHH:MM:SS. Ids that a spreadsheet rewrote (1.2E+11, 12345.0) are refused: export them as text.",
            ],
            Examples =
            [
                "ssdclr load --csv extract --database children.db",
                "ssdclr load --csv extract --database children.db --null NULL --date-format DD/MM/YYYY --encoding windows-1252",
                "ssdclr load --csv extract --connection \"Server=TEST01;Database=SSD_Test;Integrated Security=true\"",
            ],
            Options = { csv, nulls, encoding, dates, replace, confirmed, context.Json },
        };
        database.AddTo(command);
        Validate(encoding, dates);
        command.SetAction(parsed =>
        {
            var options = new CsvOptions(
                parsed.GetValue(nulls) ?? [],
                parsed.GetValue(encoding) is { } name ? CsvText.EncodingOf(name) : null,
                parsed.GetValue(dates) is { } format ? DateFormat.Parse(format) : null);
            var folder = parsed.GetRequiredValue(csv);
            if (database.IsServer(parsed))
            {
                using var server = database.OpenServer(parsed, database.Settings(parsed));
                using var serverLock = server.Lock("load", context.Clock);
                return Show(context.Output, server.Name, IntoServer(context, server, folder, options, (parsed.GetValue(replace), parsed.GetValue(confirmed))));
            }

            var file = database.FileOf(parsed)!;
            return Show(context.Output, file, IntoFile(context, file, folder, options));
        });
        return command;
    }

    private static void Validate(Option<string?> encoding, Option<string?> dates)
    {
        encoding.Validators.Add(result =>
        {
            if (result.GetValue(encoding) is { } name && CsvText.EncodingOf(name) is null)
            {
                result.AddError("--encoding names no encoding; give one such as utf-8, utf-16, windows-1252 or iso-8859-1.");
            }
        });
        dates.Validators.Add(result =>
        {
            if (result.GetValue(dates) is { } format && DateFormat.Fault(format) is { } fault)
            {
                result.AddError("--date-format " + fault);
            }
        });
    }

    private static IReadOnlyList<TableRows> IntoFile(CommandContext context, string file, string folder, CsvOptions options)
    {
        var made = new[] { file, LocalDatabase.SubmissionFileOf(file) }.Where(path => !File.Exists(path)).ToList();
        using var local = LocalDatabase.OpenFile(file, mustExist: false);
        using var runLock = local.Lock("load", context.Clock);
        try
        {
            return Read(context, "Loading", local, folder, options);
        }
        catch when (made.Contains(file))
        {
            // Not in the filter, which runs before the transaction is rolled back. A database of nothing would look like one without findings.
            // The lock is held, so no other load has come in between.
            if (local.IsEmpty())
            {
                local.Dispose();
                made.ForEach(File.Delete);
            }

            throw;
        }
    }

    private static IReadOnlyList<TableRows> Read(CommandContext context, string what, LocalDatabase database, string folder, CsvOptions options) => context.Output.Progress(what, progress =>
    {
        var load = new CsvLoad(database, options, progress) { Clock = context.Clock };
        try
        {
            return load.Load(folder);
        }
        finally
        {
            foreach (var remark in load.Remarks)
            {
                context.Output.Note(remark);
            }
        }
    });

    // Read into memory first: a fault in a file is found, and named by its line, before anything is changed on the server.
    private static IReadOnlyList<TableRows> IntoServer(CommandContext context, ServerDatabase server, string folder, CsvOptions options, (bool Replace, string? Confirmed) loss)
    {
        var test = new TestDatabase(server, context.Output.Note);
        var filled = test.Require(loss.Replace, loss.Confirmed);
        using var memory = LocalDatabase.OpenInMemory();
        var loaded = Read(context, "Reading", memory, folder, options);
        foreach (var remark in CsvLoad.Kept([.. filled.Except(loaded.Select(table => table.Table), StringComparer.OrdinalIgnoreCase)]))
        {
            context.Output.Note(remark);
        }

        return context.Output.Progress("Loading", progress =>
        {
            test.Replace(memory, [.. loaded.Select(table => table.Table)], progress);
            return loaded;
        });
    }

    private static int Show(Output output, string database, IReadOnlyList<TableRows> tables)
    {
        output.Show(
            () => new JsonObject
            {
                ["database"] = database,
                ["tables"] = TableRows.Json(tables),
            },
            () =>
            {
                output.Table(["Table", "Rows"], tables.Select(table => (IReadOnlyList<string>)[table.Table, InvariantText.Grouped(table.Rows)]), numbers: 1);
                output.Line($"Loaded {InvariantText.Grouped(tables.Sum(table => table.Rows))} rows into {database}.");
            });
        return ExitCode.Success;
    }
}

using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using SsdClr.Data;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;
using SsdClr.Local.SampleData;
using SsdClr.Local.SampleData.Sources;
using SsdClr.Local.Server;
using SsdClr.Payload.Reading;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr sample</c>: synthetic SSD data.</summary>
internal static class SampleCommand
{
    // Real records need the guards that made-up ones do without.
    private const string UntilLoad = "'ssdclr load' into this file sets it back.";

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var options = new SampleCommandOptions(context);
        var command = new ExampleCommand("sample", "Make synthetic SSD data: no record belongs to a real child.")
        {
            Remarks =
            [
                "A child has about 33 rows in all 51 tables, 14 of them in the 19 that payloads are made of. --tables flow writes those 19",
                "alone; the payloads are the same. Of 100 children about 60 belong to the cohort on the --as-of day.",
                "A database gets the settings that made-up children need (max_as_of_days, empty_tables). 'ssdclr load' takes them back.",
                "With --connection the database is a test database: its ssd_ tables are made where they are absent, and a database that",
                "holds rows is refused unless --replace. Its name and its rows are shown first. Where it has no schema csc, nothing shows",
                "whether children are submitted from it: --replace then needs --confirm-database with its name.",
                "Names with accents, quotes and other scripts are included, and faults as real systems have them (--mess).",
            ],
            Examples =
            [
                "ssdclr sample --children 1000 --seed 42 --database children.db",
                "ssdclr sample --children 1000 --seed 42 --csv extract",
                "ssdclr sample --children 200 --mess 0 --database clean.db",
                "ssdclr sample --children 50000 --tables flow --database large.db",
                "ssdclr sample --children 1000 --connection \"Server=TEST01;Database=SSD_Test;Integrated Security=true\"",
                "ssdclr sample --system liquid_logic --children 2000 --database liquid_logic.db",
                "ssdclr sample --system mosaic --children 2000 --connection \"Server=TEST01;Database=Mosaic_Test;Integrated Security=true\"",
            ],
        };
        options.AddTo(command, context);
        command.SetAction(parsed => options.System(parsed) is { } system ? MakeSource(context, options, parsed, system) : MakeDataset(context, options, parsed));
        return command;
    }

    private static int MakeSource(CommandContext context, SampleCommandOptions options, ParseResult parsed, SourceSystem system)
    {
        var sample = options.OfSource(parsed);
        var night = options.Night(parsed);
        var replace = options.Replaces(parsed);
        if (!options.Database.IsServer(parsed))
        {
            var file = options.Database.FileOf(parsed)!;
            return Show(context, sample, "database", file, IntoFile(context, sample, system, night, file, replace), (system, night));
        }

        using var server = options.Database.OpenServer(parsed, options.Database.Settings(parsed));
        return Show(context, sample, "database", server.Name, IntoServer(context, sample, system, night, server, replace), (system, night));
    }

    private static int MakeDataset(CommandContext context, SampleCommandOptions options, ParseResult parsed)
    {
        var sample = options.OfDataset(parsed);
        var replace = options.Replaces(parsed);
        if (options.Database.IsServer(parsed))
        {
            using var server = options.Database.OpenServer(parsed, options.Database.Settings(parsed));
            return Show(context, sample, "database", server.Name, IntoServer(context, sample, server, (replace, options.Confirmed(parsed))));
        }

        return options.Folder(parsed) is { } folder
            ? Show(context, sample, "csv", folder, IntoFolder(context, sample, folder, replace))
            : Show(context, sample, "database", options.Database.FileOf(parsed)!, IntoDatabase(context, sample, options.Database.FileOf(parsed)!, replace));
    }

    private static int Show(
        CommandContext context, SampleOptions options, string kind, string target, IReadOnlyList<TableRows> written, (SourceSystem System, int Night)? source = null)
    {
        var filled = options.Tables is SampleTables.All ? "all" : "flow";
        var document = source is { } made
            ? new JsonObject { [kind] = target, ["system"] = made.System.Name, ["children"] = options.Children, ["seed"] = options.Seed, ["night"] = made.Night }
            : new JsonObject { [kind] = target, ["children"] = options.Children, ["seed"] = options.Seed, ["mess"] = options.MessPercent, ["filled"] = filled };
        document["as_of"] = options.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        document["tables"] = TableRows.Json(written);
        var children = Counted.Of(options.Children, "synthetic child", "synthetic children") + (source is null ? string.Empty : $" as {source.Value.System.Name} holds them");
        var rows = written.Sum(table => table.Rows);
        var text = string.Create(CultureInfo.InvariantCulture, $"Wrote {children} ({rows:N0} rows in {written.Count} tables) to {target}, as of {options.AsOf:yyyy-MM-dd}.");
        context.Output.Show(() => document, () => context.Output.Line(text));
        return ExitCode.Success;
    }

    /// <summary>Made-up tables of a case-management system, in a file of their own.</summary>
    private static IReadOnlyList<TableRows> IntoFile(CommandContext context, SampleOptions options, SourceSystem system, int night, string file, bool replace)
    {
        var path = Path.GetFullPath(file);
        if (Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new CompanionException($"{file} is no name of a file in a folder that exists; give another with --database.");
        }

        if (!replace && File.Exists(path))
        {
            throw new CompanionException($"{file} is there already; give another file, or --replace to lose what is in it.");
        }

        if (File.Exists(path) && LocalDatabase.IsSubmissionFile(path))
        {
            throw new CompanionException($"{file} is the record of what was submitted from a database, which would be lost. Give another file with --database.");
        }

        File.Delete(path);
        using var connection = OpenSource(path);
        return Generate(context, options, system, night, connection);
    }

    private static IReadOnlyList<TableRows> IntoServer(CommandContext context, SampleOptions options, SourceSystem system, int night, ServerDatabase server, bool replace)
    {
        using var serverLock = server.Lock("sample", context.Clock);
        var test = new SourceDatabase(server, system);
        test.Require(replace);
        using var memory = OpenSource(":memory:");
        var written = Generate(context, options, system, night, memory);
        return context.Output.Progress("Copying", progress =>
        {
            test.Replace(memory, progress);
            return written;
        });
    }

    private static SqliteConnection OpenSource(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static IReadOnlyList<TableRows> Generate(CommandContext context, SampleOptions options, SourceSystem system, int night, SqliteConnection connection)
    {
        using var declarations = LocalDatabase.OpenInMemory();
        var writer = SourceWriter.Begin(connection, "main", system.Tables);
        using var output = new SourceOutput(declarations.SsdTables(), system, writer, night, expected: null);
        _ = Generate(context, options, output);
        return writer.Written;
    }

    private static IReadOnlyList<TableRows> IntoDatabase(CommandContext context, SampleOptions options, string file, bool replace)
    {
        using var local = LocalDatabase.OpenFile(file, mustExist: false);
        using var runLock = RunLock.Acquire(local.File!, "sample", context.Clock);
        if (!replace && !local.IsEmpty())
        {
            throw new CompanionException($"{file} already holds SSD data; give another file, or --replace to lose what is there.");
        }

        var written = IntoTables(context, options, local);
        AllowWhatIsEmpty(context, local, written);
        KeepDay(context, local, options.AsOf);
        return written;
    }

    // Few children fill few tables, and whoever made them knows that nothing is missing: the guard against a half-loaded SSD need not ask.
    private static void AllowWhatIsEmpty(CommandContext context, LocalDatabase local, IReadOnlyList<TableRows> written)
    {
        var empty = Empty(written);
        var allowed = local.Settings().List("empty_tables");
        if (empty.Except(allowed, StringComparer.Ordinal).Any())
        {
            LocalSettings.StoreForSample(local, "empty_tables", string.Join(';', allowed.Union(empty, StringComparer.Ordinal)), context.Clock.GetUtcNow().UtcDateTime);
            context.Output.Note($"So few children leave {Counted.Of(empty.Count, "table", "tables")} empty: setting empty_tables now names {(empty.Count == 1 ? "it" : "them")}. {UntilLoad}");
        }
    }

    private static List<string> Empty(IReadOnlyList<TableRows> written) => [.. ChildQuery.Tables.Where(table => !written.Any(rows => rows.Table == table && rows.Rows > 0))];

    // The guard on the run date is for records that move on with the days.
    private static void KeepDay(CommandContext context, LocalDatabase local, DateOnly asOf)
    {
        const string Guard = "max_as_of_days";
        var now = context.Clock.GetUtcNow().UtcDateTime;
        if (Math.Abs(DateOnly.FromDateTime(now).DayNumber - asOf.DayNumber) > local.Settings().WholeNumber(Guard))
        {
            LocalSettings.StoreForSample(local, Guard, "36500", now);
            context.Output.Note($"These children stand still at {asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}: setting {Guard} is now 36500, so that runs on that day pass. {UntilLoad}");
        }
    }

    private static IReadOnlyList<TableRows> IntoServer(CommandContext context, SampleOptions options, ServerDatabase server, (bool Replace, string? Confirmed) loss)
    {
        using var serverLock = server.Lock("sample", context.Clock);
        var test = new TestDatabase(server, context.Output.Note);
        _ = test.Require(loss.Replace, loss.Confirmed);
        using var memory = LocalDatabase.OpenInMemory();
        var written = IntoTables(context, options, memory);
        context.Output.Progress("Copying", progress =>
        {
            test.Replace(memory, [.. memory.SsdTables().Select(table => table.Name)], progress);
            return written;
        });
        if (Empty(written) is { Count: > 0 } empty)
        {
            // The database that submits may be another one, so the setting is not changed here.
            context.Output.Note($"So few children leave {Counted.Of(empty.Count, "table", "tables")} empty. In the database that submits, setting empty_tables must be: {string.Join(';', empty)}");
        }

        return written;
    }

    private static IReadOnlyList<TableRows> IntoTables(CommandContext context, SampleOptions options, LocalDatabase local)
    {
        using var output = SqliteSampleOutput.Begin(local, replace: true);
        return Generate(context, options, output);
    }

    private static IReadOnlyList<TableRows> IntoFolder(CommandContext context, SampleOptions options, string folder, bool replace)
    {
        if (File.Exists(folder))
        {
            throw new CompanionException($"{folder} is a file; --csv takes the name of a folder.");
        }

        if (!replace && Directory.Exists(folder) && Directory.EnumerateFiles(folder, "ssd_*.csv").Any())
        {
            throw new CompanionException($"{folder} already holds ssd_*.csv files; give another folder, or --replace to lose them.");
        }

        // The tables' declarations come from the schema that a database is made with.
        using var declarations = LocalDatabase.OpenInMemory();
        using var output = CsvSampleOutput.Begin(folder, declarations.SsdTables());
        return Generate(context, options, output);
    }

    private static IReadOnlyList<TableRows> Generate(CommandContext context, SampleOptions options, SampleOutput output)
    {
        context.Output.Progress("Making children", progress =>
        {
            new SampleGenerator(options).Write(output, progress);
            output.Complete();
            return options.Children;
        });
        return output.Written;
    }
}

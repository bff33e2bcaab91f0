using System.CommandLine;
using System.Text.Json.Nodes;
using SsdClr.Data;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;
using SsdClr.Payload.Building;
using SsdClr.Payload.DataQuality;
using SsdClr.Settings;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr unmapped</c>: the held values for which no code is found, as <c>csc.unmapped_values</c> shows them in SQL Server.</summary>
internal static class UnmappedCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var database = new DatabaseOptions(context, "The database to look through.");
        var sheets = new SheetOptions(context);
        var command = new ExampleCommand("unmapped", "List the values of coded columns that no code was found for, most frequent first.")
        {
            Remarks =
            [
                "A line holds rows, field, column and value. Such a value is left out of payloads. Correct it at its source, or give",
                "it a code with 'ssdclr code-map'. Nothing is written to the database.",
            ],
            Examples = ["ssdclr unmapped --database children.db", "ssdclr unmapped --database children.db --xlsx unmapped.xlsx", "ssdclr unmapped --connection \"Server=SQL01;Database=SSD;Integrated Security=true\""],
        };
        database.AddTo(command);
        sheets.AddTo(command);
        command.SetAction(parsed =>
        {
            var file = sheets.File(parsed, database);
            using var opened = database.Open(parsed);
            return Run(context.Output, opened, file);
        });
        return command;
    }

    private static int Run(Output output, CompanionDatabase database, SheetFile? file)
    {
        var values = UnmappedValues.Read(database.Connection, new PayloadSettings(database.ReadSettings()).SsdSchema, database.OwnCodes());
        if (file is not null)
        {
            var sheet = new Sheet("Values without a code", "Rows", "Field", "Column", "Held value");
            values.ForEach(value => sheet.Add(value.Rows, value.Field.Name.Text, value.Field.Source, value.HeldValue));
            output.Line(file.Write(sheet));
            return ExitCode.Success;
        }

        if (output.Json)
        {
            output.Document(JsonList.Of(values, value => new JsonObject
            {
                ["field"] = value.Field.Name.Text,
                ["source"] = value.Field.Source,
                ["held_value"] = value.HeldValue,
                ["row_count"] = value.Rows,
            }));
            return ExitCode.Success;
        }

        AlignedLines.Write(output.Results, [.. values.Select(value => (string[])[InvariantText.Grouped(value.Rows), value.Field.Name.Text, value.Field.Source, value.HeldValue])]);
        output.Line(values.Count == 0 ? "A code is found for every value." : $"Values without a code: {InvariantText.Grouped(values.Count)}, in {InvariantText.Grouped(values.Sum(value => value.Rows))} rows.");
        return ExitCode.Success;
    }
}

using System.CommandLine;
using SsdClr.Data;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;
using SsdClr.Payload.Building;
using SsdClr.Payload.DataQuality;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr unmapped</c>: the held values for which no code is found, as <c>csc.unmapped_values</c> shows them in SQL Server.</summary>
internal static class UnmappedCommand
{
    private static readonly Column<UnmappedValue>[] s_value =
    [
        new("field", "Field", value => value.Field.Name.Text),
        new("source", "Column", value => value.Field.Source),
        new("held_value", "Held value", value => value.HeldValue),
    ];

    private static readonly Column<UnmappedValue> s_rows = new("row_count", "Rows", value => value.Rows);

    private static readonly Listing<UnmappedValue> s_rowsFirst = new([s_rows, .. s_value]);

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
        var values = UnmappedValues.Read(database.Connection, new PayloadSettings(database.Settings()).SsdSchema, database.OwnCodes());
        output.Show(
            file,
            () => [s_rowsFirst.Sheet("Values without a code", values)],
            () => new Listing<UnmappedValue>([.. s_value, s_rows]).Json(values),
            () =>
            {
                s_rowsFirst.WriteLines(output.Results, values);
                output.Line(values.Count == 0 ? "A code is found for every value." : $"Values without a code: {InvariantText.Grouped(values.Count)}, in {InvariantText.Grouped(values.Sum(value => value.Rows))} rows.");
            });
        return ExitCode.Success;
    }
}

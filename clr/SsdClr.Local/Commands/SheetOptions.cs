using System.CommandLine;
using SsdClr.Local.Reports;

namespace SsdClr.Local.Commands;

/// <summary><c>--xlsx FILE</c> and <c>--csv FILE</c>: the result as a file for a spreadsheet program, and not on the terminal.</summary>
internal sealed class SheetOptions(CommandContext context)
{
    private readonly Option<string?> _workbook = new("--xlsx") { Description = "Write the rows into this Excel workbook instead; an older one is replaced.", HelpName = "FILE" };
    private readonly Option<string?> _csv = new("--csv") { Description = "Write the rows into this CSV file instead (UTF-8, for Excel); an older one is replaced.", HelpName = "FILE" };

    /// <summary>Adds them to a command, together with <c>--json</c>, of which they are the alternatives.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_workbook);
        command.Options.Add(_csv);
        command.Options.Add(context.Json);
        command.Validators.Add(result =>
        {
            Option[] given = [.. new Option[] { _workbook, _csv, context.Json }.Where(option => result.GetResult(option) is { Implicit: false })];
            if (given.Length > 1)
            {
                result.AddError($"Give only one of {string.Join(" and ", given.Select(option => option.Name))}.");
            }
        });
    }

    /// <summary>The file that was asked for; null for none.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="database">The database of the command.</param>
    /// <exception cref="CompanionException">There cannot be such a file.</exception>
    public SheetFile? File(ParseResult parsed, DatabaseOptions database) =>
        parsed.GetValue(_workbook) is { } workbook ? new SheetFile(database.Output(parsed, workbook), isWorkbook: true)
        : parsed.GetValue(_csv) is { } csv ? new SheetFile(database.Output(parsed, csv), isWorkbook: false)
        : null;
}

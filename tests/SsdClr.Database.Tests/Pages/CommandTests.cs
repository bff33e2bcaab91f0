#pragma warning disable MA0009 // The texts are our own, and a time limit would fail on a busy machine.
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using SsdClr.Build;
using SsdClr.Local.Commands;
using SsdClr.Local.Reports;

namespace SsdClr.Database.Tests.Pages;

/// <summary>Commands of the companion and of SsdClr.Build on pages, read by their own parsers.</summary>
[TestClass]
public sealed partial class CommandTests
{
    /// <summary>All commands.</summary>
    internal static RootCommand Root { get; } = CompanionCommandLine.Root(new CommandContext(
        new Output(TextWriter.Null, resultsAreTerminal: false, TextWriter.Null, messagesAreTerminal: false, colour: false, TimeProvider.System), TimeProvider.System, _ => null));

    [TestMethod]
    public void Every_command_of_a_code_block_is_understood() =>
        Assert.AreEqual(string.Empty, string.Join('\n', Page.All.SelectMany(page => page.CodeBlockLines.SelectMany(line => Faults(line, whole: true)).Select(fault => $"{page.Name}: {fault}"))));

    [TestMethod]
    public void Every_command_in_a_sentence_names_what_is_there() =>
        Assert.AreEqual(string.Empty, string.Join('\n', Page.All.SelectMany(page => page.InlineCode.SelectMany(code => Faults(code, whole: false)).Select(fault => $"{page.Name}: {fault}"))));

    [TestMethod]
    public void The_person_of_every_command_of_a_code_block_is_in_the_sample() =>
        Assert.AreEqual(string.Empty, string.Join('\n', Page.All.SelectMany(page => page.CodeBlockLines
            .Where(line => Beginning().IsMatch(line) && Person().Match(line) is { Success: true } person && person.Groups["id"].Value is not ("10000000" or "ID")).Select(line => $"{page.Name}: {line}"))));

    [TestMethod]
    [DataRow("ssdclr pay --database x.db", false)]
    [DataRow("ssdclr payloads --persons P1", false)]
    [DataRow("dotnet run --project clr/SsdClr.Local -- payloads --database x.db --as-of someday", true)]
    [DataRow("ssdclr run --confirm-deletions many --database x.db", true)]
    [DataRow("dotnet run --project deploy/SsdClr.Build -- bulid", true)]
    [DataRow("dotnet run --project deploy/SsdClr.Build -- extract --output x.sql", true)]
    [DataRow("SsdClr.Build export --cvs FILE", false)]
    public void Wrong_command_is_found(string line, bool whole) => Assert.AreNotEqual(string.Empty, string.Join('\n', Faults(line, whole)));

    [TestMethod]
    [DataRow("ssdclr receiver --takes-nulls", false)]
    [DataRow("ssdclr payloads --connection \"Server=SQL01;Database=SSD\" --as-of 2026-03-31", true)]
    [DataRow("ssdclr COMMAND --help", true)]
    public void Right_command_is_left_alone(string line, bool whole) => Assert.AreEqual(string.Empty, string.Join('\n', Faults(line, whole)));

    /// <summary>What the parser says against a line; nothing where it is no command of the companion.</summary>
    private static IEnumerable<string> Faults(string line, bool whole)
    {
        if (BuildBeginning().Match(line) is { Success: true } build)
        {
            return BuildFaults(line, line[build.Length..], whole);
        }

        if (Beginning().Match(line) is not { Success: true } beginning)
        {
            return [];
        }

        var arguments = CommandLineParser.SplitCommandLine(line[beginning.Length..]).TakeWhile(argument => argument is not ("#" or "|" or ">" or "&&")).ToList();
        if (arguments.Count == 0 || arguments[0] is "COMMAND" || arguments[0].StartsWith('-') || arguments.Contains("..."))
        {
            return [];
        }

        if (Root.Subcommands.FirstOrDefault(command => command.Name == arguments[0]) is not { } found)
        {
            return [$"there is no command {arguments[0]}: {line}"];
        }

        if (whole)
        {
            return Root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null }).Errors.Select(error => $"{error.Message}: {line}");
        }

        var names = found.Options.Concat(Root.Options).Select(option => option.Name).ToHashSet(StringComparer.Ordinal);
        return arguments.Select(argument => argument.Trim('[', ']', '(', ')')).Where(argument => argument.StartsWith("--", StringComparison.Ordinal) && !names.Contains(argument))
            .Select(argument => $"{found.Name} has no option {argument}: {line}");
    }

    // In a sentence an option may be left out, and none may be wrong.
    private static IEnumerable<string> BuildFaults(string line, string arguments, bool whole)
    {
        try
        {
            _ = BuildArguments.Parse(CommandLineParser.SplitCommandLine(arguments).TakeWhile(argument => argument is not ("#" or "|" or ">" or "&&")), "there is no such command of SsdClr.Build");
            return [];
        }
        catch (BuildException fault)
        {
            return whole || fault.Faults[0].Contains("no such", StringComparison.Ordinal) ? [$"{fault.Faults[0]}: {line}"] : [];
        }
    }

    [GeneratedRegex(@"^(\$ )?(SsdClr\.Build|dotnet run --project deploy/SsdClr\.Build( -p:BuildProjectReferences=false)? --) ", RegexOptions.ExplicitCapture)]
    private static partial Regex BuildBeginning();

    [GeneratedRegex(@" --person (?<id>\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Person();

    [GeneratedRegex(@"^(\$ )?(ssdclr|dotnet run --project clr/SsdClr\.Local --)( |$)", RegexOptions.ExplicitCapture)]
    private static partial Regex Beginning();
}

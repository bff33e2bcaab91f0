namespace SsdClr.Build;

/// <summary>A command line of SsdClr.Build, read: which command, and what stands behind its options.</summary>
internal sealed class BuildArguments
{
    private const string DiffCommand = "diff";

    /// <summary>The commands, each with the options that it takes besides --root, and the one that it cannot do without.</summary>
    private static readonly Dictionary<string, (string[] Options, string? Required)> s_commands = new(StringComparer.Ordinal)
    {
        ["generate"] = ([], null),
        ["check"] = ([], null),
        ["build"] = (["--output", "--signing-key"], null),
        ["publish"] = (["--output"], null),
        ["export"] = (["--csv"], "--csv"),
        ["import"] = (["--csv"], "--csv"),
        ["extract"] = (["--output", "--system", "--overrides", "--only", "--engine", "--check", "--connection"], "--system"),
        [DiffCommand] = ([], null),
        ["make-key"] = (["--output"], "--output"),
    };

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private BuildArguments(string command) => Command = command;

    /// <summary>The command.</summary>
    public string Command { get; }

    /// <summary>What stands behind the command and is no option: the two files of diff.</summary>
    public List<string> Files { get; } = [];

    /// <summary>True for extract --check.</summary>
    public bool IsCheck { get; private set; }

    /// <summary>What stands behind an option; null where it was not given.</summary>
    public string? this[string option] => _values.GetValueOrDefault(option);

    /// <summary>Reads a command line. Nothing is looked at but its words.</summary>
    /// <param name="arguments">Command and options.</param>
    /// <param name="usage">What to say where there is no such command.</param>
    /// <exception cref="BuildException">A command, an option or a value is missing, or there is no such one.</exception>
    public static BuildArguments Parse(IEnumerable<string> arguments, string usage)
    {
        var words = new Queue<string>(arguments);
        if (!words.TryDequeue(out var command) || !s_commands.TryGetValue(command, out var known))
        {
            throw new BuildException(usage);
        }

        var parsed = new BuildArguments(command);
        if (command == DiffCommand)
        {
            parsed.Files.AddRange(words);
            return parsed.Files.Count == 2 ? parsed : throw Wrong("diff: name two files that export wrote.");
        }

        while (words.TryDequeue(out var option))
        {
            if (option != "--root" && !known.Options.Contains(option, StringComparer.Ordinal))
            {
                throw Wrong($"{option}: {command} has no such option.");
            }

            if (option == "--check")
            {
                parsed.IsCheck = true;
                continue;
            }

            parsed._values[option] = words.TryDequeue(out var value) ? value : throw Wrong($"{option}: name a {KindOf(option, command)} after it.");
        }

        if (known.Required is { } required && parsed[required] is null)
        {
            throw Wrong($"{command}: name the {KindOf(required, command)} with {required}.");
        }

        if (command == "extract" && !parsed.IsCheck && parsed["--output"] is null)
        {
            throw Wrong("extract: name the file with --output.");
        }

        return parsed;
    }

    /// <summary>A fault of the command line, and where to read on.</summary>
    public static BuildException Wrong(string fault) => new([fault, "SsdClr.Build --help lists the commands and their options."]);

    private static string KindOf(string option, string command) => option switch
    {
        "--system" => "system",
        "--only" => "grade",
        "--engine" => "engine",
        "--connection" => "connection string",
        "--csv" or "--overrides" or "--signing-key" => "file",
        _ => option == "--output" && command is "extract" or "make-key" ? "file" : "folder",
    };
}

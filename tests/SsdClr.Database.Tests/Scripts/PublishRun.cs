using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell.Commands;

namespace SsdClr.Database.Tests.Scripts;

/// <summary>
/// Runs Publish.ps1 in PowerShell, in constrained language, with nothing but the cmdlets that it is known to need. Stand-ins for sqlcmd and SqlPackage, which
/// are programs of their own, note each call.
/// </summary>
internal sealed class PublishRun : IDisposable
{
    /// <summary>Notes its name and arguments, keeps the file after -i, and fails where it is told to.</summary>
    private const string StandIn = """
        #!/bin/sh
        folder=$(dirname "$0")
        number=$(($(ls "$folder/calls" | wc -l) + 1))
        printf '%s\n' "$(basename "$0")" "$@" > "$folder/calls/$number"
        while [ $# -gt 0 ]; do
          if [ "$1" = -i ]; then cp "$2" "$folder/sent/$number"; fi
          shift
        done
        if [ -e "$folder/fails-$number" ]; then exit 7; fi
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("ssdclr-publish-").FullName;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    public PublishRun()
    {
        foreach (var name in new[] { "Publish.ps1", "trust.sql", "agent-job.sql" })
        {
            File.Copy(Path.Combine(CheckedOut.Repository.Deploy, name), FileNamed(name));
        }

        File.WriteAllText(FileNamed("SsdClr.dacpac"), string.Empty);
        File.WriteAllText(FileNamed("SsdClr.payload-only.dacpac"), string.Empty);
        Directory.CreateDirectory(Path.Combine(Tools, "calls"));
        Directory.CreateDirectory(Path.Combine(Tools, "sent"));
        foreach (var name in new[] { "sqlcmd", "SqlPackage" })
        {
            File.WriteAllText(Path.Combine(Tools, name), StandIn.ReplaceLineEndings("\n"));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(Path.Combine(Tools, name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        Environment.SetEnvironmentVariable("PATH", Tools + Path.PathSeparator + _path);
    }

    /// <summary>The cmdlets that the script may call.</summary>
    public static IReadOnlyDictionary<string, Type> Cmdlets { get; } = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["Get-Content"] = typeof(GetContentCommand),
        ["Get-Item"] = typeof(GetItemCommand),
        ["Join-Path"] = typeof(JoinPathCommand),
        ["New-TemporaryFile"] = typeof(NewTemporaryFileCommand),
        ["Remove-Item"] = typeof(RemoveItemCommand),
        ["Select-Object"] = typeof(SelectObjectCommand),
        ["Set-Content"] = typeof(SetContentCommand),
        ["Sort-Object"] = typeof(SortObjectCommand),
        ["Test-Path"] = typeof(TestPathCommand),
        ["Write-Host"] = typeof(WriteHostCommand),
        ["Write-Output"] = typeof(WriteOutputCommand),
    };

    /// <summary>Lines that the script printed, those of its steps first.</summary>
    public IReadOnlyList<string> Printed { get; private set; } = [];

    /// <summary>What it ended with.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Name and arguments of each call, in order, the file after -i aside.</summary>
    public IReadOnlyList<string> Calls =>
    [
        .. Numbers.Select(number => File.ReadAllLines(Path.Combine(Tools, "calls", number)))
            .Select(lines => string.Join('|', lines[0] == "sqlcmd" ? lines[..^1] : lines)),
    ];

    /// <summary>What a call of sqlcmd was given to run.</summary>
    public string Sent(int call) => File.ReadAllText(Path.Combine(Tools, "sent", Numbers[call]));

    /// <summary>Files that calls were given and that are still there.</summary>
    public IEnumerable<string> LeftOver => Numbers.Select(number => File.ReadAllLines(Path.Combine(Tools, "calls", number))).Where(lines => lines[0] == "sqlcmd").Select(lines => lines[^1]).Where(File.Exists);

    /// <summary>A file beside the script.</summary>
    public string FileNamed(string name) => Path.Combine(_folder, name);

    /// <summary>Makes one call fail.</summary>
    public void Fail(int call) => File.WriteAllText(Path.Combine(Tools, "fails-" + call.ToString(CultureInfo.InvariantCulture)), string.Empty);

    /// <summary>Runs the script with parameters; a switch has the value true.</summary>
    public void Run(IDictionary parameters)
    {
        var state = InitialSessionState.CreateDefault2();
        foreach (var (name, type) in Cmdlets)
        {
            state.Commands.Add(new SessionStateCmdletEntry(name, type, null));
        }

        state.LanguageMode = PSLanguageMode.ConstrainedLanguage;
        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        var output = shell.AddCommand(FileNamed("Publish.ps1")).AddParameters(parameters).Invoke();

        Assert.IsEmpty(shell.Streams.Error);
        Printed = [.. shell.Streams.Information.Select(line => line.ToString()), .. output.Select(line => line.BaseObject.ToString()!)];
        ExitCode = runspace.SessionStateProxy.GetVariable("LASTEXITCODE") is int code ? code : 0;
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Directory.Delete(_folder, recursive: true);
    }

    private string Tools => Path.Combine(_folder, "tools");

    private string[] Numbers => [.. Directory.EnumerateFiles(Path.Combine(Tools, "calls")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}

using System.CommandLine;
using System.CommandLine.Invocation;
using SsdClr.Local.Reports;

namespace SsdClr.Local.Commands;

/// <summary>Prints the version of this program rather than that of whatever process hosts it.</summary>
internal sealed class VersionAction(Output output) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        output.Line(CompanionCommandLine.Version);
        return ExitCode.Success;
    }
}

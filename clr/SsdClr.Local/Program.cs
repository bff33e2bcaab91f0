using System.Globalization;
using System.Runtime.InteropServices;
using SsdClr.Local.Commands;

// The same output on every machine, whatever language it speaks.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
var context = CommandContext.ForTerminal();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
{
    if (context.WhenStopped is { } words)
    {
        // A database stays as after any end of a process; a file that is being written is deleted on the way out.
        signal.Cancel = true;
        context.Output.Error(words);
        Environment.Exit(ExitCode.Interrupted);
    }
});
return await CompanionCommandLine.RunAsync(args, context).ConfigureAwait(false);

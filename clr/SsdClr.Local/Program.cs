using System.Globalization;
using SsdClr.Local.Commands;

// The same output on every machine, whatever language it speaks.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
return await CompanionCommandLine.RunAsync(args, CommandContext.ForTerminal()).ConfigureAwait(false);

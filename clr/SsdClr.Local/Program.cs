using SsdClr.Local.Commands;

return await CompanionCommandLine.RunAsync(args, CommandContext.ForTerminal()).ConfigureAwait(false);

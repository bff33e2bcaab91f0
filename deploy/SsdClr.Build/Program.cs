using SsdClr.Build;

return new BuildCommand(Console.Out, Console.Error, Environment.CurrentDirectory).Run(args);

using SsdClr.Simulation;

if (SimulationOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(SimulationOptions.Usage);
    return 2;
}

return options.Replay is { } seed ? SimulationProgram.Replay(seed) : SimulationProgram.Play(options);

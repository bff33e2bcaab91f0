using SQLitePCL;
using SsdClr.Simulation;

if (SimulationOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(SimulationOptions.Usage);
    return 2;
}

// SQLite counts its memory under one lock for the whole process, which the workers would wait for at every allocation.
Batteries_V2.Init();
_ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);

return options.Replay is { } seed ? SimulationProgram.Replay(seed) : SimulationProgram.Play(options);

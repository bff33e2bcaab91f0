using System.Globalization;
using SsdClr.Chaos;

ChaosOptions options;
try
{
    options = ChaosOptions.Parse(args);
}
catch (FormatException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}

var started = TimeProvider.System.GetTimestamp();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{options.Kills:N0} kills, seed {options.Seed}, {options.Children:N0} children"));
var report = await ChaosRun.RunAsync(options, Console.WriteLine);
foreach (var line in report.Lines())
{
    Console.WriteLine(line);
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Took {TimeProvider.System.GetElapsedTime(started):hh\\:mm\\:ss}"));
return report.IsClean ? 0 : 1;

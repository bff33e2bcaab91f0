using System.Globalization;
using SsdClr.Hostile;

HostileOptions options;
try
{
    options = HostileOptions.Parse(args);
}
catch (FormatException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}

var started = TimeProvider.System.GetTimestamp();
var wrong = 0;
foreach (var group in Catalogue.All.Chunk(8))
{
    var made = await Task.WhenAll(group.Select(HostileRun.PlayAsync));
    foreach (var (behaviour, result) in group.Zip(made).Where(pair => pair.First.Expected != pair.Second))
    {
        wrong++;
        Console.WriteLine($"{behaviour.Place}, {behaviour.Name}: expected {behaviour.Expected}, got {result}");
    }
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Catalogue.All.Count:N0} behaviours, {wrong} with another outcome than expected"));
foreach (var (result, count) in await MutatedAnswers.PlayAsync(options.Seed, options.Mutations))
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,7:N0} mutated answers: {result}"));
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Took {TimeProvider.System.GetElapsedTime(started):hh\\:mm\\:ss}"));
return wrong == 0 ? 0 : 1;

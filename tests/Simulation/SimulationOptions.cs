using System.Globalization;

namespace SsdClr.Simulation;

/// <summary>What the program is asked for.</summary>
/// <param name="Schedules">Histories to play.</param>
/// <param name="Seed">The seed of the first; the others follow it.</param>
/// <param name="Replay">The seed of the one history to play and tell; null for none.</param>
/// <param name="HasScenarios">The fixed scenarios are played first.</param>
internal sealed record SimulationOptions(long Schedules, long Seed, long? Replay, bool HasScenarios)
{
    /// <summary>How it is called.</summary>
    internal const string Usage =
        """
        Plays random histories of the product in a simulated world: faults of the receiver, changes of SSD, kills, other settings.

          --schedules N   histories to play (default 10000)
          --seed N        seed of the first; the others follow it (default 1)
          --replay N      play the history of one seed and tell what happens
          --scenarios N   0: leave out the fixed scenarios (default 1)

        Before the histories every write, commit and send of a run is interrupted in each fixed scenario. Exit code 1: an invariant does not hold.
        """;

    /// <summary>Reads the arguments; null where they are none of these.</summary>
    internal static SimulationOptions? Parse(string[] arguments)
    {
        var options = new SimulationOptions(Schedules: 10000, Seed: 1, Replay: null, HasScenarios: true);
        for (var index = 0; index < arguments.Length; index += 2)
        {
            if (index + 1 == arguments.Length || !long.TryParse(arguments[index + 1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            switch (arguments[index])
            {
                case "--schedules":
                    options = options with { Schedules = number };
                    break;
                case "--seed":
                    options = options with { Seed = number };
                    break;
                case "--replay":
                    options = options with { Replay = number };
                    break;
                case "--scenarios":
                    options = options with { HasScenarios = number != 0 };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}

using System.Globalization;

namespace SsdClr.Chaos;

/// <summary>How much chaos.</summary>
/// <param name="Kills">How often the program is killed at work.</param>
/// <param name="Seed">Draws moments of killing, faults, and changes of rows. Processes are scheduled by the machine: a seed makes a run alike, not the same.</param>
/// <param name="Children">Children in the database.</param>
internal sealed record ChaosOptions(int Kills, int Seed, int Children)
{
    /// <summary>How likely a request meets a fault while there are faults.</summary>
    public const double FaultChance = 0.2;

    /// <summary>Reads a command line.</summary>
    /// <exception cref="FormatException">It is not understood.</exception>
    public static ChaosOptions Parse(string[] arguments)
    {
        var options = new ChaosOptions(Kills: 1000, Seed: 1, Children: 200);
        for (var index = 0; index < arguments.Length; index += 2)
        {
            if (index + 1 == arguments.Length || !int.TryParse(arguments[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                throw new FormatException("Usage: dotnet run --project tests/Chaos -c Release -- --kills 1000 --seed 1 --children 200");
            }

            options = arguments[index] switch
            {
                "--kills" when number > 0 => options with { Kills = number },
                "--seed" => options with { Seed = number },
                "--children" when number >= 50 => options with { Children = number },
                var name => throw new FormatException($"{name} {number} is not understood: --kills from 1, --seed from 0, --children from 50."),
            };
        }

        return options;
    }
}

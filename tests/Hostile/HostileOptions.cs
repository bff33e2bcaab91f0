using System.Globalization;

namespace SsdClr.Hostile;

/// <summary>What the command is given.</summary>
/// <param name="Mutations">How many mutated answers.</param>
/// <param name="Seed">The first of their seeds.</param>
internal sealed record HostileOptions(int Mutations, int Seed)
{
    private const string Usage = "Usage: [--mutations N] [--seed N]";

    /// <summary>Reads a command line.</summary>
    /// <exception cref="FormatException">It cannot be understood.</exception>
    internal static HostileOptions Parse(string[] args)
    {
        var options = new HostileOptions(Mutations: 10000, Seed: 1);
        if (args.Length % 2 != 0)
        {
            throw new FormatException(Usage);
        }

        for (var index = 0; index < args.Length; index += 2)
        {
            if (!int.TryParse(args[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                throw new FormatException(Usage);
            }

            options = args[index] switch
            {
                "--mutations" => options with { Mutations = number },
                "--seed" => options with { Seed = number },
                _ => throw new FormatException(Usage),
            };
        }

        return options;
    }
}

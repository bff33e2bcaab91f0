using System.CommandLine;
using System.Globalization;

namespace SsdClr.Local.Commands;

/// <summary>Options of the kinds that several commands have, each refusing a bad value in one line that names the option.</summary>
internal static class CommandOptions
{
    /// <summary><c>--database FILE</c>.</summary>
    public static Option<string?> Database(string description, bool required) =>
        new("--database") { Description = description, HelpName = "FILE", Required = required };

    /// <summary>A whole number within limits, both included.</summary>
    public static Option<int> Number(string name, string description, string helpName, int least, int most, int byDefault) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => byDefault,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a whole number from {least} to {most}."));
            return byDefault;
        },
    };

    /// <summary>One of a few words, in letters of either case. It gives the word, so that help shows a default as a person types it; <see cref="Chosen"/> gives what is meant.</summary>
    public static Option<string> Choice<TChoice>(string name, string description, TChoice byDefault)
        where TChoice : struct, Enum
    {
        string[] words = [.. Enum.GetValues<TChoice>().Select(Word)];
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => Word(byDefault),
            CustomParser = result =>
            {
                var word = result.Tokens[0].Value.ToLowerInvariant();
                if (words.Contains(word, StringComparer.Ordinal))
                {
                    return word;
                }

                result.AddError($"{name} takes {string.Join(" or ", words)}.");
                return Word(byDefault);
            },
        };
        option.CompletionSources.Clear();
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>The name that a person repeats before rows on a server are lost that nothing else protects.</summary>
    public static Option<string?> ConfirmDatabase() => new("--confirm-database")
    {
        Description = "With --connection and --replace, where the database has no schema csc: its name once more, to confirm that it is a test database.",
        HelpName = "NAME",
    };

    /// <summary>What a word of <see cref="Choice"/> means.</summary>
    public static TChoice Chosen<TChoice>(string word)
        where TChoice : struct, Enum => Enum.Parse<TChoice>(word, ignoreCase: true);

    private static string Word<TChoice>(TChoice choice)
        where TChoice : struct, Enum => choice.ToString().ToLowerInvariant();

    /// <summary>A day as YYYY-MM-DD; null when not given, <paramref name="byDefault"/> (shown in help) then being the command's to apply.</summary>
    public static Option<DateOnly?> Date(string name, string description, DateOnly? byDefault) => new(name)
    {
        Description = byDefault is { } day ? $"{description} [default: {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}]" : description,
        HelpName = "YYYY-MM-DD",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) && value.Year is >= 1950 and <= 2150)
            {
                return value;
            }

            result.AddError($"{name} takes a date as YYYY-MM-DD, from 1950 to 2150.");
            return null;
        },
    };
}

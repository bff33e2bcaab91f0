namespace SsdClr.Local.SampleData;

/// <summary>The faults that real extracts show, at a rate set once for the sample, and the chance they are drawn from.</summary>
/// <param name="options">What determines the sample.</param>
internal sealed class SampleMess(SampleOptions options)
{
    /// <summary>Chance.</summary>
    public SampleRandom Random { get; } = new(options.Seed);

    /// <summary>True as often as the rate says, times <paramref name="share"/> for faults that are rarer in life.</summary>
    public bool Strikes(double share = 1) => Random.Chance(options.MessPercent * share);

    /// <summary>A code, now and then in lower case, with blanks around it, with its meaning appended, outside its list, a word for NULL, blank or NULL.</summary>
    /// <param name="code">The good code.</param>
    /// <param name="longest">What the column takes, in UTF-16 units.</param>
    public string? Code(string code, int longest = 48)
    {
        if (!Strikes())
        {
            return code;
        }

        var messy = Random.Between(0, 9) switch
        {
            0 => code.ToLowerInvariant(),
            1 => code + "  ",
            2 => " " + code,
            3 => code + " - as described",
            4 => code + "\t",
            5 => "ZZZZ",
            6 => string.Empty,
            7 => "   ",
            8 => "NULL",
            _ => null,
        };
        return messy?.Length > longest ? messy[..longest] : messy;
    }

    /// <summary>The key of another row, now and then of one that is nowhere, one that stands for none, or NULL.</summary>
    public string? Reference(string? key) => key is not null && Strikes(0.1) ? Random.Pick<string?>([null, "GONE" + Random.Digits(6), "-1"]) : key;

    /// <summary>An end, now and then before its start.</summary>
    public DateTime? End(DateTime start, DateTime? end) => end is not null && Strikes(0.2) ? start.AddDays(-Random.Between(1, 30)) : end;

    /// <summary>A date, now and then Excel's day zero, far in the future, or NULL.</summary>
    public DateTime? Date(DateTime? date) => date is null || !Strikes(0.2)
        ? date
        : Random.Between(0, 2) switch
        {
            0 => new DateTime(1899, 12, 30),
            1 => date.Value.AddYears(10),
            _ => null,
        };
}

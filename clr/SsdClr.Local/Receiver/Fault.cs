using System.Globalization;
using System.Text;

namespace SsdClr.Local.Receiver;

/// <summary>
/// A fault that the receiver is to commit, as people write it: a kind and further words, separated by commas.
/// <code>
/// 503                        429,retry-after=5,times=3     429,retry-after=date+5
/// slow=10                    hang-before   hang-after      cut-before   cut-after
/// wrong-count  no-content    garbage                       gzip
/// expired-token              refused-token                 503,at=token
/// too-large=20000            wrong-certificate             307
/// refused-child=10000000
/// </code>
/// </summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Place">Where it is met.</param>
internal sealed record Fault(FaultKind Kind, FaultPlace Place)
{
    /// <summary>The words of the kinds, <see cref="FaultKind.Status"/> apart: a number stands for that.</summary>
    private static readonly Dictionary<string, FaultKind> s_kinds = Enum.GetValues<FaultKind>()
        .Where(kind => kind != FaultKind.Status)
        .ToDictionary(Word, StringComparer.Ordinal);

    /// <summary>A sentence that says what can be written.</summary>
    public static string Grammar { get; } =
        $"a status (300 to 599) or one of {string.Join(", ", s_kinds.Keys.Order(StringComparer.Ordinal).Select(WithValue))}, "
        + "then, each after a comma: times=N, at=token, and for a status retry-after=SECONDS or retry-after=date+SECONDS";

    /// <summary>Every kind once, for a receiver that is to commit whatever can happen; but for <see cref="FaultKind.RefusedChild"/>, which has to know the child.</summary>
    public static IReadOnlyList<Fault> Everything { get; } =
    [
        .. "400 403 404 408 413 429,retry-after=1 429,retry-after=date+1 500 502 503,retry-after=1 504 307 slow=1 hang-before hang-after cut-before cut-after wrong-count no-content garbage expired-token gzip too-large=20000 wrong-certificate refused-token 503,at=token slow=1,at=token hang-before,at=token cut-before,at=token garbage,at=token"
            .Split(' ').Select(Parse),
    ];

    /// <summary>300 to 599, of <see cref="FaultKind.Status"/>; otherwise 0.</summary>
    public int Status { get; init; }

    /// <summary>Seconds of <see cref="FaultKind.Slow"/>, bytes of <see cref="FaultKind.TooLarge"/>; otherwise 0.</summary>
    public int Amount { get; init; }

    /// <summary>The <c>la_child_id</c> of <see cref="FaultKind.RefusedChild"/>; otherwise null.</summary>
    public string? LaChildId { get; init; }

    /// <summary>Seconds for the Retry-After header; null for none.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Whether the header says it as a date.</summary>
    public bool IsRetryAfterDate { get; init; }

    /// <summary>How often it is met; null for always.</summary>
    public int? Times { get; init; }

    /// <summary>Reads a fault.</summary>
    /// <exception cref="FormatException">It is none; the message says what can be written.</exception>
    public static Fault Parse(string text)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries);
        var fault = ParseKind(words[0]) ?? throw Refuse(text);
        foreach (var word in words.Skip(1))
        {
            fault = Refine(fault, word) ?? throw Refuse(text);
        }

        return fault;
    }

    /// <summary>As it can be parsed again.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Kind == FaultKind.Status ? Text(Status) : Word(Kind));
        if (TakesAmount(Kind))
        {
            text.Append('=').Append(LaChildId ?? Text(Amount));
        }

        if (RetryAfter is { } seconds)
        {
            text.Append(",retry-after=").Append(IsRetryAfterDate ? "date+" : string.Empty).Append(Text(seconds));
        }

        if (Place == FaultPlace.Token && Kind != FaultKind.RefusedToken)
        {
            text.Append(",at=token");
        }

        if (Times is { } times)
        {
            text.Append(",times=").Append(Text(times));
        }

        return text.ToString();
    }

    private static Fault? ParseKind(string word)
    {
        if (Number(word) is { } status)
        {
            return status is >= 300 and <= 599 ? new Fault(FaultKind.Status, FaultPlace.Children) { Status = status } : null;
        }

        var parts = word.Split('=', 2);
        if (!s_kinds.TryGetValue(parts[0], out var kind) || TakesAmount(kind) != (parts.Length == 2))
        {
            return null;
        }

        var place = kind switch
        {
            FaultKind.RefusedToken => FaultPlace.Token,
            FaultKind.WrongCertificate => FaultPlace.Connection,
            _ => FaultPlace.Children,
        };
        return parts.Length == 1 ? new Fault(kind, place)
            : kind == FaultKind.RefusedChild ? parts[1].Length > 0 ? new Fault(kind, place) { LaChildId = parts[1] } : null
            : Number(parts[1]) is { } amount ? new Fault(kind, place) { Amount = amount }
            : null;
    }

    private static Fault? Refine(Fault fault, string word) => word.Split('=', 2) switch
    {
        ["times", var value] when Number(value) is { } times and > 0 => fault with { Times = times },
        ["at", "token"] when fault.Kind is FaultKind.Status or FaultKind.Slow or FaultKind.HangBefore or FaultKind.HangAfter or FaultKind.CutBefore
            or FaultKind.CutAfter or FaultKind.NoContent or FaultKind.Garbage or FaultKind.Gzip => fault with { Place = FaultPlace.Token },
        ["retry-after", var value] when fault.Kind == FaultKind.Status => value.StartsWith("date+", StringComparison.Ordinal)
            ? Number(value["date+".Length..]) is { } later ? fault with { RetryAfter = later, IsRetryAfterDate = true } : null
            : Number(value) is { } seconds ? fault with { RetryAfter = seconds } : null,
        _ => null,
    };

    private static FormatException Refuse(string text) => new($"'{text}' is no fault. A fault is {Grammar}.");

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool TakesAmount(FaultKind kind) => kind is FaultKind.Slow or FaultKind.TooLarge or FaultKind.RefusedChild;

    private static string WithValue(string word) => s_kinds[word] switch
    {
        FaultKind.Slow => word + "=SECONDS",
        FaultKind.TooLarge => word + "=BYTES",
        FaultKind.RefusedChild => word + "=LA_CHILD_ID",
        _ => word,
    };

    /// <summary>HangBefore is written hang-before.</summary>
    private static string Word(FaultKind kind) =>
        string.Concat(kind.ToString().Select((letter, index) => char.IsAsciiLetterUpper(letter) && index > 0 ? "-" + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

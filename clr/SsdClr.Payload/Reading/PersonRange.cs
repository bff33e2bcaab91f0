namespace SsdClr.Payload.Reading;

/// <summary>
/// Persons to read at a time: (<see cref="After"/>, <see cref="UpTo"/>] in the order of ssd_person's own collation, open at
/// an end that is null. Ranges that follow one another leave nobody out.
/// </summary>
internal sealed class PersonRange
{
    internal PersonRange(string? after, string? upTo)
    {
        After = after;
        UpTo = upTo;
    }

    private PersonRange(string onlyPerson) => OnlyPerson = onlyPerson;

    /// <summary>The person before the first of the range; null: from the beginning.</summary>
    internal string? After { get; }

    /// <summary>The last person of the range; null: to the end.</summary>
    internal string? UpTo { get; }

    /// <summary>The one person to read; null: all within the bounds.</summary>
    internal string? OnlyPerson { get; }

    /// <summary>One person, wherever that one sorts.</summary>
    internal static PersonRange Of(string personId) => new(personId);
}

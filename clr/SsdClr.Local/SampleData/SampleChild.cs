using System.Globalization;

namespace SsdClr.Local.SampleData;

/// <summary>One sample child while its rows are made: who it is, its story, and the sources of chance.</summary>
/// <param name="Number">The child's number, from 0: everything about the child follows from it and the seed.</param>
/// <param name="Profile">What the child's story is about.</param>
/// <param name="Output">Where rows go.</param>
/// <param name="Mess">Faults and chance, seeded for this child.</param>
/// <param name="Options">What determines the sample.</param>
/// <param name="Authority">Those who work with children.</param>
internal sealed record SampleChild(long Number, SampleProfile Profile, SampleOutput Output, SampleMess Mess, SampleOptions Options, SampleAuthority Authority)
{
    /// <summary><c>pers_person_id</c>.</summary>
    public string PersonId { get; } = DrawPersonId(Number, Mess);

    /// <summary><c>pers_legacy_id</c>; null when the authority never changed its system.</summary>
    public string? LegacyId { get; } = Mess.Random.Chance(70) ? DrawLegacyId(Number, Mess) : null;

    /// <summary>Date of birth; null for the unborn and where it was never recorded.</summary>
    public DateTime? Born { get; } = Profile.Months is { } age ? Mess.Random.Day(Options.Day.AddMonths(-age.Oldest), Options.Day.AddMonths(-age.Youngest)) : null;

    /// <summary>Expected date of birth, for the unborn.</summary>
    public DateTime? ExpectedBirth { get; } = Profile == SampleProfile.Unborn ? Options.Day.AddDays(Mess.Random.Between(3, 150)) : null;

    /// <summary>Date of death.</summary>
    public DateTime? Died { get; } = Profile == SampleProfile.Deceased ? Options.Day.AddDays(-Mess.Random.Between(1, 50)) : null;

    /// <summary>Chance, seeded for this child.</summary>
    public SampleRandom Random => Mess.Random;

    /// <summary>The rows so far.</summary>
    public SampleHistory History { get; } = new();

    /// <summary>The person id of a mother who is herself a child of the sample; null where there is none.</summary>
    public string? MotherId { get; set; }

    /// <summary>The first day on which anything can have been recorded; for the unborn some months before the birth, and before the sample's day.</summary>
    public DateTime FirstDay => Born ?? (ExpectedBirth is { } expected ? Options.Day.AddDays(Math.Min((expected - Options.Day).Days - 200, -70)) : Options.Day.AddYears(-8));

    /// <summary>The child's life as far as the sample goes.</summary>
    public SampleSpan Life => new(this, On: null, FirstDay, End: null, Died ?? Options.Day);

    /// <summary>The age in whole years on the sample's day; 0 when not born.</summary>
    public int Age => AgeOn(Options.Day);

    /// <summary>The plain id of another child, for records that point at the wrong one.</summary>
    public string OtherPersonId => PlainId(Number == 0 ? 1 : Number - 1);

    /// <summary>The age in whole years on a day; 0 when not born.</summary>
    public int AgeOn(DateTime day) => Born is { } born ? (int)((day - born).TotalDays / 365.25) : 0;

    /// <summary>The id of a record of a kind and number; now and then longer than the receiver takes, or with a character it refuses.</summary>
    public string RecordId(string prefix, int record)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{prefix}{Number:D8}{record:D3}");
        return Mess.Strikes(0.02) ? id + Random.Pick<string>(["/1", " b", "-kept-from-the-former-system"]) : id;
    }

    /// <summary>The person id to write on a child record: this child's, or now and then another's.</summary>
    public string Owner() => Mess.Strikes(0.05) ? OtherPersonId : PersonId;

    /// <summary>Now and then a time of day comes with a date, as systems that record moments have it.</summary>
    public DateTime Moment(DateTime day) => Random.Chance(8) ? day.AddMinutes(Random.Between(1, 1439)) : day;

    // The id of a child whose number is known, unless mess changed it.
    private static string PlainId(long number) => (10_000_000 + number).ToString(CultureInfo.InvariantCulture);

    private static string LegacyOf(long number) => string.Create(CultureInfo.InvariantCulture, $"L{number:D7}");

    private static string DrawPersonId(long number, SampleMess mess)
    {
        var plain = PlainId(number);
        return mess.Strikes(0.1)
            ? mess.Random.Pick<string>(["0x" + number.ToString("X8", CultureInfo.InvariantCulture), $"child-with-an-id-too-long-{plain}-migrated", "CH/" + plain, "p_" + plain])
            : plain;
    }

    private static string DrawLegacyId(long number, SampleMess mess) =>
        mess.Strikes(0.3) ? mess.Random.Pick<string>([string.Empty, "   ", "-1", LegacyOf(Math.Max(0, number - 1))]) : LegacyOf(number);
}

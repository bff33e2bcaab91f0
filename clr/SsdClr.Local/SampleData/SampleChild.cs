using System.Globalization;

namespace SsdClr.Local.SampleData;

/// <summary>One sample child while its rows are written: who it is, its story, and the sources of chance.</summary>
internal sealed class SampleChild
{
    private int _lastId;

    /// <summary>Draws the child of a number.</summary>
    public SampleChild(long number, SampleProfile profile, SampleOutput output, SampleRandom random, SampleMess mess, SampleCalendar calendar, SampleProfessionals professionals)
    {
        Number = number;
        Profile = profile;
        Output = output;
        Random = random;
        Mess = mess;
        Calendar = calendar;
        Professionals = professionals;
        PersonId = DrawPersonId();
        LegacyId = random.Chance(70) ? DrawLegacyId() : null;
        Born = DrawBirth();
        ExpectedBirth = Born is null && profile is SampleProfile.Unborn ? calendar.AsOf.AddDays(random.Between(3, 150)) : null;
    }

    private SampleChild(SampleChild same, SampleRandom random, SampleMess mess)
    {
        Number = same.Number;
        Profile = same.Profile;
        Output = same.Output;
        Random = random;
        Mess = mess;
        Calendar = same.Calendar;
        Professionals = same.Professionals;
        PersonId = same.PersonId;
        LegacyId = same.LegacyId;
        Born = same.Born;
        ExpectedBirth = same.ExpectedBirth;
    }

    /// <summary>The child's number, from 0: everything about the child follows from it and the seed.</summary>
    public long Number { get; }

    /// <summary>What the child's story is about.</summary>
    public SampleProfile Profile { get; }

    /// <summary>Where rows go.</summary>
    public SampleOutput Output { get; }

    /// <summary>Chance, seeded for this child.</summary>
    public SampleRandom Random { get; }

    /// <summary>Faults, at the sample's rate.</summary>
    public SampleMess Mess { get; }

    /// <summary>The days around which records are laid.</summary>
    public SampleCalendar Calendar { get; }

    /// <summary>Those who work with children.</summary>
    public SampleProfessionals Professionals { get; }

    /// <summary><c>pers_person_id</c>.</summary>
    public string PersonId { get; }

    /// <summary><c>pers_legacy_id</c>; null when the authority never changed its system.</summary>
    public string? LegacyId { get; }

    /// <summary>Date of birth; null for the unborn and where it was never recorded.</summary>
    public DateTime? Born { get; }

    /// <summary>Expected date of birth, for the unborn.</summary>
    public DateTime? ExpectedBirth { get; }

    /// <summary>The first day on which anything can have been recorded; for the unborn some months before the birth, and before the sample's day.</summary>
    public DateTime FirstDay
    {
        get
        {
            if (Born is { } born)
            {
                return born;
            }

            var first = ExpectedBirth?.AddDays(-200) ?? Calendar.AsOf.AddYears(-8);
            return first < Calendar.AsOf.AddDays(-70) ? first : Calendar.AsOf.AddDays(-70);
        }
    }

    /// <summary>The age in whole years on the sample's day; 0 when not born.</summary>
    public int Age => Born is { } born ? (int)((Calendar.AsOf - born).TotalDays / 365.25) : 0;

    /// <summary>The same child with another source of chance, seeded for it.</summary>
    public SampleChild With(SampleRandom random, SampleMess mess)
    {
        random.Begin(Number);
        return new SampleChild(this, random, mess);
    }

    /// <summary>The plain id of another child, for records that point at the wrong one.</summary>
    public string OtherPersonId => PlainId(Number == 0 ? 1 : Number - 1);

    /// <summary>A record id that no other record has; now and then longer than the receiver takes, or with a character it refuses.</summary>
    public string NextId(string prefix)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{prefix}{Number:D8}{++_lastId:D3}");
        return Mess.Strikes(0.02) ? id + Random.Pick<string>(["/1", " b", "-kept-from-the-former-system"]) : id;
    }

    /// <summary>The person id to write on a child record: this child's, or now and then another's.</summary>
    public string Owner() => Mess.Strikes(0.05) ? OtherPersonId : PersonId;

    /// <summary>Now and then a time of day comes with a date, as systems that record moments have it.</summary>
    public DateTime? Moment(DateTime? day) => day is { } date && Random.Chance(8) ? date.AddMinutes(Random.Between(1, 1439)) : day;

    /// <summary>The id of a child whose number is known, unless mess changed it.</summary>
    public static string PlainId(long number) => (10_000_000 + number).ToString(CultureInfo.InvariantCulture);

    private string DrawPersonId()
    {
        var plain = PlainId(Number);
        return Mess.Strikes(0.1)
            ? Random.Between(0, 3) switch
            {
                0 => "0x" + Number.ToString("X8", CultureInfo.InvariantCulture),
                1 => "child-with-an-id-too-long-" + plain + "-migrated",
                2 => "CH/" + plain,
                _ => "p_" + plain,
            }
            : plain;
    }

    private string DrawLegacyId() => Mess.Strikes(0.3)
        ? Random.Pick<string>([string.Empty, "   ", "-1", LegacyOf(Number == 0 ? 0 : Number - 1)])
        : LegacyOf(Number);

    private static string LegacyOf(long number) => string.Create(CultureInfo.InvariantCulture, $"L{number:D7}");

    private DateTime? DrawBirth()
    {
        var asOf = Calendar.AsOf;
        return Profile switch
        {
            SampleProfile.Unborn or SampleProfile.BirthUnknown => null,
            SampleProfile.CareLeaver => Random.Day(asOf.AddYears(-24), asOf.AddYears(-17)),
            SampleProfile.Unaccompanied => Random.Day(asOf.AddYears(-17), asOf.AddYears(-13)),
            SampleProfile.Adoption => Random.Day(asOf.AddYears(-7), asOf.AddYears(-3)),
            SampleProfile.AgedOut => Random.Day(Calendar.WindowStart.AddYears(-30), Calendar.WindowStart.AddYears(-26)),
            // The window is at most three years long, and what happened before it takes some years of life.
            SampleProfile.History or SampleProfile.PlacementOnly or SampleProfile.ProtectionOnly => Random.Day(asOf.AddYears(-19), asOf.AddYears(-6)),
            _ => Random.Day(asOf.AddYears(-17), asOf.AddDays(-120)),
        };
    }
}

namespace SsdClr.Local.SampleData;

/// <summary>What a sample child's story is about, and how many in a hundred have what may belong to it.</summary>
/// <param name="share">How many children in a hundred have the story.</param>
internal sealed class SampleProfile(int share)
{
    private static readonly (int Latest, int Earliest) s_beforeTheWindow = (1215, 1995);

    /// <summary>Referred and closed again within the window.</summary>
    public static SampleProfile Referred { get; } = new(13) { Open = 0, Planned = 0, Enquired = 15 };

    /// <summary>Open referral without an assessment.</summary>
    public static SampleProfile WaitingAssessment { get; } = new(4) { Referral = (1, 60), Open = 100, Assessed = 0, Planned = 0, Enquired = 0 };

    /// <summary>On a child in need plan.</summary>
    public static SampleProfile ChildInNeed { get; } = new(15) { Planned = 100 };

    /// <summary>On a child protection plan, with its enquiry and conference.</summary>
    public static SampleProfile ChildProtection { get; } = new(8) { Planned = 40, Enquired = 100, Protected = 100 };

    /// <summary>Looked after.</summary>
    public static SampleProfile LookedAfter { get; } = new(8) { Enquired = 50, Protected = 60, InCare = 100 };

    /// <summary>Looked after, unaccompanied and seeking asylum.</summary>
    public static SampleProfile Unaccompanied { get; } = new(2) { Months = (156, 204), Planned = 20, Enquired = 0, InCare = 100 };

    /// <summary>Looked after with a plan for adoption.</summary>
    public static SampleProfile Adoption { get; } = new(2) { Months = (36, 84), Enquired = 50, Protected = 60, InCare = 100, StillInCare = 100 };

    /// <summary>Left care, in touch.</summary>
    public static SampleProfile CareLeaver { get; } = new(4) { Months = (204, 288), Open = 100, Planned = 20, Enquired = 0, InCare = 40, StillInCare = 0, LeftCare = 100 };

    /// <summary>Not yet born: an expected date only.</summary>
    public static SampleProfile Unborn { get; } = new(1) { Months = null, Referral = (1, 60), Open = 100, Planned = 30, Enquired = 50 };

    /// <summary>Referral closed before the window, still placed.</summary>
    public static SampleProfile PlacementOnly { get; } = new(1) { Months = (72, 228), Referral = s_beforeTheWindow, Open = 0, InCare = 100, StillInCare = 100 };

    /// <summary>Many disabilities, and a child in need plan.</summary>
    public static SampleProfile DisabledChild { get; } = new(1) { Planned = 100 };

    /// <summary>Died within the window; the record stays.</summary>
    public static SampleProfile Deceased { get; } = new(1) { Open = 0 };

    /// <summary>All episodes closed before the window. Earlier episodes of the other children go like these.</summary>
    public static SampleProfile History { get; } = new(21) { Months = (72, 228), Referral = s_beforeTheWindow, Open = 0, IsInCohort = false };

    /// <summary>Known, never referred.</summary>
    public static SampleProfile ContactOnly { get; } = new(8) { Referral = null, IsInCohort = false };

    /// <summary>Twenty-six before the window starts.</summary>
    public static SampleProfile AgedOut { get; } = new(8) { Months = (350, 396), Referral = (5500, 10950), Open = 0, LeftCare = 30, IsInCohort = false };

    /// <summary>Neither date of birth nor expected date.</summary>
    public static SampleProfile BirthUnknown { get; } = new(1) { Months = null, Open = 100, IsInCohort = false };

    /// <summary>A protection plan in the window under a referral closed before it: a group that is off by default.</summary>
    public static SampleProfile ProtectionOnly { get; } =
        new(2) { Months = (72, 228), Referral = s_beforeTheWindow, Open = 0, Planned = 40, Enquired = 100, Protected = 100, IsInCohort = false };

    /// <summary>All of them, each as often as its share.</summary>
    public static IReadOnlyList<SampleProfile> Hundred { get; } =
    [
        .. new[]
        {
            Referred, WaitingAssessment, ChildInNeed, ChildProtection, LookedAfter, Unaccompanied, Adoption, CareLeaver, Unborn, PlacementOnly, DisabledChild, Deceased, History,
            ContactOnly, AgedOut, BirthUnknown, ProtectionOnly,
        }.SelectMany(profile => Enumerable.Repeat(profile, profile.Share)),
    ];

    /// <summary>How many children in a hundred have the story.</summary>
    public int Share => share;

    /// <summary>The age on the sample's day in months; null where there is no date of birth.</summary>
    public (int Youngest, int Oldest)? Months { get; private init; } = (4, 204);

    /// <summary>How many days before the sample's day the referral was made; null where there was none.</summary>
    public (int Latest, int Earliest)? Referral { get; private init; } = (60, 1395);

    /// <summary>The referral was closed before the window starts.</summary>
    public bool IsPast => Referral?.Latest >= s_beforeTheWindow.Latest;

    /// <summary>The referral is open still.</summary>
    public int Open { get; private init; } = 65;

    /// <summary>An assessment was begun.</summary>
    public int Assessed { get; private init; } = 100;

    /// <summary>A child in need plan follows.</summary>
    public int Planned { get; private init; } = 50;

    /// <summary>A section 47 enquiry was made.</summary>
    public int Enquired { get; private init; } = 20;

    /// <summary>A child protection plan follows the enquiry's conference.</summary>
    public int Protected { get; private init; }

    /// <summary>The child came into care.</summary>
    public int InCare { get; private init; }

    /// <summary>Of those in care: it goes on.</summary>
    public int StillInCare { get; private init; } = 75;

    /// <summary>The child is known as a care leaver.</summary>
    public int LeftCare { get; private init; }

    /// <summary>The child belongs to the cohort by default.</summary>
    public bool IsInCohort { get; private init; } = true;
}

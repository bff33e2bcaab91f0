namespace SsdClr.Tests.Naive;

/// <summary>What the two birth columns of a person say together (docs/payload.md, section 6).</summary>
internal sealed record NaiveBirth(DateOnly? Born, DateOnly? Expected, bool IsImpossible)
{
    private const int MonthsToTheDueDate = 10;

    /// <summary>A day of birth after the run is a due date when it is near, and a slip when it is not.</summary>
    public static NaiveBirth Of(NaiveRow person, DateOnly asOf)
    {
        var born = person.Date("pers_dob");
        var expected = person.Date("pers_expected_dob");
        if (born is null || born <= asOf)
        {
            return new NaiveBirth(born, expected, IsImpossible: false);
        }

        var isOfOnePregnancy = expected is not { } day || (day >= born.Value.AddMonths(-MonthsToTheDueDate) && day <= born.Value.AddMonths(MonthsToTheDueDate));
        return born <= asOf.AddMonths(MonthsToTheDueDate) && isOfOnePregnancy
            ? new NaiveBirth(Born: null, expected ?? born, IsImpossible: false)
            : new NaiveBirth(Born: null, expected, IsImpossible: true);
    }
}

using System;

namespace SsdClr.Payload.Reading;

/// <summary>What the two birth columns of a person say together. Some systems hold a due date where the date of birth belongs.</summary>
internal readonly struct Birth
{
    private const int MonthsToDueDate = 10;
    private const int DaysToRecordABirth = 42;

    private Birth(DateTime? date, DateTime? expected, bool isDueDate, bool isImpossible)
    {
        Date = date;
        Expected = expected;
        IsDueDate = isDueDate;
        IsImpossible = isImpossible;
    }

    /// <summary>The date of birth; null where none is known, and of an unborn child.</summary>
    internal DateTime? Date { get; }

    /// <summary>The expected date of birth.</summary>
    internal DateTime? Expected { get; }

    /// <summary>The date of birth held is a due date: after the run date, within ten months.</summary>
    internal bool IsDueDate { get; }

    /// <summary>The date of birth held is later than that, or more than ten months from the expected one: a slip, and nobody knows the right one.</summary>
    internal bool IsImpossible { get; }

    /// <summary>No date of birth is known, and the expected one is so long past that the child was born: within six weeks a child may just be late, or not yet recorded.</summary>
    internal bool IsOverdue(DateTime asOf) => Date is null && Expected < asOf.AddDays(-DaysToRecordABirth);

    /// <summary>Reads the columns of a person on a run date.</summary>
    internal static Birth Of(Person person, DateTime asOf) =>
        person.DateOfBirth is not { } held || held <= asOf ? new Birth(person.DateOfBirth, person.ExpectedDateOfBirth, isDueDate: false, isImpossible: false)
        : held <= asOf.AddMonths(MonthsToDueDate) && IsNear(held, person.ExpectedDateOfBirth) ? new Birth(date: null, person.ExpectedDateOfBirth ?? held, isDueDate: true, isImpossible: false)
        : new Birth(date: null, person.ExpectedDateOfBirth, isDueDate: false, isImpossible: true);

    // A due date and the expected date are of one child to be born. Where they are far apart, the birth of a child born long ago was typed wrong.
    private static bool IsNear(DateTime dueDate, DateTime? expected) =>
        expected is not { } day || (day >= dueDate.AddMonths(-MonthsToDueDate) && day <= dueDate.AddMonths(MonthsToDueDate));
}

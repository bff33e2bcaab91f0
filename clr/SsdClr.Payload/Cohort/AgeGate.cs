namespace SsdClr.Payload.Cohort;

/// <summary>What the age gate (docs/payload.md, section 2) says of a child.</summary>
internal enum AgeGate
{
    /// <summary>Of the age to be in the cohort.</summary>
    Open,

    /// <summary>26 before the window starts, or on its first day.</summary>
    TooOld,

    /// <summary>The person id is blank, or stands for none: such a person is in nobody's cohort.</summary>
    NoId,

    /// <summary>Not born yet by the records, and expected before the window starts.</summary>
    ExpectedBeforeWindow,

    /// <summary>Neither date of birth nor expected date.</summary>
    NoDate,
}

namespace SsdClr.Payload.Cohort;

/// <summary>What the age gate (payload section 2) says of a child.</summary>
internal enum AgeGate
{
    /// <summary>Of the age to be in the cohort.</summary>
    Open,

    /// <summary>26 before the window starts, or on its first day.</summary>
    TooOld,

    /// <summary>Born after the window ends.</summary>
    BornAfterWindow,

    /// <summary>Not born yet by the records, and expected before the window starts.</summary>
    ExpectedBeforeWindow,

    /// <summary>Neither date of birth nor expected date.</summary>
    NoDate,
}

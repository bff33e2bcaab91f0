namespace SsdClr.Payload.Building;

/// <summary>How the code of a field is read from what is held.</summary>
internal enum CodeReading
{
    /// <summary>The value is the code or begins with it.</summary>
    Leading,

    /// <summary>The same, and a 1 or 2 behind the code (suitable or not) is no part of it.</summary>
    Rated,

    /// <summary>The same, and white space inside the code does not count.</summary>
    BlanksInside,

    /// <summary>A referral source: 10, a digit with a letter, or a digit.</summary>
    ReferralSource,

    /// <summary>M or F, or the word.</summary>
    Sex,
}

namespace SsdClr.Payload.Scrambling;

/// <summary>How what stands under a key of the payload is scrambled.</summary>
internal enum FieldScrambling
{
    /// <summary>An id: another of its form, the same wherever it stands (<see cref="IdPermutation"/>).</summary>
    Id,

    /// <summary>A made-up given name.</summary>
    FirstName,

    /// <summary>A made-up family name.</summary>
    Surname,

    /// <summary>A pupil number that was never issued.</summary>
    PupilNumber,

    /// <summary>A postcode of no place.</summary>
    Postcode,

    /// <summary>A date, moved back by the days of the child.</summary>
    Date,

    /// <summary>A code of its list.</summary>
    Code,

    /// <summary>A score of the strengths and difficulties questionnaire.</summary>
    Score,

    /// <summary>A flag: it stays.</summary>
    Flag,

    /// <summary>Several codes.</summary>
    Codes,

    /// <summary>An object: each of its keys by its own rule.</summary>
    Members,

    /// <summary>Several of them.</summary>
    Items,
}

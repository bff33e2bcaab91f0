using SsdClr.Payload.Scrambling;

namespace SsdClr.Local.Scrambling;

/// <summary>A value of a payload, in the order of the payload.</summary>
/// <param name="Scrambling">By which rule it is scrambled.</param>
/// <param name="Text">The value.</param>
internal readonly record struct PayloadValue(FieldScrambling Scrambling, string Text)
{
    /// <summary>True for what may say who a child is by itself: an id, a name, a pupil number, a postcode.</summary>
    public bool Identifies => Scrambling is FieldScrambling.Id or FieldScrambling.FirstName or FieldScrambling.Surname or FieldScrambling.PupilNumber or FieldScrambling.Postcode;
}

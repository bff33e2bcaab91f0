using SsdClr.Payload.Building;

namespace SsdClr.Payload.DataQuality;

/// <summary>A held value of a coded field for which no code was found.</summary>
internal sealed class UnmappedValue(CodedField field, string heldValue, long rows)
{
    /// <summary>The field.</summary>
    internal CodedField Field { get; } = field;

    /// <summary>The value, without outer blanks, as csc.set_code takes it; of a very long one the beginning.</summary>
    internal string HeldValue { get; } = heldValue;

    /// <summary>Rows that hold it.</summary>
    internal long Rows { get; set; } = rows;
}

namespace SsdClr.Payload.Holding;

/// <summary>What the JSON Schema says of the value of a key.</summary>
internal enum ValueForm
{
    /// <summary>A text: a name, a code, a postcode.</summary>
    Text,

    /// <summary>An identifier.</summary>
    Id,

    /// <summary>A date.</summary>
    Date,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A whole number.</summary>
    Number,
}

namespace SsdClr.Payload.DataQuality;

/// <summary>How the values of a column hold codes of a list. A field that the payload sends as a code is judged as the payload finds its code, whatever this says.</summary>
internal enum CodeForm
{
    /// <summary>The whole value is a code.</summary>
    Exact,

    /// <summary>The value is a code, or begins with one that ends there.</summary>
    Leading,

    /// <summary>The value is a JSON array of codes.</summary>
    Json,
}

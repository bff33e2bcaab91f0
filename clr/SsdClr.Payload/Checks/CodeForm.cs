namespace SsdClr.Payload.Checks;

/// <summary>How the values of a column hold codes of a list. Codes are compared exactly, as the payload compares them, whatever the collation.</summary>
internal enum CodeForm
{
    /// <summary>The whole value is a code.</summary>
    Exact,

    /// <summary>The value is a code, or begins with one and goes on with something other than a letter or digit.</summary>
    Leading,

    /// <summary>The value is a JSON array of codes.</summary>
    Json,
}

namespace SsdClr.Payload.Holding;

/// <summary>What stands under a key of the payload, as far as comparing and sending it goes.</summary>
internal enum KeyKind
{
    /// <summary>The id of the object.</summary>
    Id,

    /// <summary>A text, date, number or flag; it may be absent.</summary>
    Scalar,

    /// <summary>An array of codes; it is never absent.</summary>
    Codes,

    /// <summary>An object without id, always sent.</summary>
    Details,

    /// <summary>An object without id; it may be absent.</summary>
    Block,

    /// <summary>An array of objects with ids.</summary>
    Records,

    /// <summary>An array of objects without ids.</summary>
    Items,

    /// <summary>The flag <c>purge</c>.</summary>
    Purge,
}

namespace SsdClr.Json;

/// <summary>What a <see cref="JsonReader"/> stands on.</summary>
internal enum JsonTokenType
{
    /// <summary>Nothing read yet, or the end passed.</summary>
    None,

    /// <summary>An opening brace.</summary>
    StartObject,

    /// <summary>A closing brace.</summary>
    EndObject,

    /// <summary>An opening bracket.</summary>
    StartArray,

    /// <summary>A closing bracket.</summary>
    EndArray,

    /// <summary>The name of an object's member; its value comes next.</summary>
    PropertyName,

    /// <summary>A string.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>The literal <c>true</c>.</summary>
    True,

    /// <summary>The literal <c>false</c>.</summary>
    False,

    /// <summary>The literal <c>null</c>.</summary>
    Null,
}

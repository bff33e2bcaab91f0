namespace SsdClr.Payload.Holding;

/// <summary>A member of a JSON object.</summary>
internal sealed class JsonMember(string name, JsonValue value)
{
    internal string Name { get; } = name;

    internal JsonValue Value { get; } = value;
}

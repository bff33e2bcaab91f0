namespace SsdClr.Payload.Holding;

/// <summary>A member of a JSON object.</summary>
internal sealed class JsonMember
{
    internal JsonMember(string name, JsonValue value)
    {
        Name = name;
        Value = value;
    }

    internal string Name { get; }

    internal JsonValue Value { get; }
}

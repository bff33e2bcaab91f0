namespace SsdClr.Chaos;

/// <summary>One POST of children whose body arrived, whatever became of it.</summary>
/// <param name="BodyBytes">Length of the body.</param>
/// <param name="LaChildIds">The children in the order of the body: an empty text for one without an id; none where it is no array of objects.</param>
internal sealed record Delivery(int BodyBytes, IReadOnlyList<string> LaChildIds);

namespace SsdClr.Local.Receiver;

/// <summary>One POST of children whose body arrived, whatever became of it.</summary>
/// <param name="Number">1 for the first since the receiver started.</param>
/// <param name="ArrivedAt">UTC.</param>
/// <param name="BodyBytes">Length of the body.</param>
/// <param name="Children">In the order of the body; empty where it is no array of objects.</param>
internal sealed record Delivery(int Number, DateTimeOffset ArrivedAt, int BodyBytes, IReadOnlyList<DeliveredChild> Children);

namespace SsdClr.Tests.Submission;

/// <summary>Chance that always draws the same share: 0 the shortest wait, nearly 1 the longest.</summary>
internal sealed class FixedChance(double share) : Random
{
    public override double NextDouble() => share;
}

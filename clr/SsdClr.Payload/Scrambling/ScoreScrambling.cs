using System.Text;
using SsdClr.Data;

namespace SsdClr.Payload.Scrambling;

/// <summary>Draws scores: for each child the scores from 0 to 40 change places with each other; one outside them stays outside.</summary>
/// <param name="purpose">Which draws they are.</param>
internal sealed class ScoreScrambling(byte purpose)
{
    private const int Highest = 40;
    private const int HighestOutside = 999;

    private readonly byte _purpose = purpose;
    private readonly ChildOrder _order = new ChildOrder(purpose, Highest + 1);

    /// <summary>The score that a child gets for one of its own.</summary>
    internal int Of(ChildDraws draws, int score)
    {
        if (score is < 0 or > Highest)
        {
            byte[] bytes = Encoding.ASCII.GetBytes(InvariantText.Of(score));
            return Highest + 1 + (int)(draws.Of(_purpose, bytes, 0, bytes.Length) % (HighestOutside - Highest));
        }

        return _order.At(draws, score);
    }
}

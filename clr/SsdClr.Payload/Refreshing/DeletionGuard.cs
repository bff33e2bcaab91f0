namespace SsdClr.Payload.Refreshing;

/// <summary>Holds back more deletions than a day brings, until somebody has looked.</summary>
internal static class DeletionGuard
{
    private const int AlwaysAllowed = 3;

    /// <summary>True where that many deletions have to wait.</summary>
    /// <param name="deletions">Children newly found gone, those held before among them.</param>
    /// <param name="acknowledged">Children the receiver holds.</param>
    /// <param name="maximumPercent">The share of them that may go unasked.</param>
    /// <param name="confirmed">The number somebody confirmed; it has to be this very number. Null: nobody did.</param>
    internal static bool Holds(int deletions, int acknowledged, int maximumPercent, int? confirmed) =>
        deletions > Most(acknowledged, maximumPercent) && confirmed != deletions;

    /// <summary>The most deletions that pass unasked.</summary>
    /// <param name="acknowledged">Children the receiver holds.</param>
    /// <param name="maximumPercent">The share of them that may go unasked.</param>
    internal static int Most(int acknowledged, int maximumPercent) => GuardLimit.Most(AlwaysAllowed, acknowledged, maximumPercent);
}

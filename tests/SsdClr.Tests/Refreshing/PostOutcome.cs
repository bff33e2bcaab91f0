namespace SsdClr.Tests.Refreshing;

/// <summary>What becomes of one POST of the product's own submission.</summary>
internal enum PostOutcome
{
    /// <summary>The receiver takes it and says so.</summary>
    Accepted,

    /// <summary>The receiver takes it; its answer is lost.</summary>
    AnswerLost,

    /// <summary>It never arrives, and nobody can tell.</summary>
    RequestLost,

    /// <summary>The receiver cannot just now, and says so.</summary>
    Unavailable,

    /// <summary>The receiver takes it, and the sender is killed before it has written down anything.</summary>
    Killed,

    /// <summary>The receiver refuses it.</summary>
    Refused,
}

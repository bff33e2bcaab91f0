namespace SsdClr.Tests.Refreshing;

/// <summary>What becomes of what is sent in a night.</summary>
internal enum NightOutcome
{
    /// <summary>The receiver takes it and says so.</summary>
    Accepted,

    /// <summary>The receiver takes it; its answer is lost.</summary>
    AnswerLost,

    /// <summary>It never arrives, and nobody can tell.</summary>
    RequestLost,

    /// <summary>The receiver takes it, and the sender stops before it has written down anything.</summary>
    Interrupted,
}

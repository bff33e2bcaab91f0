namespace SsdClr.Runs;

/// <summary>What a run does (column operation of csc.run_log).</summary>
internal enum RunOperation
{
    /// <summary>Refresh, then submit.</summary>
    Run,

    /// <summary>Rebuild staging from SSD.</summary>
    Refresh,

    /// <summary>Send what is pending.</summary>
    Submit,

    /// <summary>Make children pending again that wait for a person.</summary>
    Requeue,

    /// <summary>Remove old history.</summary>
    Purge,

    /// <summary>Take over what the national tool's table says was sent.</summary>
    Takeover,
}

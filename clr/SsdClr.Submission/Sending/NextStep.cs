namespace SsdClr.Submission.Sending;

/// <summary>What an answer calls for.</summary>
internal enum NextStep
{
    /// <summary>Nothing more: every child is confirmed.</summary>
    None,

    /// <summary>Some child is at fault, or their number: send parts, down to each child alone.</summary>
    Divide,

    /// <summary>Forbidden, perhaps by somebody on the way and because of what is in it: wait and send once more, then divide.</summary>
    WaitThenDivide,

    /// <summary>Wait, then send the same: what happened cannot lie with the children.</summary>
    WaitThenRepeat,

    /// <summary>
    /// Wait, and send these later in smaller batches: it will pass by itself, or lies with one of them. That counts as an attempt of each.
    /// </summary>
    WaitThenSendLater,

    /// <summary>Get a new token, and send the same.</summary>
    RenewToken,

    /// <summary>Somebody has to change something first: everything else would go the same way.</summary>
    Stop,
}

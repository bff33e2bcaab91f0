namespace SsdClr.Local.Receiver;

/// <summary>What can go wrong between a sender and its receiver; "taken in" means that the children of the POST are held afterwards.</summary>
internal enum FaultKind
{
    /// <summary>A status instead of an answer; nothing is taken in.</summary>
    Status,

    /// <summary>Taken in; the answer comes late.</summary>
    Slow,

    /// <summary>Nothing is taken in and no answer comes.</summary>
    HangBefore,

    /// <summary>Taken in, and no answer comes.</summary>
    HangAfter,

    /// <summary>Nothing is taken in and the connection is cut.</summary>
    CutBefore,

    /// <summary>Taken in, and the connection is cut instead of an answer.</summary>
    CutAfter,

    /// <summary>Taken in; the answer has one receipt too few.</summary>
    WrongCount,

    /// <summary>Taken in; the answer is 204 and has no body.</summary>
    NoContent,

    /// <summary>Taken in; the answer is 200 and no JSON.</summary>
    Garbage,

    /// <summary>Nothing is taken in: every token given out so far has expired.</summary>
    ExpiredToken,

    /// <summary>The token endpoint refuses the client.</summary>
    RefusedToken,

    /// <summary>A body over so many bytes is refused with 413.</summary>
    TooLarge,

    /// <summary>A batch that holds one child is refused with 400, and the answer names that child's place.</summary>
    RefusedChild,

    /// <summary>The connection shows another certificate than the one clients pin.</summary>
    WrongCertificate,

    /// <summary>No fault: the answer is compressed, where the client takes that.</summary>
    Gzip,
}

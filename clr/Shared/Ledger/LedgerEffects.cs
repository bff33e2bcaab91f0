using System;

namespace SsdClr.Ledger;

/// <summary>What an event changes in a row of csc.staging besides its state.</summary>
[Flags]
internal enum LedgerEffects
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Payload, body and what the receiver may have then are written anew; attempts begin at 0.</summary>
    Stage = 1,

    /// <summary>Payload and body go; what the receiver may have stays.</summary>
    ForgetPayload = 2,

    /// <summary>The body becomes the purge.</summary>
    StagePurge = 4,

    /// <summary><c>held</c> takes in what is about to leave; the batch is noted as unconfirmed; a partial body goes; one attempt more.</summary>
    CoverSent = 8,

    /// <summary>The payload becomes the acknowledged one, <c>held</c> what it is after the body, and no batch is unconfirmed.</summary>
    Acknowledge = 16,

    /// <summary>What was sent becomes the acknowledged payload, and no batch is unconfirmed; <c>held</c> stays, for an upper bound is always safe.</summary>
    AcknowledgeEarlier = 32,

    /// <summary>The receiver has nothing of the child: all that was acknowledged or may be held goes, and what is sent next is the payload.</summary>
    HoldNothing = 64,

    /// <summary>Attempts begin at 0.</summary>
    ResetAttempts = 128,

    /// <summary>The row goes.</summary>
    Drop = 256,

    /// <summary>What was acknowledged is from now on only what the receiver may have.</summary>
    DoubtAcknowledged = 512,
}

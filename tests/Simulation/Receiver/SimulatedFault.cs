namespace SsdClr.Simulation.Receiver;

/// <summary>What becomes of a POST of children instead of the ordinary.</summary>
internal enum SimulatedFault
{
    /// <summary>No connection.</summary>
    NotSent,

    /// <summary>Cut off before the receiver has taken it.</summary>
    CutBefore,

    /// <summary>Not taken, and no answer for as long as the program waits.</summary>
    HangBefore,

    /// <summary>Not taken: a status that is nobody's fault here.</summary>
    Transient,

    /// <summary>Not taken: a status that says something is set wrongly.</summary>
    OtherStatus,

    /// <summary>Not taken, and answered with something else than JSON.</summary>
    GarbageBefore,

    /// <summary>The token is not known any more.</summary>
    TokenRefused,

    /// <summary>Taken, then cut off.</summary>
    CutAfter,

    /// <summary>Taken, and no answer for as long as the program waits.</summary>
    HangAfter,

    /// <summary>Taken, and answered without a body.</summary>
    NoContentAfter,

    /// <summary>Taken, and answered with something else than JSON.</summary>
    GarbageAfter,

    /// <summary>Taken, and a gateway gave up waiting: 504.</summary>
    GatewayTimeoutAfter,

    /// <summary>Taken, and confirmed with a receipt too many or too few.</summary>
    WrongCountAfter,

    /// <summary>Taken, and the answer breaks off.</summary>
    TornAfter,
}

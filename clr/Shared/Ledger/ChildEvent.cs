namespace SsdClr.Ledger;

/// <summary>What can happen to a child's row in csc.staging. What follows from each: <see cref="StateTable"/>.</summary>
internal enum ChildEvent
{
    /// <summary>Refresh: in the cohort, and a rule found an error.</summary>
    Withheld,

    /// <summary>Refresh: in the cohort, and the receiver confirmed the last POST and has what it should have.</summary>
    Settled,

    /// <summary>Refresh: in the cohort, to be sent, and what is to be sent is what is staged.</summary>
    StillToSend,

    /// <summary>Refresh: in the cohort, to be sent, and what is to be sent is new.</summary>
    NewToSend,

    /// <summary>Refresh: in the cohort, and the body changes what was acknowledged, or removes records; no guard has let that pass yet.</summary>
    ChangesHeld,

    /// <summary>Refresh: not in the cohort or not in SSD, and the receiver has nothing of the child.</summary>
    NothingHeld,

    /// <summary>Refresh: in SSD, and not in the cohort.</summary>
    LeftCohort,

    /// <summary>Refresh: not in SSD any more; or out of the cohort, where purge_when says so; or left behind by a child whose id changed.</summary>
    Gone,

    /// <summary>Refresh: every guard let pass what waits for it.</summary>
    GuardPassed,

    /// <summary>Submission: committed to a batch, before the POST.</summary>
    Claimed,

    /// <summary>Submission: the receiver confirmed what the row still holds.</summary>
    Confirmed,

    /// <summary>Submission: the receiver confirmed what the row held at the claim; the row has changed since.</summary>
    EarlierConfirmed,

    /// <summary>Submission: the receiver confirmed the purge that the row asked for at the claim; the row asks for something else since.</summary>
    EarlierPurgeConfirmed,

    /// <summary>Submission: the receiver refused the child alone in its POST.</summary>
    Refused,

    /// <summary>Submission: no answer, no clear one, or one that is not about this child; also a run that was interrupted.</summary>
    NotConfirmed,

    /// <summary>Submission: the child was forbidden alone, and others have been accepted since.</summary>
    RefusedAfterAll,

    /// <summary>Submission: the child was refused alone, and so were many others in a row: the fault is probably not the children's.</summary>
    RefusalDoubted,

    /// <summary>A person asked for the child to be sent again.</summary>
    Requeued,

    /// <summary>A person said that the receiver has lost what it had, so that everything is to be sent once more.</summary>
    ReceiverEmptied,
}

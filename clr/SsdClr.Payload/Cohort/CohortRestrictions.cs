using System;

namespace SsdClr.Payload.Cohort;

/// <summary>What narrows the cohort (docs/payload.md, section 2, settings cohort_table and pilot_person_ids), a bit each. Neither admits anybody.</summary>
[Flags]
internal enum CohortRestrictions
{
    /// <summary>No restriction.</summary>
    None = 0,

    /// <summary>The cohort table, which does not list the child.</summary>
    CohortTable = 1,

    /// <summary>The pilot list, which does not name the child.</summary>
    PilotList = 2,
}

using System;

namespace SsdClr.Payload.Reports;

/// <summary>How near a guard was on the last night, and on the night on which it was nearest.</summary>
internal sealed class GuardFact(string name)
{
    internal string Name { get; } = name;

    internal long Amount { get; set; }

    internal long Most { get; set; }

    internal long NearestAmount { get; set; }

    internal long NearestMost { get; set; }

    internal DateTime NearestAt { get; set; }
}

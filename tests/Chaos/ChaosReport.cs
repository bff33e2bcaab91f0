using System.Globalization;

namespace SsdClr.Chaos;

/// <summary>What came of it.</summary>
internal sealed class ChaosReport
{
    /// <summary>Runs started, those that ended by themselves included.</summary>
    public int Runs { get; set; }

    /// <summary>Runs killed.</summary>
    public int Kills { get; set; }

    /// <summary>Kills that left a batch in flight: claimed, and no outcome recorded.</summary>
    public int KilledInFlight { get; set; }

    /// <summary>POSTs that csc.batch_log has.</summary>
    public int Logged { get; set; }

    /// <summary>Bodies that arrived at the receiver.</summary>
    public int Arrived { get; set; }

    /// <summary>POSTs that the receiver took in.</summary>
    public int TakenIn { get; set; }

    /// <summary>Children in csc.batch_child that are marked as sent again.</summary>
    public int Resends { get; set; }

    /// <summary>Faults committed.</summary>
    public int Faults { get; set; }

    /// <summary>Kinds of fault committed.</summary>
    public int FaultKinds { get; set; }

    /// <summary>Changes made to SSD between runs: children changed, removed and added.</summary>
    public int Changes { get; set; }

    /// <summary>Children that a person had to put back after the faults had ceased: refused alone by a fault, or out of attempts.</summary>
    public int PutBack { get; set; }

    /// <summary>Children that one of the two sides lacks, or holds differently, after the faults have ceased.</summary>
    public List<string> Lost { get; } = [];

    /// <summary>Acknowledgements of what the receiver does not have.</summary>
    public List<string> AcknowledgedNotReceived { get; } = [];

    /// <summary>Deliveries that no log accounts for, and sendings again that are not marked.</summary>
    public List<string> UnloggedResends { get; } = [];

    /// <summary>Anything else that must not be.</summary>
    public List<string> Others { get; } = [];

    /// <summary>Whether nothing was found.</summary>
    public bool IsClean => Lost.Count + AcknowledgedNotReceived.Count + UnloggedResends.Count + Others.Count == 0;

    /// <summary>The figures in lines.</summary>
    public IEnumerable<string> Lines()
    {
        yield return Line("Runs started", Runs);
        yield return Line("Killed at work", Kills);
        yield return Line("  with a batch in flight", KilledInFlight);
        yield return Line("Changes in SSD between runs", Changes);
        yield return Line("POSTs logged", Logged);
        yield return Line("  that arrived", Arrived);
        yield return Line("  that were taken in", TakenIn);
        yield return Line("Children marked as sent again", Resends);
        yield return Line("Faults met", Faults);
        yield return Line("  of so many kinds", FaultKinds);
        yield return Line("Put back by hand at the end", PutBack);
        yield return Line("Lost", Lost.Count);
        yield return Line("Acknowledged but not received", AcknowledgedNotReceived.Count);
        yield return Line("Unlogged re-sends", UnloggedResends.Count);
        yield return Line("Other violations", Others.Count);
        foreach (var violation in Lost.Concat(AcknowledgedNotReceived).Concat(UnloggedResends).Concat(Others).Take(50))
        {
            yield return "! " + violation;
        }
    }

    private static string Line(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name,-32}{number,10:N0}");
}

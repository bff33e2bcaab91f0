namespace SsdClr.Simulation.World;

/// <summary>A child as the case-management system knows it, in SSD or not.</summary>
internal sealed class WorldChild(int number)
{
    internal string PersonId { get; } = "p" + number;

    /// <summary>The id in the system before, which other children may have had or get.</summary>
    internal string? LegacyId
    {
        get;
        set
        {
            field = value;
            if (value is not null)
            {
                LegacyIds.Add(value);
            }
        }
    }

    /// <summary>The child's own legacy id, which it is given back in the end.</summary>
    internal string FirstLegacyId { get; } = "L" + number;

    /// <summary>Every legacy id the child ever had.</summary>
    internal HashSet<string> LegacyIds { get; } = new(StringComparer.Ordinal);

    /// <summary>True where the child has that id, or ever had it.</summary>
    internal bool EverCarried(string childId) => childId == PersonId || LegacyIds.Contains(childId);

    /// <summary>Every text of a child names it, so that a text with another child shows; the version makes it new.</summary>
    internal int NameVersion { get; set; }

    /// <summary>The birth date cannot be read: our rules withhold the child.</summary>
    internal bool IsBirthDateGarbled { get; set; }

    internal bool IsInSsd { get; set; }

    internal List<WorldReferral> Referrals { get; } = [];

    /// <summary>Questionnaires: rows without an id that is sent.</summary>
    internal List<WorldRecord> Questionnaires { get; } = [];

    /// <summary>Permanence rows: of those with a date in the window the latest is sent, under every referral sent.</summary>
    internal List<WorldPermanence> Permanences { get; } = [];

    /// <summary>Some permanence row went, or has other dates than at first: what was sent of it may have to go.</summary>
    internal bool HasLostPermanence { get; set; }

    /// <summary>The surname; no other text holds its beginning.</summary>
    internal string Surname => $"Mark-{PersonId}-{NameVersion}";
}

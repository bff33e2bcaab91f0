namespace SsdClr.Runs;

/// <summary>A figure of a run, as csc.run_figure holds it.</summary>
internal readonly struct RunFigure(string kind, string name, long amount, long? total = null)
{
    /// <summary>Children in the cohort by a group of it.</summary>
    internal const string Group = "group";

    /// <summary>Children in the cohort by age.</summary>
    internal const string Age = "age";

    /// <summary>Findings of a rule that withholds; the total is the children they are about.</summary>
    internal const string Error = "error";

    /// <summary>Findings of a rule that lists; the total is the children they are about.</summary>
    internal const string Warning = "warning";

    /// <summary>Findings whose value comes from a table of the SSD; the total is its rows.</summary>
    internal const string Table = "table";

    /// <summary>What a guard counted; the total is the most that it lets pass.</summary>
    internal const string Guard = "guard";

    /// <summary>One of the kinds above.</summary>
    internal string Kind { get; } = kind;

    /// <summary>What was counted.</summary>
    internal string Name { get; } = name;

    /// <summary>How many there were.</summary>
    internal long Amount { get; } = amount;

    /// <summary>What it is compared with; null for nothing.</summary>
    internal long? Total { get; } = total;
}

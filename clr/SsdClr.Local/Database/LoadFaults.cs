namespace SsdClr.Local.Database;

/// <summary>The faults found in the files of one load: as many as a person mends in one go, each naming file, line and column, never a value.</summary>
internal sealed class LoadFaults
{
    /// <summary>After this many faults the load stops looking: a wrong export repeats one fault on every line.</summary>
    public const int Most = 20;

    private readonly List<string> _lines = [];

    /// <summary>How many faults were found.</summary>
    public int Count => _lines.Count;

    /// <summary>True when no more faults are wanted.</summary>
    public bool IsFull => _lines.Count >= Most;

    /// <summary>Adds a fault of a whole file.</summary>
    public void Add(string file, string message) => AddLine($"{file}: {message}");

    /// <summary>Adds a fault of a line.</summary>
    public void Add(string file, int line, string message) => AddLine($"{file}, line {line}: {message}");

    /// <summary>Adds a fault of a field.</summary>
    public void Add(string file, int line, string column, string message) => AddLine($"{file}, line {line}, column {column}: {message}");

    /// <summary>Ends the load when there is any fault.</summary>
    /// <exception cref="CompanionException">Lists all faults.</exception>
    public void ThrowIfAny()
    {
        if (_lines.Count > 0)
        {
            throw new CompanionException([.. _lines, IsFull ? $"Stopped at {Most} faults; nothing was loaded." : "Nothing was loaded."]);
        }
    }

    private void AddLine(string line)
    {
        if (!IsFull)
        {
            _lines.Add(line);
        }
    }
}

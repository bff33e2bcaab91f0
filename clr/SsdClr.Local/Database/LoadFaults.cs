using SsdClr.Data;

namespace SsdClr.Local.Database;

/// <summary>
/// The faults found in the files of one load, never with a value. A wrong export repeats one fault on every line, so faults that say the same of one column are one
/// line: where the first is, and how many there are.
/// </summary>
internal sealed class LoadFaults
{
    /// <summary>After this many different faults the load stops looking.</summary>
    public const int Most = 20;

    private readonly List<Fault> _faults = [];

    /// <summary>How many different faults were found.</summary>
    public int Count => _faults.Count;

    /// <summary>True when no more faults are wanted.</summary>
    public bool IsFull => _faults.Count >= Most;

    /// <summary>Adds a fault of a whole file.</summary>
    public void Add(string file, string message) => Add(new Fault(file, file, string.Empty, message));

    /// <summary>Adds a fault of a line.</summary>
    public void Add(string file, int line, string message) => Add(new Fault($"{file}, line {InvariantText.Grouped(line)}", file, string.Empty, message));

    /// <summary>Adds a fault of a field.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line of its record.</param>
    /// <param name="field">Its place in the record, counted from 1.</param>
    /// <param name="column">The column, or what else it is called.</param>
    /// <param name="message">What is wrong.</param>
    public void Add(string file, int line, int field, string column, string message) =>
        Add(new Fault($"{file}, line {InvariantText.Grouped(line)}, column {column}", file, column, message) { Field = field });

    /// <summary>Ends the load when there is any fault.</summary>
    /// <exception cref="CompanionException">Lists all faults.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
        {
            throw new CompanionException([.. _faults.Select(fault => fault.Line), IsFull ? $"Stopped at {Most} faults; nothing was loaded." : "Nothing was loaded."]);
        }
    }

    private void Add(Fault fault)
    {
        if (_faults.Find(known => known.IsLike(fault)) is { } first)
        {
            first.Times++;
        }
        else if (!IsFull)
        {
            _faults.Add(fault);
        }
    }

    private sealed class Fault(string place, string file, string column, string message)
    {
        private readonly string _file = file;
        private readonly string _column = column;
        private readonly string _message = message;

        public int Field { get; init; }

        public long Times { get; set; } = 1;

        public string Line => Times == 1 ? $"{place}: {_message}"
            : Field > 0 ? $"{place}: {_message}; {InvariantText.Grouped(Times)} such fields, this is the first (field {InvariantText.Grouped(Field)} of its line)"
            : $"{place}: {_message}; {InvariantText.Grouped(Times)} such lines, this is the first";

        public bool IsLike(Fault other) =>
            string.Equals(_file, other._file, StringComparison.Ordinal) && string.Equals(_column, other._column, StringComparison.Ordinal) && string.Equals(_message, other._message, StringComparison.Ordinal);
    }
}

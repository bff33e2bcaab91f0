namespace SsdClr.Local;

/// <summary>
/// A fault that the person at the keyboard can mend: it ends the command with exit code 1 and its lines on standard error,
/// without a stack trace. Lines say what is wrong, where, and what to do; they never hold a value from a child's record or a secret.
/// </summary>
internal sealed class CompanionException : Exception
{
    /// <summary>One fault, one line.</summary>
    public CompanionException(string message)
        : this([message])
    {
    }

    /// <summary>Several faults found together, one line each, in the order in which they are to be read.</summary>
    public CompanionException(IReadOnlyList<string> lines)
        : base(string.Join(Environment.NewLine, lines)) => Lines = lines;

    /// <summary>The faults, one line each.</summary>
    public IReadOnlyList<string> Lines { get; }
}

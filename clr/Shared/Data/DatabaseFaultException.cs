using System;

namespace SsdClr.Data;

/// <summary>SQL Server refused a statement. Many of its errors quote a value of a row, so their own words are not repeated.</summary>
internal sealed class DatabaseFaultException : Exception
{
    /// <param name="number">The error's number.</param>
    internal DatabaseFaultException(int number)
        : base(
            "SQL Server refused a statement with error " + InvariantText.Of(number) + Meaning(number)
            + ". Its own words may quote a value, so they are not kept.")
    {
    }

    // Those that quote values as a rule; csc.fault_message says the same of them.
    private static string Meaning(int number) => number switch
    {
        241 or 242 or 245 or 248 or 295 or 8114 or 8115 or 8169 => ": a value cannot be converted to another type",
        2628 or 8152 => ": a text is longer than its column",
        2601 or 2627 => ": a key occurs twice",
        229 or 230 => ": this login may not use a table or column",
        911 => ": a database is not there",
        916 => ": this login has no user in a database",
        921 or 922 or 924 or 927 or 942 or 945 or 976 or 978 or 983 => ": a database cannot be opened now",
        207 or 208 => ": a table or column is missing",
        1205 => ": another session had to be let pass",
        1222 => ": another session held a lock for too long",
        _ => string.Empty,
    };
}

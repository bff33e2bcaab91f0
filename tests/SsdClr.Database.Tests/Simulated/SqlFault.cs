namespace SsdClr.Database.Tests.Simulated;

/// <summary>An error that SQL Server raises, or a script by THROW: TRY and CATCH see it.</summary>
/// <param name="number">SQL Server's number.</param>
/// <param name="message">Text of the error.</param>
internal sealed class SqlFault(int number, string message) : Exception(message)
{
    public int Number { get; } = number;

    /// <summary>Raises the error where a condition holds.</summary>
    public static void If(bool refused, int number, string message)
    {
        if (refused)
        {
            throw new SqlFault(number, message);
        }
    }
}

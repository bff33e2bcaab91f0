namespace SsdClr.Database.Tests.Install;

/// <summary>An error as SQL Server would raise it.</summary>
internal sealed class SqlFault(int number, string message) : Exception(message)
{
    public int Number { get; } = number;
}

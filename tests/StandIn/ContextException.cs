using System;
using System.Data.Common;

namespace SsdClr.StandIn;

/// <summary>An error as SQL Server numbers it.</summary>
public sealed class ContextException : DbException
{
    /// <summary>Makes one.</summary>
    public ContextException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    public ContextException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and a cause.</summary>
    public ContextException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one with a number.</summary>
    /// <param name="number">The number of SQL Server's error.</param>
    /// <param name="message">Its text.</param>
    public ContextException(int number, string message)
        : base(message) => Number = number;

    /// <summary>The number of SQL Server's error; 0 for none.</summary>
    public int Number { get; }
}

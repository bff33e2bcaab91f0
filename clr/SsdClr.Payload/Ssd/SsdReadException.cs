using System;

namespace SsdClr.Payload.Ssd;

/// <summary>A column of SSD holds what cannot be read. The message names table and column, never the value.</summary>
internal sealed class SsdReadException : Exception
{
    internal SsdReadException(string message)
        : base(message)
    {
    }
}

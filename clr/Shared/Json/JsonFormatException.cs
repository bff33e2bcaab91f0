using System;
using System.Globalization;

namespace SsdClr.Json;

/// <summary>A text is not JSON (RFC 8259). The message says what is wrong and where, and never repeats the text: it may be personal.</summary>
internal sealed class JsonFormatException(string fault, int position) : Exception(fault + " at character position " + position.ToString(CultureInfo.InvariantCulture) + ".")
{
    /// <summary>Where, in UTF-16 characters from 0.</summary>
    internal int Position { get; } = position;
}

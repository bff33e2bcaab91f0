using System;

namespace SsdClr.Data;

/// <summary>A function or procedure was called with an argument it cannot take. The message says what to pass, and never repeats the argument.</summary>
internal sealed class WrongArgumentException(string message) : Exception(message);

using System;

namespace SsdClr.Payload.Reading;

/// <summary>SSD could not be read. The message says where, and never repeats a value.</summary>
internal sealed class SsdReadException(string message) : Exception(message);

using System;

namespace SsdClr.Ledger;

/// <summary>csc.staging holds what this version cannot go on from. The message says what and the remedy, and holds no value of a row that is a child's.</summary>
internal sealed class StagingException(string message) : Exception(message);

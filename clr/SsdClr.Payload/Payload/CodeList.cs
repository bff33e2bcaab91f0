using System;
using System.Collections.Generic;

namespace SsdClr.Payload;

/// <summary>The codes a field may have, compared exactly. The lists themselves are generated from the model.</summary>
internal sealed partial class CodeList
{
    private readonly Dictionary<string, bool> _members;

    /// <summary>A list of these codes, each of them once.</summary>
    internal CodeList(params string[] codes)
    {
        Codes = codes;
        _members = new Dictionary<string, bool>(codes.Length, StringComparer.Ordinal);
        foreach (string code in codes)
        {
            _members.Add(code, value: true);
        }
    }

    /// <summary>The codes in the order of the model.</summary>
    internal IReadOnlyList<string> Codes { get; }

    /// <summary>True for a code of the list, exactly as spelled.</summary>
    internal bool Contains(string code) => _members.ContainsKey(code);
}

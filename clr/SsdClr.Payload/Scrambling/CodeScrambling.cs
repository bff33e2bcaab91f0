using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using SsdClr.Payload.Building;

namespace SsdClr.Payload.Scrambling;

/// <summary>
/// Draws codes from their list: for each child the codes of the list change places with each other, so that two codes stay two and a changed code shows as
/// a change. A code that says there is none stays. A code outside the list becomes another one outside it: the fault is kept, the text is not.
/// </summary>
internal sealed class CodeScrambling
{
    private readonly byte _purpose;
    private readonly string? _none;
    private readonly CodeOrder _listed;
    private readonly CodeOrder _others;

    /// <param name="purpose">Which draws they are.</param>
    /// <param name="list">The list.</param>
    /// <param name="none">The code that stands alone for none; null where there is no such code.</param>
    /// <param name="isSorted">True where the payload sorts several of them.</param>
    /// <param name="others">Codes outside the list that the payload can hold, where they are known.</param>
    internal CodeScrambling(byte purpose, CodeList list, string? none = null, bool isSorted = false, params string[] others)
    {
        _purpose = purpose;
        _none = none;
        IsSorted = isSorted;
        var listed = new List<string>();
        foreach (string code in list.Codes)
        {
            if (!string.Equals(code, none, StringComparison.Ordinal))
            {
                listed.Add(code);
            }
        }

        _listed = new CodeOrder(purpose, listed);
        _others = new CodeOrder(purpose, new List<string>(others));
    }

    /// <summary>True where the payload sorts several of them.</summary>
    internal bool IsSorted { get; }

    /// <summary>The code that a child gets for one of its own.</summary>
    /// <param name="draws">The draws of the child.</param>
    /// <param name="bytes">Hold the code, as JSON has it between its quotes.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">How long it is.</param>
    internal string Of(ChildDraws draws, byte[] bytes, int start, int length) =>
        _listed.Find(draws, bytes, start, length)
        ?? (_none is not null && CodeOrder.Is(_none, bytes, start, length) ? _none : null)
        ?? _others.Find(draws, bytes, start, length)
        ?? "X" + (draws.Of(_purpose, bytes, start, length) % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);

    /// <summary>The same for a text.</summary>
    internal string Of(ChildDraws draws, string code)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(code);
        return Of(draws, bytes, 0, bytes.Length);
    }
}

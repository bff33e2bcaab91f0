using System;
using System.Collections.Generic;
using System.Text;

namespace SsdClr.Payload.Building;

/// <summary>The codes a field may have, and the texts that systems hold for them. The lists themselves are generated from the model.</summary>
internal sealed partial class CodeList
{
    // Codes that are words as well: a text may begin with one and mean another thing (Close to home).
    private static readonly string[] s_words = ["BOTH", "CHILD", "CLOSE", "HAND", "HEAR", "NONE", "OTHER", "PLACE", "STAND"];

    private readonly Dictionary<string, string> _codes;
    private readonly Dictionary<string, string> _anyCase;

    // By the letters and digits of the text; null where two codes share it.
    private readonly Dictionary<string, string?> _texts = new(StringComparer.Ordinal);
    private readonly int _longest;

    /// <summary>A list of these codes, each of them once, for which systems hold no texts.</summary>
    internal CodeList(params string[] codes)
        : this(codes, [])
    {
    }

    /// <summary>A list of these codes, each of them once.</summary>
    /// <param name="codes">The codes.</param>
    /// <param name="texts">Texts that systems hold for a code, each followed by its code.</param>
    internal CodeList(string[] codes, string[] texts)
    {
        Codes = codes;
        _codes = new Dictionary<string, string>(codes.Length, StringComparer.Ordinal);
        _anyCase = new Dictionary<string, string>(codes.Length, StringComparer.OrdinalIgnoreCase);
        foreach (string code in codes)
        {
            _codes.Add(code, code);
            _anyCase.Add(code, code);
            _longest = Math.Max(_longest, code.Length);
        }

        for (int index = 0; index < texts.Length; index += 2)
        {
            string text = LettersAndDigits(texts[index]);
            string code = texts[index + 1];
            _texts[text] = _texts.TryGetValue(text, out string? other) && !string.Equals(other, code, StringComparison.Ordinal) ? null : code;
        }
    }

    /// <summary>The codes in the order of the model.</summary>
    internal IReadOnlyList<string> Codes { get; }

    /// <summary>True for a code of the list, exactly as spelled.</summary>
    internal bool Contains(string code) => _codes.ContainsKey(code);

    /// <summary>
    /// The longest code that the value begins with, ignoring case, and that ends there; null where there is none. Behind one letter, or a code that is a word as well,
    /// the rest must be set apart or be the description of the code.
    /// </summary>
    /// <param name="value">The value, without outer blanks.</param>
    /// <param name="mayBeRated">True where a 1 or 2 may stand behind the code and belongs to it.</param>
    internal string? Leading(string value, bool mayBeRated)
    {
        for (int length = Math.Min(_longest, value.Length); length > 0; length--)
        {
            if (!_anyCase.TryGetValue(value.Substring(0, length), out string? code))
            {
                continue;
            }

            int end = mayBeRated && length < value.Length && value[length] is '1' or '2' ? length + 1 : length;
            if (end == value.Length || (Ends(value[end]) && (!MayBeginAText(code) || IsSetApart(value, end) || string.Equals(Described(value.Substring(end)), code, StringComparison.Ordinal))))
            {
                return code;
            }
        }

        return null;
    }

    /// <summary>The code that a text stands for, by letters and digits alone; null where it stands for none, or for two.</summary>
    internal string? Described(string value) => _texts.TryGetValue(LettersAndDigits(value), out string? code) ? code : null;

    /// <summary>True for what may stand behind a code and is no more part of it.</summary>
    internal static bool Ends(char character) => char.IsWhiteSpace(character) || character is ':' or '(' or '/' || IsDash(character);

    /// <summary>The letters and digits of a text, in capitals.</summary>
    internal static string LettersAndDigits(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (char character in text)
        {
            if (char.IsLetterOrDigit(character))
            {
                kept.Append(char.ToUpperInvariant(character));
            }
        }

        return kept.ToString();
    }

    private static bool MayBeginAText(string code) => code.Length == 1 || Array.IndexOf(s_words, code) >= 0;

    // By a colon, a bracket, or a dash with white space or nothing behind it. The value has no outer blanks, so there is something.
    private static bool IsSetApart(string value, int end)
    {
        string rest = value.Substring(end).TrimStart();
        return rest[0] is ':' or '(' || (IsDash(rest[0]) && (rest.Length == 1 || char.IsWhiteSpace(rest[1])));
    }

    private static bool IsDash(char character) => character is '-' or (>= '\u2010' and <= '\u2015') or '\u2212';
}

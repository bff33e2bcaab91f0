using System;
using System.Text;

namespace SsdClr.Payload.Building;

/// <summary>Which immigration statuses mean an unaccompanied asylum-seeking child (setting uasc_statuses). Letters alone are compared, without case.</summary>
internal sealed class UascStatuses
{
    private readonly string[] _letters;

    /// <param name="configured">The statuses of the setting.</param>
    internal UascStatuses(string[] configured)
    {
        _letters = new string[configured.Length];
        for (int index = 0; index < configured.Length; index++)
        {
            _letters[index] = LettersOf(configured[index]);
        }
    }

    /// <summary>True where a status is one of those configured, or goes on behind one.</summary>
    internal bool Match(string status)
    {
        foreach (string letters in _letters)
        {
            if (letters.Length > 0 && BeginsWith(status, letters))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where a status holds the word unaccompanied, or UASC.</summary>
    internal static bool SpeaksOfOne(string status) => HoldsWord(status, "unaccompanied") || HoldsWord(status, "UASC");

    private static bool BeginsWith(string status, string letters)
    {
        int found = 0;
        for (int index = 0; index < status.Length; index++)
        {
            char character = status[index];
            if (!IsLetter(character))
            {
                continue;
            }

            if (Upper(character) != letters[found])
            {
                return false;
            }

            if (++found == letters.Length)
            {
                return GoesOn(status.Substring(index + 1), isOneLetter: found == 1);
            }
        }

        return false;
    }

    // Behind one letter words may follow that have it as an initial (U K citizen, U/K, U - Unknown): something has to set them apart, and they have to speak of such a child.
    private static bool GoesOn(string rest, bool isOneLetter)
    {
        string more = rest.Trim();
        if (CodeList.LettersAndDigits(more).Length == 0)
        {
            return true;
        }

        if (!isOneLetter)
        {
            return CodeList.Ends(rest[0]) || rest[0] is ',' or ';' or '&';
        }

        bool isSetApart = more[0] is ':' or '(' || (more.Length > 1 && CodeList.Ends(more[0]) && char.IsWhiteSpace(more[1]));
        return isSetApart && SpeaksOfOne(more);
    }

    private static bool HoldsWord(string text, string word)
    {
        for (int at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            int end = at + word.Length;
            if ((at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static string LettersOf(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (char character in text)
        {
            if (IsLetter(character))
            {
                letters.Append(Upper(character));
            }
        }

        return letters.ToString();
    }

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static char Upper(char character) => character >= 'a' ? (char)(character - 32) : character;
}

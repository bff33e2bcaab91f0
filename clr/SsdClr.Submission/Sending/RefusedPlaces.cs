using System.Collections.Generic;

namespace SsdClr.Submission.Sending;

/// <summary>
/// The children a refusal names: an [n] at the start of a path is the n-th child of the posted array, from 0; one deeper in a
/// path is an item of some child. The text around may be anything, and nothing of it is kept.
/// </summary>
internal static class RefusedPlaces
{
    /// <summary>The places named, each once, in order; empty where none is, or every child.</summary>
    internal static int[] Find(string text, int children)
    {
        var named = new bool[children];
        int count = 0;
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] == '[' && StartsPath(text, index) && Number(text, index + 1, children) is { } place && !named[place])
            {
                named[place] = true;
                count++;
            }
        }

        if (count == children)
        {
            return [];
        }

        var places = new List<int>(count);
        for (int place = 0; place < children; place++)
        {
            if (named[place])
            {
                places.Add(place);
            }
        }

        return places.ToArray();
    }

    // Behind a name, a closing bracket or a dot it goes on; behind the root sign $ it starts, when the sign itself does.
    private static bool StartsPath(string text, int bracket)
    {
        int before = bracket - 1;
        if (before >= 0 && text[before] == '$')
        {
            before--;
        }

        return before < 0 || !(char.IsLetterOrDigit(text[before]) || text[before] is '_' or ']' or '.' or '$');
    }

    // The number up to the closing bracket; null where there is none, or no such child.
    private static int? Number(string text, int start, int children)
    {
        int number = 0;
        int index = start;
        while (index < text.Length && text[index] is >= '0' and <= '9' && number < children)
        {
            number = (number * 10) + text[index] - '0';
            index++;
        }

        return index > start && index < text.Length && text[index] == ']' && number < children ? number : null;
    }
}

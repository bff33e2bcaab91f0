using System;
using System.Text;

namespace SsdClr.Submission.Sending;

/// <summary>
/// What a refusal of one child says: the path, made of keys of the payload, and the rule, made of words that rules are made of. Everything else in the
/// answer may be a value of the child and is left out.
/// </summary>
internal static class RefusalReason
{
    private const int LongestRule = 200;
    private const int LongestReason = 200;

    /// <summary>The keys of the payload.</summary>
    internal static readonly string[] Keys =
    [
        "la_child_id", "mis_child_id", "purge", "child_details", "health_and_wellbeing", "social_care_episodes",
        "unique_pupil_number", "former_unique_pupil_number", "unique_pupil_number_unknown_reason", "first_name", "surname", "date_of_birth", "expected_date_of_birth", "sex",
        "ethnicity", "disabilities", "postcode", "uasc_flag", "uasc_end_date", "sdq_assessments", "date", "score",
        "social_care_episode_id", "referral_date", "referral_source", "closure_date", "closure_reason", "referral_no_further_action_flag",
        "child_and_family_assessments", "child_and_family_assessment_id", "start_date", "authorisation_date", "factors",
        "child_in_need_plans", "child_in_need_plan_id", "end_date", "section_47_assessments", "section_47_assessment_id", "icpc_required_flag", "icpc_date",
        "child_protection_plans", "child_protection_plan_id", "child_looked_after_placements", "child_looked_after_placement_id", "start_reason", "placement_type", "end_reason",
        "change_reason", "adoption", "initial_decision_date", "matched_date", "placed_date", "care_leavers", "contact_date", "activity", "accommodation",
        "care_worker_details", "worker_id",
    ];

    // In small letters: a name begins with a capital.
    private static readonly string[] s_words =
    [
        "a", "additional", "after", "allowed", "an", "and", "array", "at", "batch", "be", "before", "boolean", "breaks", "cannot", "character", "characters", "code", "date", "does",
        "duplicate", "empty", "enum", "expected", "field", "format", "future", "has", "have", "in", "integer", "invalid", "is", "item", "items", "key", "keys", "least", "length", "long",
        "match", "maximum", "minimum", "missing", "more", "most", "must", "not", "null", "number", "object", "occurs", "of", "once", "or", "part", "past", "pattern", "payload", "property",
        "range", "required", "schema", "short", "string", "text", "than", "that", "the", "this", "too", "type", "unknown", "valid", "value",
    ];

    /// <summary>The first path of the one child, and what is said of it; null where the text names none.</summary>
    internal static string? Find(string text)
    {
        int start = text.IndexOf("[0]", StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var reason = new StringBuilder("[0]");
        int end = AppendPath(text, start + 3, reason);
        AppendRule(text, end, reason);
        return reason.Length == 3 ? null : reason.ToString(0, Math.Min(reason.Length, LongestReason));
    }

    private static int AppendPath(string text, int start, StringBuilder path)
    {
        int index = start;
        while (index < text.Length)
        {
            if (text[index] == '.' && NameEnd(text, index + 1) is { } nameEnd && nameEnd > index + 1)
            {
                string name = text.Substring(index + 1, nameEnd - index - 1);
                path.Append('.').Append(Array.IndexOf(Keys, name) >= 0 ? name : "?");
                index = nameEnd;
            }
            else if (text[index] == '[' && DigitsEnd(text, index + 1) is { } digitsEnd && digitsEnd > index + 1 && digitsEnd - index <= 5 && digitsEnd < text.Length && text[digitsEnd] == ']')
            {
                path.Append(text, index, digitsEnd + 1 - index);
                index = digitsEnd + 1;
            }
            else
            {
                break;
            }
        }

        return index;
    }

    // Words that are left out leave a mark, once in a row.
    private static void AppendRule(string text, int start, StringBuilder reason)
    {
        int end = Math.Min(text.Length, start + LongestRule);
        bool isLeftOut = false;
        for (int index = start; index < end && text[index] is not ('\n' or '\r' or ';' or '['); index++)
        {
            int wordEnd = NameEnd(text, index);
            if (wordEnd == index)
            {
                continue;
            }

            string word = text.Substring(index, wordEnd - index);
            bool isKnown = Array.IndexOf(s_words, word) >= 0;
            if (isKnown || !isLeftOut)
            {
                reason.Append(' ').Append(isKnown ? word : "...");
            }

            isLeftOut = !isKnown;
            index = wordEnd - 1;
        }
    }

    private static int NameEnd(string text, int start)
    {
        int index = start;
        while (index < text.Length && (char.IsLetterOrDigit(text[index]) || text[index] is '_' or '-' or '\'' or '\u2019'))
        {
            index++;
        }

        return index;
    }

    private static int DigitsEnd(string text, int start)
    {
        int index = start;
        while (index < text.Length && text[index] is >= '0' and <= '9')
        {
            index++;
        }

        return index;
    }
}

using System;

namespace SsdClr.Payload.Building;

/// <summary>What an id must look like to be sent (docs/payload.md, section 10).</summary>
internal static class RecordId
{
    /// <summary>Longest id of a child, as the national schema has it since June 2026.</summary>
    internal const int MaximumChildLength = 20;

    /// <summary>Longest id of a record, and of the child in the case-management system.</summary>
    internal const int MaximumLength = 36;

    /// <summary>Longest id of a worker.</summary>
    internal const int MaximumWorkerLength = 12;

    /// <summary>True where the id has only letters A to Z, digits, hyphen and underscore.</summary>
    internal static bool HasOnlyAllowedCharacters(string id)
    {
        foreach (char character in id)
        {
            if (character is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The rule of a record other than the child that the id breaks; null where it can be sent.</summary>
    internal static PayloadRule? Fault(string? id, int maximumLength) =>
        id is null ? PayloadRule.RecordIdMissing
        : id.Length > maximumLength ? PayloadRule.RecordIdTooLong
        : !HasOnlyAllowedCharacters(id) ? PayloadRule.RecordIdCharacters
        : null;

    /// <summary>True where the id contains 0x, in either case.</summary>
    internal static bool HoldsHexPrefix(string id) => id.IndexOf("0x", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>
    /// Orders row ids: those of digits alone as numbers, so that row 10 comes after row 9, and before all others; the others ordinally.
    /// </summary>
    internal static int CompareRowIds(string? left, string? right)
    {
        if (left is null || right is null)
        {
            return left is null ? (right is null ? 0 : -1) : 1;
        }

        bool leftIsNumber = IsNumber(left);
        if (leftIsNumber != IsNumber(right))
        {
            return leftIsNumber ? -1 : 1;
        }

        if (leftIsNumber)
        {
            string leftDigits = left.TrimStart('0');
            string rightDigits = right.TrimStart('0');
            int byLength = leftDigits.Length.CompareTo(rightDigits.Length);
            int byDigits = byLength != 0 ? byLength : string.CompareOrdinal(leftDigits, rightDigits);
            if (byDigits != 0)
            {
                return byDigits;
            }
        }

        return string.CompareOrdinal(left, right);
    }

    private static bool IsNumber(string text)
    {
        foreach (char character in text)
        {
            if (character is < '0' or > '9')
            {
                return false;
            }
        }

        return text.Length > 0;
    }
}

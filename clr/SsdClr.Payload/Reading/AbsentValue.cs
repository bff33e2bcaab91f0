using System;

namespace SsdClr.Payload.Reading;

/// <summary>What systems write where there is no value. <see cref="ChildQuery"/> says the same in SQL: a key that stands for none joins nothing.</summary>
internal static class AbsentValue
{
    // 1900-01-01 and 2900-01-01, in days since 0001-01-01.
    private const int LastEarlyDay = 693595;
    private const int FirstLateDay = 1058838;

    /// <summary>True for a word that stands for NULL.</summary>
    internal static bool IsNullWord(string trimmed) =>
        trimmed.Length is 3 or 4 or 6
        && (Is(trimmed, "NULL") || Is(trimmed, "N/A") || Is(trimmed, "#N/A") || Is(trimmed, "(NULL)"));

    /// <summary>True for an id that stands for none.</summary>
    internal static bool IsSentinelId(string trimmed) =>
        trimmed.Length <= 2 && (string.Equals(trimmed, "0", StringComparison.Ordinal) || string.Equals(trimmed, "-1", StringComparison.Ordinal));

    /// <summary>True for a day that stands for none.</summary>
    internal static bool IsSentinelDay(int day) => day <= LastEarlyDay || day >= FirstLateDay;

    private static bool Is(string text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}

using System;

namespace SsdClr.Payload.Building;

/// <summary>What a row of csc.code_map may say: T-SQL and the companion ask here.</summary>
internal static class CodeEntry
{
    /// <summary>What is wrong with an entry, every fault in one text that never repeats the held value; null when it is right.</summary>
    /// <param name="field">The field.</param>
    /// <param name="heldValue">The value, as systems hold it.</param>
    /// <param name="code">The code to send for it; null takes the entry back.</param>
    /// <param name="names">How the host calls field, held value and code.</param>
    internal static string? Fault(string? field, string? heldValue, string? code, params string[] names)
    {
        CodedField? coded = field is null ? null : CodedField.Of(field);
        string faults = coded is null ? " " + names[0] + " must be one of " + Fields() + "." : string.Empty;
        string held = heldValue?.Trim() ?? string.Empty;
        if (held.Length is 0 or > CodeMap.LongestValue)
        {
            faults += " " + names[1] + " must have 1 to 400 characters.";
        }
        else if (Reading.AbsentValue.IsNullWord(held))
        {
            faults += " " + names[1] + " is a word that stands for NULL, so it counts as absent and has no code.";
        }
        else if (coded?.Find(held, new CodeMap(), out bool isShortened) is not null && !isShortened && code is not null)
        {
            faults += " " + names[1] + " has a code by the list already, and the list goes first.";
        }

        if (coded is not null && code is not null && !coded.Codes.Contains(code))
        {
            faults += " " + names[2] + " must be one of " + string.Join(", ", Codes(coded)) + ".";
        }

        return faults.Length == 0 ? null : faults.Substring(1);
    }

    /// <summary>The names of the fields, separated by commas.</summary>
    internal static string Fields()
    {
        var names = new string[CodedField.All.Length];
        for (int index = 0; index < names.Length; index++)
        {
            names[index] = CodedField.All[index].Name.Text;
        }

        return string.Join(", ", names);
    }

    private static string[] Codes(CodedField field)
    {
        var codes = new string[field.Codes.Codes.Count];
        for (int index = 0; index < codes.Length; index++)
        {
            codes[index] = field.Codes.Codes[index];
        }

        return codes;
    }
}

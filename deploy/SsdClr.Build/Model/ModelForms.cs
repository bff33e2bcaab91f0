using System.Text.RegularExpressions;

namespace SsdClr.Build.Model;

/// <summary>Forms of names that stand in more than one kind of file.</summary>
internal static partial class ModelForms
{
    /// <summary>Name of a field, category, list, code map, step or kind of evidence.</summary>
    [GeneratedRegex("^[a-z][a-z0-9_]*$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Term();

    /// <summary>Name of a table of the SSD.</summary>
    [GeneratedRegex("^ssd_[a-z0-9_]+$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex ObjectName();

    /// <summary>Path of a payload field, with its number where it has one.</summary>
    [GeneratedRegex(@"^[a-z0-9_]+(\[\])?(\.[a-z0-9_]+(\[\])?)*( \([0-9]+\))?$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex PayloadField();
}

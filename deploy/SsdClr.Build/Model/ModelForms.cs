using System.Text.RegularExpressions;

namespace SsdClr.Build.Model;

/// <summary>Forms that values of both objects and categories have.</summary>
internal static partial class ModelForms
{
    /// <summary>Name of a category.</summary>
    [GeneratedRegex("^[a-z][a-z0-9_]*$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex CategoryName();

    /// <summary>Path of a payload field, with its number where it has one.</summary>
    [GeneratedRegex(@"^[a-z0-9_]+(\[\])?(\.[a-z0-9_]+(\[\])?)*( \([0-9]+\))?$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex PayloadField();
}

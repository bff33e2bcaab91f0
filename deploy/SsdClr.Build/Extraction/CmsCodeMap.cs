namespace SsdClr.Build.Extraction;

/// <summary>What a system's codes or words become. A value that is not in the map stays as it is.</summary>
/// <param name="Name">Name of the map.</param>
/// <param name="Codes">The system's value and the SSD's.</param>
internal sealed record CmsCodeMap(string Name, IReadOnlyList<KeyValuePair<string, string>> Codes);

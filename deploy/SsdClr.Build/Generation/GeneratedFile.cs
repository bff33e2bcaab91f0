namespace SsdClr.Build.Generation;

/// <summary>A checked-in file that is made from other sources.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Content">Text it has to hold, with LF line ends; null where the file must not be there.</param>
internal sealed record GeneratedFile(string Path, string? Content)
{
    /// <summary>Whether the file on disk holds just this. Line ends are compared as LF: a checkout may turn them.</summary>
    public bool IsCurrent() => File.Exists(Path)
        ? string.Equals(File.ReadAllText(Path).ReplaceLineEndings("\n"), Content, StringComparison.Ordinal)
        : Content is null;

    /// <summary>Writes the file as UTF-8 without a byte order mark, or removes it.</summary>
    public void Write()
    {
        if (Content is null)
        {
            File.Delete(Path);
            return;
        }

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, Content);
    }
}

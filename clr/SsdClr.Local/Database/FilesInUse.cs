namespace SsdClr.Local.Database;

/// <summary>The files that a command works with, and to which it writes no result.</summary>
internal sealed class FilesInUse
{
    /// <summary>True where two spellings of a path that differ in case name one file.</summary>
    public static readonly bool IgnoreCase = !OperatingSystem.IsLinux();

    private static readonly StringComparison s_comparison = IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private readonly List<(string Path, string Use)> _files = [];

    /// <summary>For a command that works with none.</summary>
    public static FilesInUse None { get; } = new(database: null, settings: null);

    /// <param name="database">The database file; null for none.</param>
    /// <param name="settings">The settings file; null for none.</param>
    public FilesInUse(string? database, string? settings)
    {
        if (database is not null)
        {
            var file = Path.GetFullPath(database);
            var ledger = LocalDatabase.SubmissionFileOf(file);
            Add(file, "the database");
            Add(ledger, "the record of what was submitted from the database");
            Add(file + RunLock.Suffix, "the lock of the database");
            Add(file + RunLock.HolderSuffix, "the lock of the database");
            Add(file + "-journal", "the journal of the database");
            Add(ledger + "-journal", "the journal of the record of what was submitted");
        }

        if (settings is not null)
        {
            Add(Path.GetFullPath(settings), "the settings file");
        }
    }

    /// <summary>What a file is to the command; null where it is none of them.</summary>
    public string? Find(string path) => _files.Find(file => string.Equals(file.Path, path, s_comparison)).Use;

    private void Add(string path, string use) => _files.Add((path, use));
}

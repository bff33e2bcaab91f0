namespace SsdClr.Local.Database;

/// <summary>Files that hold records of children, or secrets: a new one may be read by its owner alone. On Windows the folder's permissions hold.</summary>
internal static class OwnerOnly
{
    /// <summary>How to make a file, or replace what is in one.</summary>
    public static FileStreamOptions Writing(int bufferSize = 4096)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = bufferSize };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    /// <summary>Makes an empty file where there is none, for a program that would let others read it. SQLite gives its journals the permissions of the database.</summary>
    public static void Prepare(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        try
        {
            var options = Writing();
            options.Mode = FileMode.CreateNew;
            new FileStream(path, options).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever opens it next says what is wrong.
        }
    }
}

namespace SsdClr.Local.Database;

/// <summary>Files that hold records of children, or secrets: a new one may be read by its owner alone. On Windows the folder's permissions hold.</summary>
internal static class OwnerOnly
{
    /// <summary>Has a file that is made by these options readable by its owner alone.</summary>
    public static void Restrict(FileStreamOptions options)
    {
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
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
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            Restrict(options);
            new FileStream(path, options).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever opens it next says what is wrong.
        }
    }
}

namespace SsdClr.Local.Database;

/// <summary>What the operating system has against a file, in words: its own name the path, the reason and nothing to do.</summary>
internal static class FileFault
{
    private const int LinuxDiskFull = 28;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsInUse = unchecked((int)0x80070020);

    /// <summary>The cause, as a clause.</summary>
    public static string Cause(Exception exception) => Of(exception).Cause;

    /// <summary>What a person can do about it, as a sentence.</summary>
    public static string Remedy(Exception exception) => Of(exception).Remedy;

    /// <summary>A fault of a file that no command expects, in one line. The system's words hold the path.</summary>
    public static string Describe(Exception exception) =>
        $"A file cannot be used, because {Cause(exception)}: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}. {Remedy(exception)}";

    private static (string Cause, string Remedy) Of(Exception exception) => exception switch
    {
        UnauthorizedAccessException => ("you have no permission", "Ask for the permission, or name a file in a folder that you may write to."),
        DirectoryNotFoundException => ("a folder of its path does not exist", "Make the folder, or name another file."),
        FileNotFoundException => ("it does not exist", "Name another file."),
        PathTooLongException => ("its path is too long", "Name another file."),
        { HResult: LinuxDiskFull or WindowsDiskFull } => ("the disk is full", "Make room on the disk, then run again."),
        { HResult: WindowsInUse } => ("another program has it open", "Close it there, then run again."),
        _ => ("the operating system refuses it", "Check the path and the drive, or name another file."),
    };
}

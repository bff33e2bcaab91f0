namespace SsdClr.Local.Commands;

/// <summary>How the program ends; scripts and schedulers rely on it.</summary>
internal static class ExitCode
{
    /// <summary>The command did what it was asked.</summary>
    public const int Success = 0;

    /// <summary>The command failed on something a person can mend: input, files, configuration, the receiver's answer.</summary>
    public const int Failure = 1;

    /// <summary>The command line is not understood.</summary>
    public const int Usage = 2;

    /// <summary>A fault in the program itself.</summary>
    public const int Unexpected = 3;

    /// <summary>Stopped by Ctrl+C (128 + SIGINT, as shells have it).</summary>
    public const int Interrupted = 130;
}

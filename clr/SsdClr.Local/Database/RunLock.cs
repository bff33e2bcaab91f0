using System.Globalization;

namespace SsdClr.Local.Database;

/// <summary>
/// One command at a time may change a database file or submit from it. The lock is an open file beside the database (<c>children.db.lock</c>) that the
/// operating system frees when the process ends, however it ends. The file itself stays: removing it would let two processes each lock a file of
/// their own. Who holds the lock is written to <c>children.db.lock.holder</c>, for the message of the one who is refused.
/// </summary>
internal sealed class RunLock : IDisposable
{
    /// <summary>What the name of the lock adds to that of the database.</summary>
    public const string Suffix = ".lock";

    /// <summary>What the name of the note on its holder adds to that of the database.</summary>
    public const string HolderSuffix = Suffix + ".holder";

    private readonly FileStream _stream;
    private readonly string _holderFile;

    private RunLock(FileStream stream, string holderFile) => (_stream, _holderFile) = (stream, holderFile);

    /// <summary>Takes the lock for <paramref name="operation"/> (a command's name) or refuses, naming the holder.</summary>
    /// <exception cref="CompanionException">Another process, or another command in this one, holds it.</exception>
    public static RunLock Acquire(string databaseFile, string operation, TimeProvider clock)
    {
        var lockFile = databaseFile + Suffix;
        var holderFile = databaseFile + HolderSuffix;
        FileStream stream;
        try
        {
            stream = new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            throw new CompanionException($"{Path.GetFileName(databaseFile)} is in use by {HolderOf(holderFile)}; wait until it ends, then try again.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CompanionException($"{databaseFile} cannot be changed, because you may not write to {lockFile}, which locks it. Ask for permission to write in that folder, or copy the database to one of yours.");
        }

        try
        {
            var started = clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            File.WriteAllText(holderFile, $"ssdclr {operation}, process {Environment.ProcessId} on {Environment.MachineName}, started {started} UTC");
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        return new RunLock(stream, holderFile);
    }

    /// <summary>True where a process holds the lock of a database. Makes no file.</summary>
    public static bool IsHeld(string databaseFile)
    {
        try
        {
            using var stream = new FileStream(databaseFile + Suffix, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>Frees the lock.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(_holderFile);
        }
        catch (IOException)
        {
            // Somebody is reading it; the next holder overwrites it.
        }

        _stream.Dispose();
    }

    private static string HolderOf(string holderFile)
    {
        try
        {
            return File.ReadAllText(holderFile) is { Length: > 0 } holder ? holder : "another process";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }
}

namespace SsdClr.Local.Database;

/// <summary>
/// A file that a command writes its result to: every writer of one goes through here. It takes the place of an older file when it is complete, so that a failure
/// leaves the older one and nothing else. It never takes the place of a database or of another file that the command works with.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private static readonly byte[] s_sqlite = "SQLite format 3\0"u8.ToArray();

    private readonly string _path;
    private readonly string _partial;
    private readonly bool _isPrivate;
    private FileStream? _stream;

    private OutputFile(string path, bool isPrivate)
    {
        _path = path;
        // A name of its own: another file may have any fixed one, and would keep the permissions it has.
        _partial = $"{path}.{Path.GetRandomFileName()}.partial";
        _isPrivate = isPrivate;
    }

    /// <summary>Looks whether the file may be written. Nothing is written yet.</summary>
    /// <param name="path">Where it goes.</param>
    /// <param name="inUse">Files that the command works with.</param>
    /// <param name="isPrivate">True: only its owner may read it, because it may hold records of children or secrets.</param>
    /// <exception cref="CompanionException">The folder does not exist, the path is a folder, or another file must stay there.</exception>
    public static OutputFile At(string path, FilesInUse inUse, bool isPrivate = true)
    {
        var file = new OutputFile(Target(Path.GetFullPath(path)), isPrivate);
        if (Directory.Exists(file._path))
        {
            throw new CompanionException($"{path} is a folder. Name a file in it.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(file._path)))
        {
            throw new CompanionException($"The folder of {path} does not exist. Make it first, or name another.");
        }

        if (inUse.Find(file._path) is { } use)
        {
            throw new CompanionException($"{path} is {use}, which would be lost. Name another file to write to.");
        }

        if (file.IsSqlite())
        {
            throw new CompanionException($"{path} is an SQLite database, which would be lost. Name another file to write to.");
        }

        return file;
    }

    /// <summary>The full path.</summary>
    public string FullName => _path;

    /// <summary>Writes a text in UTF-8.</summary>
    /// <exception cref="CompanionException">The file cannot be written.</exception>
    public void Write(string text) => Write(stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    });

    /// <summary>Writes the file; whatever ends the writing early leaves nothing behind.</summary>
    /// <exception cref="CompanionException">The file cannot be written.</exception>
    public void Write(Action<FileStream> write)
    {
        try
        {
            Attempt(() => write(Open()));
            Complete();
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Begins to write, beside the target.</summary>
    /// <exception cref="CompanionException">The file cannot be written.</exception>
    public FileStream Open()
    {
        Attempt(() =>
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read | FileShare.Delete, BufferSize = 1 << 16 };
            if (_isPrivate)
            {
                OwnerOnly.Restrict(options);
            }

            _stream = new FileStream(_partial, options);
            AppDomain.CurrentDomain.ProcessExit += OnExit;
        });
        return _stream!;
    }

    /// <summary>Puts what was written into the place of the target.</summary>
    /// <exception cref="CompanionException">The file cannot be written.</exception>
    public void Complete() => Attempt(() =>
    {
        _stream!.Dispose();
        File.Move(_partial, _path, overwrite: true);
    });

    /// <summary>Deletes what was written and not completed.</summary>
    public void Dispose()
    {
        if (_stream is null)
        {
            return;
        }

        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // The disk is full: what is left in the buffer is not wanted any more.
        }

        _stream = null;
        DeletePartial();
    }

    // Ctrl+C ends the process while another thread writes.
    private void OnExit(object? sender, EventArgs arguments)
    {
        try
        {
            DeletePartial();
        }
        catch (CompanionException)
        {
            // Nobody is left to be told.
        }
    }

    private void DeletePartial()
    {
        try
        {
            File.Delete(_partial);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CompanionException($"{_partial} could not be deleted, because {FileFault.Cause(exception)}. It may hold records of children: delete it.");
        }
    }

    // A link stays, and what it leads to is replaced.
    private static string Target(string named)
    {
        try
        {
            return File.ResolveLinkTarget(named, returnFinalTarget: true)?.FullName ?? named;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return named;
        }
    }

    private bool IsSqlite()
    {
        if (!File.Exists(_path))
        {
            return false;
        }

        var isSqlite = false;
        Attempt(() =>
        {
            using var stream = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            var start = new byte[s_sqlite.Length];
            isSqlite = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual(s_sqlite);
        });
        return isSqlite;
    }

    private void Attempt(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CompanionException($"{_path} could not be written, because {FileFault.Cause(exception)}. {FileFault.Remedy(exception)}");
        }
    }
}

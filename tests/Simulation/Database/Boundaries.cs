namespace SsdClr.Simulation.Database;

/// <summary>Every place where a run meets the world. Counts them, lets the world change between them, and interrupts at one.</summary>
internal sealed class Boundaries
{
    private int _interruptAt = -1;
    private bool _countsEffectsOnly;
    private Interruption _interruption;

    /// <summary>Boundaries passed since <see cref="Start"/>.</summary>
    internal int Passed { get; private set; }

    /// <summary>The program was killed: nothing it does has an effect.</summary>
    internal bool IsDead { get; private set; }

    /// <summary>The kind of the boundary that was interrupted; null while none was.</summary>
    internal BoundaryKind? InterruptedAt { get; private set; }

    /// <summary>Called before each boundary: here others may do what others do.</summary>
    internal Action? Between { get; set; }

    /// <summary>Called when a transaction of the database is to be given up, since its statement failed.</summary>
    internal Action? OnFailure { get; set; }

    /// <summary>Called when a change has been committed.</summary>
    internal Action? OnCommitted { get; set; }

    /// <summary>A program starts; nothing interrupts it unless <see cref="Interrupt"/> says so.</summary>
    internal void Start()
    {
        Passed = 0;
        IsDead = false;
        InterruptedAt = null;
        _interruptAt = -1;
    }

    /// <summary>Interrupts at a boundary.</summary>
    /// <param name="index">How many are passed before, counted from <see cref="Start"/>.</param>
    /// <param name="interruption">What happens there.</param>
    /// <param name="effectsOnly">Only writes, commits and sends are counted.</param>
    internal void Interrupt(int index, Interruption interruption, bool effectsOnly)
    {
        _interruptAt = index;
        _interruption = interruption;
        _countsEffectsOnly = effectsOnly;
    }

    /// <summary>Throws where the program is dead.</summary>
    internal void Check()
    {
        if (IsDead)
        {
            throw new KilledException();
        }
    }

    /// <summary>Crosses a boundary of the database.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="effect">What happens there.</param>
    /// <param name="commits">It is committed at once.</param>
    internal T Cross<T>(BoundaryKind kind, Func<T> effect, bool commits = false) => Cross(kind, effect, commits, failed: null);

    /// <summary>Crosses a boundary.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="effect">What happens there.</param>
    /// <param name="commits">It is committed at once.</param>
    /// <param name="failed">What a failure looks like, told whether the effect took place; null: an exception of the database.</param>
    internal T Cross<T>(BoundaryKind kind, Func<T> effect, bool commits, Func<bool, T>? failed)
    {
        Check();
        Between?.Invoke();
        var isDue = IsDue(kind);
        if (isDue && _interruption is Interruption.KillBefore)
        {
            throw Kill(kind);
        }

        if (isDue && _interruption is Interruption.FailBefore)
        {
            InterruptedAt = kind;
            return Fail(happened: false, failed);
        }

        var result = effect();
        if (commits)
        {
            OnCommitted?.Invoke();
        }

        if (isDue && _interruption is Interruption.KillAfter)
        {
            (result as IDisposable)?.Dispose();
            throw Kill(kind);
        }

        if (isDue && _interruption is Interruption.FailAfter)
        {
            InterruptedAt = kind;
            (result as IDisposable)?.Dispose();
            return Fail(happened: true, failed);
        }

        return result;
    }

    private bool IsDue(BoundaryKind kind)
    {
        if (_countsEffectsOnly && kind is not (BoundaryKind.Write or BoundaryKind.Commit or BoundaryKind.Send))
        {
            return false;
        }

        return Passed++ == _interruptAt;
    }

    private KilledException Kill(BoundaryKind kind)
    {
        IsDead = true;
        InterruptedAt = kind;
        return new KilledException();
    }

    private T Fail<T>(bool happened, Func<bool, T>? failed)
    {
        if (failed is not null)
        {
            return failed(happened);
        }

        OnFailure?.Invoke();
        throw new SimulatedDatabaseException();
    }
}

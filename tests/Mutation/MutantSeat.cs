namespace SsdClr.Mutation;

/// <summary>Where a mutant sits, which decides how it is switched on.</summary>
internal enum MutantSeat
{
    /// <summary>Woven into the one assembly behind a switch; any process can turn to it.</summary>
    Woven,

    /// <summary>Woven into what runs once in a process (a static field): it needs a process of its own.</summary>
    Static,

    /// <summary>In a constant, or where two copies would declare one name twice: it needs an assembly of its own.</summary>
    Alone,

    /// <summary>Does not compile, so it is no mutant.</summary>
    None,
}

namespace SsdClr.Runs;

/// <summary>Who started a run, and where. Each part null where it is not known; texts over 128 characters are cut.</summary>
internal sealed class RunOrigin
{
    /// <summary>Name of the machine.</summary>
    internal string? HostName { get; init; }

    /// <summary>Login that runs it.</summary>
    internal string? LoginName { get; init; }

    /// <summary>SQL Server Agent job.</summary>
    internal string? AgentJob { get; init; }
}

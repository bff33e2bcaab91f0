namespace SsdClr.Runs;

/// <summary>Who started a run, and where. Each part is null where it is not known; texts over 128 characters are cut in the log.</summary>
internal sealed class RunOrigin(string? hostName, string? loginName, AgentJobStep? agentJob)
{
    /// <summary>Name of the machine.</summary>
    internal string? HostName { get; } = hostName;

    /// <summary>Login that runs it.</summary>
    internal string? LoginName { get; } = loginName;

    /// <summary>Step of a SQL Server Agent job.</summary>
    internal AgentJobStep? AgentJob { get; } = agentJob;
}

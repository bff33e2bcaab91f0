using System;
using System.Globalization;

namespace SsdClr.Runs;

/// <summary>The step of a SQL Server Agent job, as the program name of its session tells it: <c>SQLAgent - TSQL JobStep (Job 0x... : Step 1)</c>.</summary>
internal sealed class AgentJobStep
{
    private const string Start = "SQLAgent - TSQL JobStep (Job 0x";
    private const string Middle = " : Step ";
    private const int IdDigits = 32;

    private AgentJobStep(string jobId, int stepNumber)
    {
        JobId = jobId;
        StepNumber = stepNumber;
    }

    /// <summary>msdb.dbo.sysjobs.job_id as text.</summary>
    internal string JobId { get; }

    /// <summary>msdb.dbo.sysjobsteps.step_id.</summary>
    internal int StepNumber { get; }

    /// <summary>Reads the program name of a session; null where it is not SQL Server Agent's.</summary>
    internal static AgentJobStep? Find(string? programName)
    {
        int step = Start.Length + IdDigits;
        if (programName is null
            || !programName.StartsWith(Start, StringComparison.Ordinal)
            || programName[programName.Length - 1] != ')'
            || programName.Length < step + Middle.Length + 1
            || string.CompareOrdinal(programName, step, Middle, 0, Middle.Length) != 0)
        {
            return null;
        }

        int digits = step + Middle.Length;
        var id = new byte[IdDigits / 2];
        for (int index = 0; index < id.Length; index++)
        {
            if (!byte.TryParse(programName.Substring(Start.Length + (2 * index), 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id[index]))
            {
                return null;
            }
        }

        // The bytes of a uniqueidentifier are those of a Guid, in SQL Server as in .NET.
        return int.TryParse(programName.Substring(digits, programName.Length - digits - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? new AgentJobStep(new Guid(id).ToString("D").ToUpperInvariant(), number)
            : null;
    }
}

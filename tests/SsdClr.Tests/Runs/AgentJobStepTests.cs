using SsdClr.Runs;

namespace SsdClr.Tests.Runs;

[TestClass]
public sealed class AgentJobStepTests
{
    [TestMethod]
    public void The_job_and_its_step_are_read_from_the_program_name()
    {
        AgentJobStep? step = AgentJobStep.Find("SQLAgent - TSQL JobStep (Job 0x33221100554477668899AABBCCDDEEFF : Step 12)");
        Assert.AreEqual(("00112233-4455-6677-8899-AABBCCDDEEFF", 12), (step?.JobId, step?.StepNumber));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("Microsoft SQL Server Management Studio - Query")]
    [DataRow("SQLAgent - Job Manager")]
    [DataRow("SQLAgent - TSQL JobStep (Job 0x")]
    [DataRow("SQLAgent - TSQL JobStep (Job 0x33221100554477668899AABBCCDDEEFF : Step )")]
    [DataRow("SQLAgent - TSQL JobStep (Job 0x33221100554477668899AABBCCDDEEFF : Step x)")]
    [DataRow("SQLAgent - TSQL JobStep (Job 0x3322110055447766889 : Step 1)")]
    [DataRow("SQLAgent - TSQL JobStep (Job 0xZZ221100554477668899AABBCCDDEEFF : Step 1)")]
    public void Any_other_program_is_none(string? programName) => Assert.IsNull(AgentJobStep.Find(programName));
}

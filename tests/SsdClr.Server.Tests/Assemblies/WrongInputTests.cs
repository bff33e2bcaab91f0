using Microsoft.Data.SqlClient;
using SsdClr.Server.Tests.Engine;
using SsdClr.Server.Tests.Procedures;

namespace SsdClr.Server.Tests.Assemblies;

/// <summary>Wrong input to the procedures whose checks are functions of an assembly: all faults are named, and nothing changes.</summary>
[TestClass]
[OnServer(Need.ExternalAccess)]
public sealed class WrongInputTests
{
    private static ScratchDatabase s_database = null!;

    [ClassInitialize]
    public static void Initialize(TestContext context)
    {
        Assert.IsEmpty(ServerTrust.Trust(withSubmission: true).Errors);
        s_database = ScratchDatabase.Create();
        s_database.RunScript(Product.Script("SsdClr.install.sql"));
    }

    [ClassCleanup]
    public static void Cleanup() => s_database?.Dispose();

    [TestMethod]
    public void Every_fault_is_named_and_nothing_changes()
    {
        using var connection = s_database.Open();
        var before = ProcedureDatabase.Contents(connection);
        foreach (var input in InputCase.WithAssemblies.Concat(InputCase.WithoutAssemblies))
        {
            var refused = Assert.ThrowsExactly<SqlException>(() => connection.Run($"EXECUTE [csc].[{input.Procedure}] {input.Arguments}"), input.ToString());

            Assert.AreEqual(input.Number, refused.Number, $"{input}: {refused.Message}");
            foreach (var word in input.Words)
            {
                Assert.Contains(word, refused.Message, StringComparison.Ordinal, input.ToString());
            }
        }

        Assert.AreEqual(before, ProcedureDatabase.Contents(connection), "Something was changed.");
    }
}

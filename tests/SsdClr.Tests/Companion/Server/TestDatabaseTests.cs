using SsdClr.Local.Server;

namespace SsdClr.Tests.Companion.Server;

/// <summary>When 'load' and 'sample' may replace rows on a server.</summary>
[TestClass]
public sealed class TestDatabaseTests
{
    [TestMethod]
    [DataRow(false, false, null)]
    [DataRow(true, false, null)]
    [DataRow(false, false, "HDM")]
    [DataRow(false, true, null)]
    [DataRow(false, true, "SSD_Test")]
    public void Rows_that_may_be_live_are_kept(bool holdsSubmission, bool replace, string? confirmed) => Assert.IsNotNull(Objection(holdsSubmission, replace, confirmed));

    [TestMethod]
    [DataRow(true, null)]
    [DataRow(false, "HDM")]
    [DataRow(false, "hdm")]
    public void Rows_of_a_test_database_are_replaced(bool holdsSubmission, string? confirmed) => Assert.IsNull(Objection(holdsSubmission, replace: true, confirmed));

    [TestMethod]
    public void The_refusal_says_what_to_add() => Assert.EndsWith("If it is a test database, add --confirm-database \"HDM\".", Objection(holdsSubmission: false, replace: true, confirmed: null)!, StringComparison.Ordinal);

    private static string? Objection(bool holdsSubmission, bool replace, string? confirmed) => TestDatabase.Objection("Database HDM on SQL01", "HDM", holdsSubmission, replace, confirmed);
}

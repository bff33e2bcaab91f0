using SsdClr.Local;
using SsdClr.Local.Server;

namespace SsdClr.Tests.Companion.Server;

[TestClass]
public sealed class ServerConnectionTests
{
    private const string Whole = "Server=SQL01;Database=SSD;User ID=reader;Password=marked";

    [TestMethod]
    [DataRow("Server=SQL01;Database=SSD;Password=marked;other", DisplayName = "a value without a keyword")]
    [DataRow("Server=SQL01;Database=SSD;marked=1", DisplayName = "an unknown keyword")]
    [DataRow("Server=SQL01;Database=SSD;Encrypt=marked", DisplayName = "a value that is not allowed")]
    [DataRow("Server=SQL01;Database=SSD;Connect Timeout=marked", DisplayName = "a word for a number")]
    [DataRow("Server=SQL01;Database=SSD;Authentication=marked", DisplayName = "an unknown authentication")]
    [DataRow("Database=SSD;Password=marked", DisplayName = "no server")]
    [DataRow("Server=SQL01;Password=marked", DisplayName = "no database")]
    [DataRow("Server=SQL01;Database=Master;Password=marked", DisplayName = "a system database")]
    public void A_faulty_string_is_refused_without_showing_it(string text)
    {
        var fault = Assert.ThrowsExactly<CompanionException>(() => ServerConnection.Parse(text));
        Assert.DoesNotContain("marked", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Sessions_are_never_pooled() => Assert.IsFalse(ServerConnection.Parse(Whole + ";Pooling=true").Pooling);

    [TestMethod]
    public void A_lost_session_is_never_restored_in_silence() => Assert.AreEqual(0, ServerConnection.Parse(Whole + ";ConnectRetryCount=3").ConnectRetryCount);

    [TestMethod]
    public void One_reader_is_open_at_a_time() => Assert.IsFalse(ServerConnection.Parse(Whole + ";MultipleActiveResultSets=true").MultipleActiveResultSets);

    [TestMethod]
    public void No_transaction_is_joined() => Assert.IsFalse(ServerConnection.Parse(Whole + ";Enlist=true").Enlist);

    [TestMethod]
    public void A_long_statement_is_waited_for() => Assert.AreEqual(0, ServerConnection.Parse(Whole).CommandTimeout);

    [TestMethod]
    public void The_server_sees_the_program() => Assert.AreEqual("ssdclr", ServerConnection.Parse(Whole).ApplicationName);

    [TestMethod]
    public void A_name_of_ones_own_for_the_program_is_kept() => Assert.AreEqual("nightly", ServerConnection.Parse(Whole + ";Application Name=nightly").ApplicationName);

    [TestMethod]
    public void The_connection_is_encrypted_unless_told_otherwise() => Assert.AreEqual("True", ServerConnection.Parse(Whole).Encrypt.ToString());
}

using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Tests.Submission;

namespace SsdClr.Tests.Runs;

[TestClass]
public sealed class ReceiverRegisterTests
{
    [TestMethod]
    public void Finds_the_receiver_the_settings_describe()
    {
        using var database = new CscDatabase();
        Assert.AreEqual(CscDatabase.ReceiverId, Current(database));
    }

    [TestMethod]
    public void A_slash_at_the_end_of_the_address_makes_no_other_receiver()
    {
        using var database = new CscDatabase();
        Assert.AreEqual(CscDatabase.ReceiverId, Current(database, ("base_url", TestSettings.BaseUrl + "/")));
    }

    [TestMethod]
    [DataRow("https://RECEIVER.Test/1")]
    [DataRow("HTTPS://receiver.test:443/1/")]
    public void A_host_in_capitals_makes_no_other_receiver(string baseUrl)
    {
        using var database = new CscDatabase();
        Assert.AreEqual(CscDatabase.ReceiverId, Current(database, ("base_url", baseUrl)));
    }

    [TestMethod]
    [DataRow("base_url", "https://receiver.test/A")]
    [DataRow("base_url", "https://receiver.test/2")]
    [DataRow("la_code", "998")]
    public void Any_part_of_the_key_makes_another_receiver(string name, string value)
    {
        using var database = new CscDatabase();
        Assert.AreEqual(2, Current(database, (name, value)));
    }

    [TestMethod]
    public void Each_scrambling_is_a_receiver_of_its_own()
    {
        using var database = new CscDatabase();
        int one = ReceiverRegister.Current(database.Context, new TestClock(), TestSettings.Complete(), "one");
        int two = ReceiverRegister.Current(database.Context, new TestClock(), TestSettings.Complete(), "two");

        Assert.AreEqual((2, 3), (one, two));
        Assert.AreEqual(3, ReceiverRegister.Refreshed(database.Context, TestSettings.Complete(("scramble", "1"))));
        Assert.AreEqual(CscDatabase.ReceiverId, Current(database));
        Assert.IsNull(ReceiverRegister.Refreshed(database.Context, TestSettings.Complete(("scramble", "1"))));
    }

    [TestMethod]
    public void Another_child_id_column_makes_no_other_receiver_for_it_still_holds_what_it_was_sent()
    {
        using var database = new CscDatabase();
        Assert.AreEqual(
            (CscDatabase.ReceiverId, "pers_legacy_id"),
            (Current(database, ("la_child_id_column", "pers_legacy_id")), database.Value("SELECT group_concat(la_child_id_column) FROM csc.receiver")));
    }

    [TestMethod]
    public void Exactly_one_receiver_is_current()
    {
        using var database = new CscDatabase();
        Current(database, ("la_code", "998"));
        Assert.AreEqual("2", database.Value("SELECT group_concat(receiver_id) FROM csc.receiver WHERE is_current = 1"));
    }

    [TestMethod]
    public void Going_back_finds_the_first_receiver_again()
    {
        using var database = new CscDatabase();
        Current(database, ("la_code", "998"));
        Assert.AreEqual((CscDatabase.ReceiverId, "1"), (Current(database), database.Value("SELECT group_concat(receiver_id) FROM csc.receiver WHERE is_current = 1")));
    }

    [TestMethod]
    public void An_address_longer_than_the_column_is_refused()
    {
        using var database = new CscDatabase();
        Assert.ThrowsExactly<SettingException>(() => Current(database, ("base_url", "https://receiver.test/" + new string('a', 400))));
    }

    private static int Current(CscDatabase database, params (string, string)[] changes) =>
        ReceiverRegister.Current(database.Context, new TestClock(), TestSettings.Complete(changes), ReceiverRegister.NotScrambled);
}

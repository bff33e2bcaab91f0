using SsdClr.Submission.Sending;

namespace SsdClr.Tests.Submission;

[TestClass]
public sealed class ReceiptReaderTests
{
    private const string Uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";

    [TestMethod]
    [DataRow("2026-05-04_03:02:01.2_" + Uuid + ".json")]
    [DataRow("2026-05-04_03:02:01.23_" + Uuid + ".json")]
    [DataRow("2026-05-04_03:02:01.234567_" + Uuid + ".json")]
    [DataRow("2026-05-04_03:02:01.23_" + Uuid)]
    [DataRow("2024-02-29_23:59:59.99_0F8FAD5B-D9CB-469F-A165-70867728950E.json")]
    public void Takes_a_receipt(string receipt) =>
        CollectionAssert.AreEqual(new[] { receipt }, AnswerClassifier.Receipts("[\"" + receipt + "\"]", 1, out _));

    [TestMethod]
    [DataRow("")]
    [DataRow("ok")]
    [DataRow("2026-05-04_03:02:01_" + Uuid + ".json")]
    [DataRow("2026-05-04_03:02:01._" + Uuid + ".json")]
    [DataRow("2026-05-04_03:02:01.2345678_" + Uuid + ".json")]
    [DataRow("2026-05-04 03:02:01.23_" + Uuid + ".json")]
    [DataRow("2026-05-04T03:02:01.23_" + Uuid + ".json")]
    [DataRow("2026-02-30_03:02:01.23_" + Uuid + ".json")]
    [DataRow("2026-05-04_24:02:01.23_" + Uuid + ".json")]
    [DataRow("2026-5-4_03:02:01.23_" + Uuid + ".json")]
    [DataRow("2026-05-04_03:02:01.23-" + Uuid + ".json")]
    [DataRow("2026-05-04_03:02:01.23_" + Uuid + ".JSON")]
    [DataRow("2026-05-04_03:02:01.23_" + Uuid + ".json ")]
    [DataRow("2026-05-04_03:02:01.23_" + Uuid + ".xml")]
    [DataRow(" 2026-05-04_03:02:01.23_" + Uuid + ".json")]
    [DataRow("2026-05-04_03:02:01.23_0f8fad5bd9cb469fa16570867728950e.json")]
    [DataRow("2026-05-04_03:02:01.23_0f8fad5b-d9cb-469f-a165-70867728950.json")]
    [DataRow("2026-05-04_03:02:01.23_0f8fad5b-d9cb-469f-a165-70867728950g.json")]
    [DataRow("2026-05-04_03:02:01.23_")]
    public void Refuses_what_is_no_receipt(string receipt) => Assert.IsNull(AnswerClassifier.Receipts("[\"" + receipt + "\"]", 1, out _));

    [TestMethod]
    [DataRow("")]
    [DataRow("null")]
    [DataRow("{}")]
    [DataRow("\"2026-05-04_03:02:01.23_" + Uuid + ".json\"")]
    [DataRow("[")]
    [DataRow("[null]")]
    [DataRow("[1]")]
    [DataRow("[[]]")]
    [DataRow("[\"2026-05-04_03:02:01.23_" + Uuid + ".json\"")]
    [DataRow("[\"2026-05-04_03:02:01.23_" + Uuid + ".json\"] x")]
    [DataRow("<html></html>")]
    public void Refuses_a_body_that_is_no_array_of_receipts(string body) => Assert.IsNull(AnswerClassifier.Receipts(body, 1, out _));

    [TestMethod]
    public void Keeps_the_order()
    {
        string first = ScriptedTransport.Receipt(2);
        string second = ScriptedTransport.Receipt(1);
        CollectionAssert.AreEqual(new[] { first, second }, AnswerClassifier.Receipts($" [ \"{first}\" ,\n\"{second}\" ] ", 2, out _));
    }

    [TestMethod]
    public void Says_how_many_there_are_when_the_number_is_wrong()
    {
        AnswerClassifier.Receipts($"[\"{ScriptedTransport.Receipt(1)}\"]", 2, out string fault);
        Assert.AreEqual("the body holds 1 receipts for 2 children", fault);
    }

    [TestMethod]
    public void Says_which_entry_is_wrong_and_not_what_it_says()
    {
        AnswerClassifier.Receipts($"[\"{ScriptedTransport.Receipt(1)}\",\"Agnes Smith\"]", 2, out string fault);
        Assert.AreEqual("entry 1 of the body is no receipt", fault);
    }
}

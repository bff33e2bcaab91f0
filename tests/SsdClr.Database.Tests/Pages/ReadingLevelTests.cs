#pragma warning disable MA0009 // The texts are our own, and a time limit would fail on a busy machine.
using System.Globalization;
using System.Text.RegularExpressions;

namespace SsdClr.Database.Tests.Pages;

/// <summary>How hard the pages are to read: length of sentences, passive voice, words that hide who does what, length of pages.</summary>
[TestClass]
public sealed partial class ReadingLevelTests
{
    private const double MostWordsOnAverage = 18;
    private const int MostWords = 35;
    private const double MostPassive = 0.25;
    private const int MostLines = 250;

    /// <summary>Pages that are still to be rewritten: their sentences are not looked at. The list only ever gets shorter.</summary>
    private static readonly string[] s_unwritten =
    [
        "CHANGELOG.md",
    ];

    private static readonly IReadOnlyList<Page> s_byHand = [.. Page.All.Where(page => !page.IsGenerated)];

    private static readonly IReadOnlyList<Page> s_rewritten = [.. s_byHand.Where(page => !s_unwritten.Contains(page.Name, StringComparer.Ordinal))];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Sentences_are_short_on_average()
    {
        TestContext.WriteLine(Figures("All pages", s_byHand));
        TestContext.WriteLine(Figures("Those held to this test", s_rewritten));

        Assert.IsLessThan(MostWordsOnAverage, s_rewritten.SelectMany(page => page.Sentences).Average(Page.Words));
    }

    [TestMethod]
    public void No_sentence_is_too_long() =>
        Assert.AreEqual(string.Empty, string.Join('\n', s_rewritten.SelectMany(page => page.Sentences.Where(sentence => Page.Words(sentence) > MostWords).Select(sentence => $"{page.Name}: {Page.Words(sentence)} words: {sentence}"))));

    [TestMethod]
    public void Few_sentences_are_passive()
    {
        var sentences = s_rewritten.SelectMany(page => page.Sentences).ToList();

        Assert.IsLessThan(MostPassive, sentences.Count(Page.IsPassive) / (double)sentences.Count);
    }

    [TestMethod]
    public void Words_that_hide_who_does_what_are_avoided() =>
        Assert.AreEqual(string.Empty, string.Join('\n', s_rewritten.SelectMany(page => page.Sentences.Where(sentence => Avoided().IsMatch(sentence)).Select(sentence => $"{page.Name}: {Avoided().Match(sentence).Value}: {sentence}"))));

    [TestMethod]
    public void No_page_is_too_long() =>
        Assert.AreEqual(string.Empty, string.Join(", ", s_byHand.Where(page => page.Lines > MostLines).Select(page => $"{page.Name}: {page.Lines} lines")));

    [TestMethod]
    [DataRow("One sentence. Another one: of `two parts` here! A third?", 3)]
    [DataRow("A sentence\nover two lines.\n\n- an item\n- another item\n\n| a | table |\n|---|---|\n| with | words |\n\n```\nand code.\n```\n", 3)]
    public void Sentences_are_told_apart(string markdown, int expected) => Assert.HasCount(expected, new Page("page.md", markdown).Sentences);

    [TestMethod]
    public void Code_counts_as_one_word() => Assert.AreEqual(3, Page.Words(new Page("page.md", "Run `EXEC csc.run @confirm_first_run = 1` now.").Sentences.Single()));

    [TestMethod]
    [DataRow("The run is stopped by a guard.", true)]
    [DataRow("A guard stops the run.", false)]
    public void Passive_voice_is_found(string sentence, bool expected) => Assert.AreEqual(expected, Page.IsPassive(sentence));

    [TestMethod]
    [DataRow("Nobody's business.")]
    [DataRow("It is stored lest it be lost.")]
    public void Avoided_word_is_found(string sentence) => Assert.IsTrue(Avoided().IsMatch(sentence));

    private static string Figures(string what, IReadOnlyList<Page> pages)
    {
        var sentences = pages.SelectMany(page => page.Sentences).ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {pages.Count} pages, {sentences.Count} sentences of {sentences.Average(Page.Words):0.0} words on average, {sentences.Count(sentence => Page.Words(sentence) > MostWords)} over {MostWords}, {sentences.Count(Page.IsPassive) / (double)sentences.Count:P0} passive");
    }

    /// <summary>Literary and legal words, and riddles that earlier pages had. The plain word is always shorter.</summary>
    [GeneratedRegex(
        @"\b(lest|hardly|whatsoever|whilst|thereof|therein|herein|hereby|aforementioned|henceforth|utili[sz]e|leverag\w+|in order to|prior to|subsequent to|is minded|in force as|nobody's business|nobody minds|whoever had|of whom|besides that|in vain)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Avoided();
}

using SsdClr.Payload.Reports;

namespace SsdClr.Tests.Reports;

[TestClass]
public sealed class HtmlWriterTests
{
    [TestMethod]
    [DataRow("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")]
    [DataRow("\" onmouseover=\"x", "&quot; onmouseover=&quot;x")]
    [DataRow("&lt;", "&amp;lt;")]
    [DataRow("a\u0000b\u001f\u0085", "a\ufffdb\ufffd\ufffd")]
    [DataRow("é \ud83d\ude00\tx\ny", "é \ud83d\ude00\tx\ny")]
    [DataRow(null, "")]
    public void A_text_is_never_markup(string? text, string html) => Assert.AreEqual(html, new HtmlWriter().Text(text).ToString());

    [TestMethod]
    [DataRow(0L, "0 children")]
    [DataRow(1L, "1 child")]
    [DataRow(1234L, "1,234 children")]
    public void Number_and_noun_agree(long number, string words) => Assert.AreEqual(words, HtmlWriter.Count(number, "child", "children"));

    [TestMethod]
    [DataRow(5L, 10L, "M0 0h50v")]
    [DataRow(20L, 10L, "M0 0h100v")]
    [DataRow(1L, 0L, "M0 0h0v")]
    public void A_bar_stays_in_its_cell(long part, long whole, string path) =>
        Assert.Contains(path, new HtmlWriter().BarCell(part, whole, "c1").ToString(), StringComparison.Ordinal);

    [TestMethod]
    public void A_night_far_above_the_others_is_named()
    {
        var html = new HtmlWriter();
        long[] values = [.. Enumerable.Repeat(10L, 20), 50_000];
        new ColumnChart("Children", [.. values.Select((_, day) => "day " + day)], new ChartSeries("All", "c1", values)).Write(html);

        Assert.Contains("Higher than the chart: day 20 (50,000).", html.ToString(), StringComparison.Ordinal);
        Assert.Contains(">20</span>", html.ToString(), StringComparison.Ordinal);
    }
}

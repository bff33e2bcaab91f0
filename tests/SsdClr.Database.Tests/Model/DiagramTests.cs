using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SsdClr.Build.Model;

namespace SsdClr.Database.Tests.Model;

/// <summary>The checked-in diagrams, read back as shapes: what a person would see amiss.</summary>
[TestClass]
public sealed partial class DiagramTests
{
    private const double LetterWidth = 6.6;
    private const double HeadingLetterWidth = 7.5;
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";
    private static readonly SsdModel s_model = SsdModelReader.Read(CheckedOut.Repository);

    public static IEnumerable<string[]> Diagrams => SubjectArea.All.Select(area => new[] { area.Name }).Append(["overview"]);

    [TestMethod]
    [DynamicData(nameof(Diagrams))]
    public void Boxes_do_not_overlap(string diagram)
    {
        var boxes = Boxes(diagram);

        var overlaps =
            from first in boxes
            from second in boxes
            where string.CompareOrdinal(first.Table, second.Table) < 0
                && first.Left < second.Right && second.Left < first.Right && first.Top < second.Bottom && second.Top < first.Bottom
            select $"{first.Table} and {second.Table}";

        Assert.AreEqual(string.Empty, string.Join(", ", overlaps));
    }

    [TestMethod]
    [DynamicData(nameof(Diagrams))]
    public void No_line_runs_through_a_box(string diagram)
    {
        var boxes = Boxes(diagram);

        var crossings =
            from line in Stretches(diagram)
            from box in boxes
            where Math.Max(line.FromX, line.ToX) > box.Left + 1 && Math.Min(line.FromX, line.ToX) < box.Right - 1
                && Math.Max(line.FromY, line.ToY) > box.Top && Math.Min(line.FromY, line.ToY) < box.Bottom
            select box.Table;

        Assert.AreEqual(string.Empty, string.Join(", ", crossings.Distinct(StringComparer.Ordinal)));
    }

    [TestMethod]
    [DynamicData(nameof(Diagrams))]
    public void Every_text_fits_into_its_box(string diagram)
    {
        var tooWide = Boxes(diagram).SelectMany(box => box.Rows.Where(row => row.Sum(text => (text.Length + 1) * LetterWidth) > box.Right - box.Left).Select(row => $"{box.Table}: {string.Join(' ', row)}"));

        Assert.AreEqual(string.Empty, string.Join(", ", tooWide));
    }

    [TestMethod]
    [DynamicData(nameof(Diagrams))]
    public void Everything_lies_within_the_picture(string diagram)
    {
        var picture = Load(diagram);
        var (width, height) = ((int)picture.Attribute("width")!, (int)picture.Attribute("height")!);

        Assert.IsTrue(Boxes(diagram).TrueForAll(box => box.Left > 0 && box.Top > 0 && box.Right < width && box.Bottom < height));
        Assert.IsTrue(Stretches(diagram).TrueForAll(line => Math.Min(line.FromX, line.ToX) > 0 && Math.Min(line.FromY, line.ToY) > 0 && Math.Max(line.FromX, line.ToX) < width && Math.Max(line.FromY, line.ToY) < height));
    }

    [TestMethod]
    public void No_line_of_the_overview_runs_through_a_heading()
    {
        var headings = Load("overview").Elements(s_svg + "text").Where(text => (string?)text.Attribute("font-size") == "13").ToList();

        var crossings =
            from heading in headings
            let left = (int)heading.Attribute("x")!
            let line = (int)heading.Attribute("y")!
            let right = left + (heading.Value.Length * HeadingLetterWidth)
            from stretch in Stretches("overview")
            where Math.Min(stretch.FromX, stretch.ToX) < right && Math.Max(stretch.FromX, stretch.ToX) > left
                && Math.Min(stretch.FromY, stretch.ToY) < line + 3 && Math.Max(stretch.FromY, stretch.ToY) > line - 12
            select heading.Value;

        Assert.HasCount(SubjectArea.All.Count(area => s_model.Objects.Any(table => table.Subject == area.Name)), headings);
        Assert.AreEqual(string.Empty, string.Join(", ", crossings));
    }

    [TestMethod]
    public void Overview_shows_every_table()
    {
        CollectionAssert.AreEquivalent(s_model.Objects.Select(table => table.Name).ToList(), Boxes("overview").ConvertAll(box => box.Table));
    }

    [TestMethod]
    public void Subject_area_shows_its_tables_whole_and_the_tables_they_refer_to()
    {
        foreach (var area in SubjectArea.All)
        {
            var own = s_model.Objects.Where(table => table.Subject == area.Name).ToList();
            var parents = s_model.References.Where(reference => own.Contains(reference.Child)).Select(reference => reference.Parent);
            var boxes = Boxes(area.Name);

            CollectionAssert.AreEquivalent(own.Concat(parents).Select(table => table.Name).Distinct(StringComparer.Ordinal).ToList(), boxes.ConvertAll(box => box.Table));
            Assert.IsTrue(own.TrueForAll(table => boxes.Single(box => box.Table == table.Name).Rows.Count == table.Fields.Count + 1));
        }
    }

    private static XElement Load(string diagram) =>
        XDocument.Load(Path.Combine(CheckedOut.Repository.Dictionary, "diagrams", diagram + ".svg")).Root!;

    private static List<Box> Boxes(string diagram) =>
    [
        .. Load(diagram).Elements(s_svg + "a").Select(link =>
        {
            var frame = link.Elements(s_svg + "rect").First();
            var texts = link.Elements(s_svg + "text").Where(text => text.Value.Length > 0).GroupBy(text => (int)text.Attribute("y")!).Select(row => row.Select(text => text.Value).ToList()).ToList();
            var (left, top) = ((int)frame.Attribute("x")!, (int)frame.Attribute("y")!);
            return new Box(texts[0][0], left, top, left + (int)frame.Attribute("width")!, top + (int)frame.Attribute("height")!, texts);
        }),
    ];

    private static List<Stretch> Stretches(string diagram) =>
    [
        .. Load(diagram).Elements(s_svg + "path").SelectMany(path => StretchOfPath().Matches((string)path.Attribute("d")!)).Select(match =>
        {
            var (x, y, to) = (Number(match, "x"), Number(match, "y"), Number(match, "to"));
            return match.Groups["way"].Value == "H" ? new Stretch(x, y, to, y) : new Stretch(x, y, x, to);
        }),
    ];

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.Integer, CultureInfo.InvariantCulture);

    [GeneratedRegex("M(?<x>-?[0-9]+) (?<y>-?[0-9]+)(?<way>[HV])(?<to>-?[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StretchOfPath();

    private sealed record Box(string Table, int Left, int Top, int Right, int Bottom, List<List<string>> Rows);

    private sealed record Stretch(int FromX, int FromY, int ToX, int ToY);
}

using System.Globalization;
using System.Text;
using System.Xml.Linq;
using SsdClr.Build.Generation;
using SsdClr.Build.Model;

namespace SsdClr.Build.Diagrams;

/// <summary>
/// Draws tables and the references between them as SVG. Boxes stand in columns; lines run along rows, in lanes of their own between the columns, and
/// cross a column only where it has no box. The same boxes give the same text.
/// </summary>
internal sealed class EntityDiagram
{
    private const double LetterWidth = 6.63;
    private const double HeadingLetterWidth = 7.6;
    private const int Margin = 24;
    private const int LaneWidth = 9;
    private const int TitleHeight = 44;
    private const int LegendHeight = 34;
    private const int Clearance = 5;

    private readonly List<DiagramBox> _boxes;
    private readonly List<DiagramLine> _lines;
    private readonly List<List<string>> _lanes = [];
    private readonly Dictionary<(string Bundle, int From, int To), int> _corridors = [];
    private readonly List<int> _columnLeft = [];
    private readonly List<int> _columnWidth = [];
    private readonly List<(int From, int To, int Height)> _usedHeights = [];

    private EntityDiagram(IReadOnlyList<DiagramBox> boxes, IEnumerable<SsdReference> references)
    {
        this._boxes = [.. boxes];
        _lines = [.. from reference in references
                    let child = boxes.FirstOrDefault(box => box.Table == reference.Child)
                    let parent = boxes.FirstOrDefault(box => box.Table == reference.Parent)
                    where child is not null && parent is not null && (child.Rows.Count == 0 || child.Rows.Contains(reference.Field))
                    select new DiagramLine(reference, child, parent)];
    }

    /// <summary>Upper edge of the highest box: above it stand title and lines.</summary>
    public static int FirstTop => TitleHeight + 26;

    /// <summary>Draws a diagram whose boxes have their columns and heights.</summary>
    /// <param name="title">Title.</param>
    /// <param name="legend">What the marks mean, below the boxes.</param>
    /// <param name="boxes">Boxes that do not overlap.</param>
    /// <param name="references">References to draw; those between other tables are left out.</param>
    /// <param name="bands">Backgrounds with a heading, each from one height to another.</param>
    public static string Write(string title, string legend, IReadOnlyList<DiagramBox> boxes, IEnumerable<SsdReference> references, IReadOnlyList<(string Heading, int Top, int Bottom)> bands)
    {
        var diagram = new EntityDiagram(boxes, references);
        diagram.Measure();
        return diagram.Draw(title, legend, bands);
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Escape(string text) => new XText(text).ToString().Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string Colour(SsdObject table) => SubjectArea.All.Single(area => area.Name == table.Subject).Colour;

    private void Measure()
    {
        var columns = _boxes.Max(box => box.Column) + 1;
        for (var channel = 0; channel <= columns; channel++)
        {
            _lanes.Add([]);
        }

        // Bundles that end low run at the outside, so that fewer lines cross.
        foreach (var line in _lines.OrderBy(line => line.Parent.LineHeight(line.Reference.Key)).ThenBy(line => line.Bundle, StringComparer.Ordinal))
        {
            foreach (var channel in new[] { line.ParentChannel, line.ChildChannel })
            {
                if (!_lanes[channel].Contains(line.Bundle))
                {
                    _lanes[channel].Add(line.Bundle);
                }
            }
        }

        var left = Margin + ChannelWidth(0);
        for (var column = 0; column < columns; column++)
        {
            var width = _boxes.Where(box => box.Column == column).Select(Width).DefaultIfEmpty(0).Max();
            _columnLeft.Add(left);
            _columnWidth.Add(width);
            left += width + ChannelWidth(column + 1);
        }

        _columnLeft.Add(left);
        foreach (var line in _lines.Where(line => line.Crossed.Any()))
        {
            var key = Corridor(line);
            if (!_corridors.ContainsKey(key))
            {
                _corridors.Add(key, FreeHeight(line, key.From, key.To));
            }
        }
    }

    private int ChannelWidth(int channel) => _lanes[channel].Count == 0 ? (channel == 0 || channel == _lanes.Count - 1 ? 0 : 40) : 34 + (LaneWidth * _lanes[channel].Count);

    private static int Width(DiagramBox box)
    {
        var header = box.Table.Name.Length + (box.Badges.Length > 0 ? box.Badges.Length + 2 : 0);
        var rows = box.Rows.Select(row => 4 + row.Name.Length + 2 + TSqlTable.SqlType(row).Length).DefaultIfEmpty(0).Max();
        return (int)Math.Ceiling((Math.Max(header * 1.03, rows) * LetterWidth) + 18);
    }

    private static (string Bundle, int From, int To) Corridor(DiagramLine line) => (line.Bundle, Math.Min(line.ChildChannel, line.ParentChannel), Math.Max(line.ChildChannel, line.ParentChannel));

    /// <summary>The height nearest to where the line ends at which no box stands in the columns that are crossed, and no other bundle runs.</summary>
    private int FreeHeight(DiagramLine line, int from, int to)
    {
        var wanted = (line.Parent.LineHeight(line.Reference.Key) + line.Child.LineHeight(line.Reference.Field)) / 2;
        var inTheWay = _boxes.Where(box => line.Crossed.Contains(box.Column)).ToList();
        var best = Enumerable.Range(TitleHeight, _boxes.Max(box => box.Bottom) + 40 - TitleHeight)
            .Where(height => !inTheWay.Exists(box => height > box.Top - Clearance && height < box.Bottom + Clearance))
            .Where(height => !_usedHeights.Exists(used => used.From < to && from < used.To && Math.Abs(used.Height - height) < 6))
            .OrderBy(height => Math.Abs(height - wanted))
            .ThenBy(height => height)
            .First();
        _usedHeights.Add((from, to, best));
        return best;
    }

    private int LaneX(int channel, string bundle) => _columnLeft[channel] - 20 - (LaneWidth * _lanes[channel].IndexOf(bundle));

    private string Draw(string title, string legend, IReadOnlyList<(string Heading, int Top, int Bottom)> bands)
    {
        var width = _columnLeft[^1] + Margin;
        var height = Math.Max(_boxes.Max(box => box.Bottom), _usedHeights.Select(used => used.Height).DefaultIfEmpty(0).Max()) + LegendHeight + Margin;
        width = Math.Max(width, (int)Math.Ceiling(legend.Length * LetterWidth) + (2 * Margin));
        var text = new StringBuilder();
        text.Append("<!-- Generated by SsdClr.Build from sql/model: change those files, not this one. -->\n");
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{Escape(title)}\" font-family=\"'DejaVu Sans Mono', Consolas, Menlo, monospace\" font-size=\"11\">\n");
        text.Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n");
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin}\" y=\"32\" font-family=\"sans-serif\" font-size=\"20\" font-weight=\"bold\" fill=\"#212121\">{Escape(title)}</text>\n");
        foreach (var (_, top, bottom) in bands)
        {
            text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Margin / 2}\" y=\"{top}\" width=\"{width - Margin}\" height=\"{bottom - top}\" rx=\"6\" fill=\"#f5f5f5\"/>\n");
        }

        foreach (var bundle in _lines.GroupBy(line => line.Bundle, StringComparer.Ordinal))
        {
            Lines(text, [.. bundle]);
        }

        foreach (var (heading, top, _) in bands)
        {
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{HeadingX(heading, top)}\" y=\"{top + 17}\" font-family=\"sans-serif\" font-size=\"13\" font-weight=\"bold\" fill=\"#424242\">{Escape(heading)}</text>\n");
        }

        foreach (var box in _boxes)
        {
            Box(text, box);
        }

        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin}\" y=\"{height - Margin + 6}\" fill=\"#616161\">{Escape(legend)}</text>\n</svg>\n");
        return text.ToString();
    }

    private (int ChildX, int ParentX, int ChildY, int ParentY) Ends(DiagramLine line) => (
        line.LeavesLeft ? _columnLeft[line.Child.Column] : _columnLeft[line.Child.Column] + _columnWidth[line.Child.Column],
        line.ArrivesLeft ? _columnLeft[line.Parent.Column] : _columnLeft[line.Parent.Column] + _columnWidth[line.Parent.Column],
        line.Child.LineHeight(line.Reference.Field),
        line.Parent.LineHeight(line.Reference.Key));

    /// <summary>The straight parts of a line, from the child's box to the parent's.</summary>
    private IEnumerable<(int FromX, int FromY, int ToX, int ToY)> Stretches(DiagramLine line)
    {
        var (childX, parentX, childY, parentY) = Ends(line);
        var childLane = LaneX(line.ChildChannel, line.Bundle);
        var parentLane = LaneX(line.ParentChannel, line.Bundle);
        var corridor = line.Crossed.Any() ? _corridors[Corridor(line)] : parentY;
        yield return (childX + (line.LeavesLeft ? -8 : 8), childY, childLane, childY);
        yield return (childLane, childY, childLane, corridor);
        if (line.Crossed.Any())
        {
            yield return (childLane, corridor, parentLane, corridor);
            yield return (parentLane, corridor, parentLane, parentY);
        }

        yield return (parentLane, parentY, parentX, parentY);
    }

    /// <summary>Where a heading begins: as far to the left as no line runs through it.</summary>
    private int HeadingX(string heading, int top)
    {
        var width = (int)Math.Ceiling(heading.Length * HeadingLetterWidth);
        var inTheWay = _lines.SelectMany(Stretches)
            .Where(stretch => Math.Min(stretch.FromY, stretch.ToY) < top + 24 && Math.Max(stretch.FromY, stretch.ToY) > top + 2)
            .Select(stretch => (Left: Math.Min(stretch.FromX, stretch.ToX) - 6, Right: Math.Max(stretch.FromX, stretch.ToX) + 6))
            .ToList();
        var left = Margin;
        while (inTheWay.Exists(stretch => stretch.Left < left + width && left < stretch.Right))
        {
            left = inTheWay.Where(stretch => stretch.Left < left + width && left < stretch.Right).Max(stretch => stretch.Right);
        }

        return left;
    }

    /// <summary>Draws lines that run together, each stretch once: dashes drawn twice would fill their gaps.</summary>
    private void Lines(StringBuilder text, List<DiagramLine> bundle)
    {
        var level = new SortedSet<(int Y, int From, int To)>();
        var upright = new SortedDictionary<int, (int From, int To)>();
        var feet = new StringBuilder();
        var dots = new SortedSet<(int X, int Y)>();
        foreach (var line in bundle)
        {
            var (childX, parentX, childY, parentY) = Ends(line);
            var foot = line.LeavesLeft ? -8 : 8;
            foreach (var (fromX, fromY, toX, toY) in Stretches(line))
            {
                if (fromX == toX)
                {
                    Upright(fromX, fromY, toY);
                }
                else
                {
                    Level(fromY, fromX, toX);
                }
            }

            dots.Add((parentX, parentY));
            feet.Append(CultureInfo.InvariantCulture, $"M{childX} {childY - 4}L{childX + foot} {childY}L{childX} {childY + 4}M{childX} {childY}H{childX + foot}");
        }

        var colour = Colour(bundle[0].Parent.Table);
        var dashes = bundle[0].IsDashed ? " stroke-dasharray=\"5 3\"" : string.Empty;
        var path = string.Concat(level.Select(stretch => $"M{stretch.From} {stretch.Y}H{stretch.To}").Concat(upright.Select(stretch => $"M{stretch.Key} {stretch.Value.From}V{stretch.Value.To}")));
        text.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.3\"{dashes}/>\n");
        text.Append(CultureInfo.InvariantCulture, $"<path d=\"{feet}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.3\"/>\n");
        foreach (var (x, y) in dots)
        {
            text.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x}\" cy=\"{y}\" r=\"3\" fill=\"{colour}\"/>\n");
        }

        void Level(int y, int from, int to) => level.Add((y, Math.Min(from, to), Math.Max(from, to)));

        void Upright(int x, int from, int to)
        {
            var (least, greatest) = upright.GetValueOrDefault(x, (int.MaxValue, int.MinValue));
            upright[x] = (Math.Min(least, Math.Min(from, to)), Math.Max(greatest, Math.Max(from, to)));
        }
    }

    private void Box(StringBuilder text, DiagramBox box)
    {
        var left = _columnLeft[box.Column];
        var width = _columnWidth[box.Column];
        var colour = Colour(box.Table);
        text.Append(CultureInfo.InvariantCulture, $"<a href=\"../{box.Table.Name}.md\">\n");
        text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left}\" y=\"{box.Top}\" width=\"{width}\" height=\"{box.Bottom - box.Top}\" rx=\"3\" fill=\"#ffffff\" stroke=\"{colour}\"{(box.IsGuest ? " stroke-dasharray=\"2 2\"" : string.Empty)}/>\n");
        if (!box.IsGuest)
        {
            text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left}\" y=\"{box.Top}\" width=\"{width}\" height=\"{DiagramBox.HeaderHeight}\" rx=\"3\" fill=\"{colour}\"/>\n");
        }

        var ink = box.IsGuest ? colour : "#ffffff";
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{left + 8}\" y=\"{box.Top + 15}\" font-weight=\"bold\" fill=\"{ink}\">{box.Table.Name}</text>\n");
        if (box.Badges.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{left + width - 8}\" y=\"{box.Top + 15}\" text-anchor=\"end\" fill=\"{ink}\">{box.Badges}</text>\n");
        }

        for (var row = 0; row < box.Rows.Count; row++)
        {
            var field = box.Rows[row];
            var line = box.Top + DiagramBox.HeaderHeight + (row * DiagramBox.RowHeight) + 13;
            var mark = field.IsPrimaryKey ? "PK" : field.ForeignKey is not null ? "FK" : string.Empty;
            var weight = field.IsPrimaryKey ? " font-weight=\"bold\"" : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{left + 6}\" y=\"{line}\" font-size=\"8\" fill=\"#757575\">{mark}</text>");
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Number(left + 6 + (2.6 * LetterWidth))}\" y=\"{line}\"{weight} fill=\"#212121\">{field.Name}</text>");
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{left + width - 6}\" y=\"{line}\" text-anchor=\"end\" fill=\"#757575\">{TSqlTable.SqlType(field)}</text>\n");
        }

        text.Append("</a>\n");
    }
}

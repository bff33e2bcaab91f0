using SsdClr.Build.Model;

namespace SsdClr.Build.Diagrams;

/// <summary>
/// Arranges all tables, by name alone, in one band a subject area. Nearly every table refers to the person, many to a worker or a team: those references
/// are letters behind the name, all others are lines.
/// </summary>
internal static class OverviewDiagram
{
    private const int Pitch = 34;
    private const int Heading = 28;
    private const int Columns = 4;

    private static readonly (string Table, char Letter)[] s_hubs = [("ssd_person", 'P'), ("ssd_professionals", 'W'), ("ssd_department", 'T')];

    /// <summary>The diagram as SVG.</summary>
    /// <param name="model">The model.</param>
    public static string Write(SsdModel model)
    {
        var references = model.References.Where(reference => reference.Child != reference.Parent && !s_hubs.Any(hub => hub.Table == reference.Parent.Name)).ToList();
        var boxes = model.Objects.Select(table => new DiagramBox(table, [], Badges(table, model), isGuest: false)).ToList();
        var depths = Depth.Of(model.Objects, references);
        var bands = new List<(string, int, int)>();
        var top = EntityDiagram.FirstTop;
        foreach (var area in SubjectArea.All)
        {
            var inArea = boxes.Where(box => box.Table.Subject == area.Name).ToList();
            if (inArea.Count == 0)
            {
                continue;
            }

            var bottom = Arrange(inArea, references, depths, top + Heading);
            bands.Add((area.Title, top, bottom + 4));
            top = bottom + 16;
        }

        return EntityDiagram.Write(
            "The tables of the SSD and what refers to what",
            "P: refers to ssd_person · W: to ssd_professionals · T: to ssd_department · solid line: foreign key · dashed line: reference without a constraint",
            boxes,
            references,
            bands);
    }

    /// <summary>Tables with lines stand in the column of their depth; the others fill what is left, row by row.</summary>
    private static int Arrange(List<DiagramBox> boxes, List<SsdReference> references, Dictionary<SsdObject, int> depths, int top)
    {
        var taken = new HashSet<(int Column, int Row)>();
        var isLinked = boxes.ToLookup(box => references.Exists(reference => reference.Child == box.Table || reference.Parent == box.Table));
        foreach (var box in isLinked[true])
        {
            box.Column = Math.Min(depths[box.Table], Columns - 1);
            Place(box, taken, top);
        }

        foreach (var box in isLinked[false])
        {
            box.Column = Enumerable.Range(0, Columns).OrderBy(column => taken.Count(cell => cell.Column == column)).ThenBy(column => column).First();
            Place(box, taken, top);
        }

        return top + ((taken.Max(cell => cell.Row) + 1) * Pitch);
    }

    private static void Place(DiagramBox box, HashSet<(int Column, int Row)> taken, int top)
    {
        var row = taken.Count(cell => cell.Column == box.Column);
        taken.Add((box.Column, row));

        // Neighbouring columns stand at different heights, so that no two lines fall together.
        box.Top = top + (row * Pitch) + (box.Column % 2 * 5);
    }

    private static string Badges(SsdObject table, SsdModel model) => string.Concat(s_hubs
        .Where(hub => model.References.Any(reference => reference.Child == table && reference.Parent.Name == hub.Table))
        .Select(hub => hub.Letter));
}

using SsdClr.Build.Model;

namespace SsdClr.Build.Diagrams;

/// <summary>Arranges the tables of one subject area: each to the right of those it refers to. Tables of other areas are guests, with the columns referred to.</summary>
internal static class SubjectDiagram
{
    private const int Gap = 20;

    /// <summary>The diagram as SVG.</summary>
    /// <param name="area">Area that has at least one table.</param>
    /// <param name="model">The model.</param>
    public static string Write(SubjectArea area, SsdModel model)
    {
        var references = model.References.Where(reference => reference.Child.Subject == area.Name).ToList();
        var boxes = model.Objects.Where(table => table.Subject == area.Name)
            .Select(table => new DiagramBox(table, table.Fields, string.Empty, isGuest: false))
            .ToList();
        boxes.AddRange(references.Where(reference => reference.Parent.Subject != area.Name)
            .GroupBy(reference => reference.Parent)
            .Select(group => new DiagramBox(group.Key, [.. group.Key.Fields.Where(field => group.Any(reference => reference.Key == field))], string.Empty, isGuest: true)));
        var columns = Depth.Of([.. boxes.Select(box => box.Table)], references);
        foreach (var box in boxes)
        {
            box.Column = columns[box.Table];
        }

        Stack(boxes, references);
        return EntityDiagram.Write(
            $"{area.Title}: tables and references",
            "PK: key · FK: refers to another table · solid line: foreign key · dashed line: reference without a constraint · dotted box: table of another area",
            boxes,
            references,
            []);
    }

    private static void Stack(List<DiagramBox> boxes, List<SsdReference> references)
    {
        for (var column = 0; column <= boxes.Max(box => box.Column); column++)
        {
            // Rows of neighbouring columns stand at different heights, so that no two lines fall together.
            var top = EntityDiagram.FirstTop + (column % 3 * 5);
            foreach (var box in boxes.Where(box => box.Column == column).OrderBy(box => ParentHeight(box, boxes, references)).ThenBy(box => box.Table.Name, StringComparer.Ordinal).ToList())
            {
                box.Top = top;
                var used = box.Bottom - top + Gap;
                top += (used + DiagramBox.RowHeight - 1) / DiagramBox.RowHeight * DiagramBox.RowHeight;
            }
        }
    }

    private static double ParentHeight(DiagramBox box, List<DiagramBox> boxes, List<SsdReference> references) =>
        references.Where(reference => reference.Child == box.Table)
            .Select(reference => boxes.Find(parent => parent.Table == reference.Parent)!)
            .Where(parent => parent.Column < box.Column)
            .Select(parent => (double)parent.Top)
            .DefaultIfEmpty(0)
            .Average();
}

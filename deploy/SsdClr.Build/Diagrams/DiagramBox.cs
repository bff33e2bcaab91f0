using SsdClr.Build.Model;

namespace SsdClr.Build.Diagrams;

/// <summary>A table in a diagram.</summary>
/// <param name="table">The table.</param>
/// <param name="rows">Columns shown; none for a box that is a name only.</param>
/// <param name="badges">Letters behind the name.</param>
/// <param name="isGuest">Whether the table belongs to another subject area than the diagram.</param>
internal sealed class DiagramBox(SsdObject table, IReadOnlyList<SsdField> rows, string badges, bool isGuest)
{
    /// <summary>Height of the name, in pixels.</summary>
    public const int HeaderHeight = 22;

    /// <summary>Height of a column, in pixels. Boxes stand on a grid of it.</summary>
    public const int RowHeight = 15;

    /// <summary>The table.</summary>
    public SsdObject Table { get; } = table;

    /// <summary>Columns shown.</summary>
    public IReadOnlyList<SsdField> Rows { get; } = rows;

    /// <summary>Letters behind the name.</summary>
    public string Badges { get; } = badges;

    /// <summary>Whether the table belongs to another subject area than the diagram.</summary>
    public bool IsGuest { get; } = isGuest;

    /// <summary>Column of the diagram, from 0 at the left.</summary>
    public int Column { get; set; }

    /// <summary>Upper edge, in pixels.</summary>
    public int Top { get; set; }

    /// <summary>Lower edge, in pixels.</summary>
    public int Bottom => Top + HeaderHeight + (Rows.Count * RowHeight) + (Rows.Count > 0 ? 4 : 0);

    /// <summary>Height at which a line to or from a column meets the box, in pixels.</summary>
    /// <param name="field">A column, shown or not.</param>
    public int LineHeight(SsdField field)
    {
        for (var row = 0; row < Rows.Count; row++)
        {
            if (Rows[row].Name == field.Name)
            {
                return Top + HeaderHeight + (row * RowHeight) + 9;
            }
        }

        return Top + (HeaderHeight / 2);
    }
}

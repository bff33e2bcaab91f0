using SsdClr.Build.Model;

namespace SsdClr.Build.Diagrams;

/// <summary>A reference as a diagram draws it: from the box of the child to that of the parent, around all other boxes.</summary>
/// <param name="Reference">The reference.</param>
/// <param name="Child">Box where the line begins.</param>
/// <param name="Parent">Box where it ends.</param>
internal sealed record DiagramLine(SsdReference Reference, DiagramBox Child, DiagramBox Parent)
{
    /// <summary>Whether the line leaves the child at its left.</summary>
    public bool LeavesLeft => Parent.Column < Child.Column;

    /// <summary>Whether the line meets the parent at its left.</summary>
    public bool ArrivesLeft => Parent.Column > Child.Column;

    /// <summary>Space between columns beside the child, numbered as the column to its right.</summary>
    public int ChildChannel => LeavesLeft ? Child.Column : Child.Column + 1;

    /// <summary>Space between columns beside the parent, numbered as the column to its right.</summary>
    public int ParentChannel => ArrivesLeft ? Parent.Column : Parent.Column + 1;

    /// <summary>Lines of one kind to one column of one parent run together.</summary>
    public string Bundle => $"{Parent.Table.Name}.{(Parent.Rows.Count > 0 ? Reference.Key.Name : string.Empty)} {(IsDashed ? "dashed" : "solid")}";

    /// <summary>Whether SQL Server takes no constraint for the reference.</summary>
    public bool IsDashed => Reference.Obstacle is not null;

    /// <summary>Columns that lie between the two spaces.</summary>
    public IEnumerable<int> Crossed => Enumerable.Range(Math.Min(ChildChannel, ParentChannel), Math.Abs(ChildChannel - ParentChannel));
}

namespace SsdClr.Build.Concepts;

/// <summary>A point of the diagram, in pixels.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
internal readonly record struct ConceptPoint(int X, int Y)
{
    /// <summary>The point so many steps in a direction.</summary>
    /// <param name="direction">0 to the right, 1 down, 2 to the left, 3 up.</param>
    /// <param name="distance">Pixels.</param>
    public ConceptPoint Towards(int direction, int distance) => direction switch
    {
        0 => this with { X = X + distance },
        1 => this with { Y = Y + distance },
        2 => this with { X = X - distance },
        _ => this with { Y = Y - distance },
    };
}

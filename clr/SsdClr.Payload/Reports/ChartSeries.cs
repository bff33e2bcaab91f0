namespace SsdClr.Payload.Reports;

/// <summary>One of the parts that the columns of a chart are made of.</summary>
/// <param name="name">What it counts.</param>
/// <param name="colour">Its class.</param>
/// <param name="values">A value a column.</param>
internal sealed class ChartSeries(string name, string colour, long[] values)
{
    /// <summary>What it counts.</summary>
    internal string Name { get; } = name;

    /// <summary>Its class.</summary>
    internal string Colour { get; } = colour;

    /// <summary>A value a column.</summary>
    internal long[] Values { get; } = values;
}

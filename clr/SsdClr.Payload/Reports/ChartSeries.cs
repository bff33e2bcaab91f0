namespace SsdClr.Payload.Reports;

/// <summary>One of the parts that the columns of a chart are made of.</summary>
internal sealed class ChartSeries
{
    /// <param name="name">What it counts.</param>
    /// <param name="colour">Its class.</param>
    /// <param name="values">A value a column.</param>
    internal ChartSeries(string name, string colour, long[] values)
    {
        Name = name;
        Colour = colour;
        Values = values;
    }

    /// <summary>What it counts.</summary>
    internal string Name { get; }

    /// <summary>Its class.</summary>
    internal string Colour { get; }

    /// <summary>A value a column.</summary>
    internal long[] Values { get; }
}

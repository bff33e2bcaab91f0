namespace SsdClr.Payload;

/// <summary>One finding about one child.</summary>
internal sealed class PayloadIssue
{
    internal PayloadIssue(PayloadRule rule, string path, string source)
    {
        Rule = rule;
        Path = path;
        Source = source;
    }

    /// <summary>The rule.</summary>
    internal PayloadRule Rule { get; }

    /// <summary>Where in the payload, as a JSON path.</summary>
    internal string Path { get; }

    /// <summary>The column of SSD it comes from, table.column.</summary>
    internal string Source { get; }
}

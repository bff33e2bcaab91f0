using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SsdClr.StandIn;

/// <summary>
/// What SQL Server does where a text meets a key of the SSD that is a number or a GUID: it converts the text first, and fails where the text is none.
/// </summary>
internal static class KeyComparison
{
    private static readonly Regex s_comparisons = new(
        @"\[(?<column>\w+)\]\s*(=|<>|<=|>=|<|>)\s*(?<values>@\w+)|\[(?<column>\w+)\]\s+(NOT\s+)?IN\s*\((?<values>[^()]*)\)|(?<values>@\w+)\s*(=|<>|<=|>=|<|>)\s*(\w+\.)?\[(?<column>\w+)\]",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(5));

    private static readonly Regex s_parameter = new(@"@\w+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    /// <summary>Throws what SQL Server would.</summary>
    internal static void Check(string sql, ContextParameters parameters, HashSet<string> keys, Func<string, SqlKind> kindOf)
    {
        foreach (Match comparison in s_comparisons.Matches(sql))
        {
            string column = comparison.Groups["column"].Value;
            if (!keys.Contains(column))
            {
                continue;
            }

            foreach (Match name in s_parameter.Matches(comparison.Groups["values"].Value))
            {
                int index = parameters.IndexOf(name.Value);
                if (index >= 0 && parameters.All[index].Value is string text)
                {
                    Check(text, kindOf(column));
                }
            }
        }
    }

    private static void Check(string text, SqlKind kind)
    {
        string trimmed = text.Trim();
        switch (kind)
        {
            case SqlKind.Guid when !Guid.TryParse(trimmed, out _):
                throw new ContextException(8169, "Conversion failed when converting from a character string to uniqueidentifier.");
            case SqlKind.BigInt when trimmed.Length > 0 && !long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _):
                throw new ContextException(8114, "Error converting data type nvarchar to bigint.");
            case SqlKind.Int or SqlKind.TinyInt when trimmed.Length > 0 && !int.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _):
                throw new ContextException(245, "Conversion failed when converting the nvarchar value to data type int.");
        }
    }
}

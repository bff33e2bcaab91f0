using System;
using System.Globalization;
using System.Text;
using SsdClr.Data;

namespace SsdClr.Payload.Reports;

/// <summary>Writes HTML. Every text from outside goes through <see cref="Text"/>; tags, classes and attributes are texts of ours.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _html = new();

    /// <summary>Writes markup of ours as it is.</summary>
    internal HtmlWriter Markup(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>Writes a number within markup.</summary>
    internal HtmlWriter Markup(double number)
    {
        _html.Append(Math.Round(number, 2).ToString(CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>Writes a text: nothing in it is markup, and a character that HTML forbids becomes U+FFFD.</summary>
    internal HtmlWriter Text(string? text)
    {
        foreach (char character in text ?? string.Empty)
        {
            switch (character)
            {
                case '<':
                    _html.Append("&lt;");
                    break;
                case '>':
                    _html.Append("&gt;");
                    break;
                case '&':
                    _html.Append("&amp;");
                    break;
                case '"':
                    _html.Append("&quot;");
                    break;
                case '\'':
                    _html.Append("&#39;");
                    break;
                default:
                    bool isForbidden = character is < ' ' and not ('\t' or '\n' or '\r') or (>= '\u007f' and <= '\u009f') or '\ufffe' or '\uffff';
                    _html.Append(isForbidden ? '\ufffd' : character);
                    break;
            }
        }

        return this;
    }

    /// <summary>Writes an element with nothing but a text in it.</summary>
    /// <param name="tag">Its tag.</param>
    /// <param name="text">The text.</param>
    /// <param name="className">Its class; null for none.</param>
    internal HtmlWriter Element(string tag, string? text, string? className = null)
    {
        Markup("<").Markup(tag);
        if (className is not null)
        {
            Markup(" class=\"").Markup(className).Markup("\"");
        }

        return Markup(">").Text(text).Markup("</").Markup(tag).Markup(">");
    }

    /// <summary>Begins a table. It scrolls by itself where the page is too narrow, so it can be reached by keyboard.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="headings">Its columns; a number sign before one aligns it right.</param>
    internal HtmlWriter StartTable(string caption, params string[] headings)
    {
        Markup("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").Text(caption).Markup("\"><table><caption>").Text(caption).Markup("</caption><thead><tr>");
        foreach (string heading in headings)
        {
            bool isNumber = heading[0] == '#';
            Markup(isNumber ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">").Text(isNumber ? heading.Substring(1) : heading).Markup("</th>");
        }

        return Markup("</tr></thead><tbody>");
    }

    /// <summary>Begins a row whose first cell names it.</summary>
    internal HtmlWriter StartRow(string name) => Markup("<tr>").Markup("<th scope=\"row\">").Text(name).Markup("</th>");

    /// <summary>A cell with a text.</summary>
    internal HtmlWriter Cell(string? text) => Markup("<td>").Text(text).Markup("</td>");

    /// <summary>A cell with a number; empty for none.</summary>
    internal HtmlWriter Cell(long? number) => Markup("<td class=\"n\">").Markup(Number(number)).Markup("</td>");

    /// <summary>A cell with a bar, which says nothing that a number of the row does not.</summary>
    /// <param name="part">Its length.</param>
    /// <param name="whole">The length of a full one.</param>
    /// <param name="colour">Its class.</param>
    internal HtmlWriter BarCell(long part, long whole, string colour)
    {
        Markup("<td class=\"bar\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\"><path class=\"").Markup(colour).Markup("\" d=\"M0 0h");
        return Markup(whole <= 0 ? 0 : Math.Min(100, 100.0 * part / whole)).Markup("v10H0z\"/></svg></td>");
    }

    /// <summary>Ends a row.</summary>
    internal HtmlWriter EndRow() => Markup("</tr>");

    /// <summary>Ends a table.</summary>
    internal HtmlWriter EndTable() => Markup("</tbody></table></div>");

    /// <summary>A number as people read it; empty for none.</summary>
    internal static string Number(long? number) => number is { } some ? InvariantText.Grouped(some) : string.Empty;

    /// <summary>A number of things, in the singular for one.</summary>
    internal static string Count(long number, string one, string more) => Number(number) + " " + (number == 1 ? one : more);

    /// <summary>A day.</summary>
    internal static string Day(DateTime? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>A moment, to the minute.</summary>
    internal static string Moment(DateTime? moment) => moment?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>What was written.</summary>
    public override string ToString() => _html.ToString();
}

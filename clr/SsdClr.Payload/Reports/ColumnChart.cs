using System;
using System.Collections.Generic;

namespace SsdClr.Payload.Reports;

/// <summary>A chart of stacked columns as inline SVG. A table on the page has its figures, so it tells a screen reader no more than what it shows.</summary>
internal sealed class ColumnChart
{
    private const double Height = 100;

    // A column that is so many times the ninth tenth of all would press the others flat.
    private const int TimesUsual = 5;

    private readonly string _title;
    private readonly string[] _columns;
    private readonly ChartSeries[] _series;

    /// <param name="title">What it shows.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="series">What they are made of, from the bottom up.</param>
    internal ColumnChart(string title, string[] columns, params ChartSeries[] series)
    {
        _title = title;
        _columns = columns;
        _series = series;
    }

    /// <summary>Writes the chart.</summary>
    internal void Write(HtmlWriter html)
    {
        long[] sums = Sums();
        long top = Top(sums);
        html.Markup("<figure><figcaption>").Text(_title).Markup("</figcaption>");
        WriteKey(html);
        html.Markup("<div class=\"axis\"><span>").Text(HtmlWriter.Number(top)).Markup("</span></div><svg class=\"plot\" role=\"img\" viewBox=\"0 0 1000 100\" preserveAspectRatio=\"none\" aria-label=\"Chart: ")
            .Text(_title).Markup(". The table has its figures.\">");
        var beneath = new long[_columns.Length];
        foreach (ChartSeries series in _series)
        {
            WriteSeries(html, series, beneath, top);
        }

        html.Markup("</svg><div class=\"axis\">");
        foreach (int column in Labelled())
        {
            html.Element("span", _columns[column]);
        }

        html.Markup("</div>");
        WriteBeyond(html, sums, top);
        html.Markup("</figure>");
    }

    private void WriteKey(HtmlWriter html)
    {
        if (_series.Length < 2)
        {
            return;
        }

        html.Markup("<ul class=\"key\">");
        foreach (ChartSeries series in _series)
        {
            html.Markup("<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\" focusable=\"false\"><path class=\"").Markup(series.Colour).Markup("\" d=\"M0 0h10v10H0z\"/></svg>").Text(series.Name).Markup("</li>");
        }

        html.Markup("</ul>");
    }

    // One path a series: a rectangle a column would be most of the page.
    private void WriteSeries(HtmlWriter html, ChartSeries series, long[] beneath, long top)
    {
        double step = 1000.0 / Math.Max(1, _columns.Length);
        double width = step * 0.8;
        html.Markup("<path class=\"").Markup(series.Colour).Markup("\" d=\"");
        for (int column = 0; column < _columns.Length; column++)
        {
            long value = series.Values[column];
            double bottom = Math.Min(Height, Height * beneath[column] / top);
            double end = Math.Min(Height, Height * (beneath[column] + value) / top);
            beneath[column] += value;
            if (end > bottom)
            {
                html.Markup("M").Markup(column * step).Markup(" ").Markup(Height - bottom).Markup("v").Markup(bottom - end).Markup("h").Markup(width).Markup("v").Markup(end - bottom).Markup("z");
            }
        }

        html.Markup("\"/>");
    }

    private void WriteBeyond(HtmlWriter html, long[] sums, long top)
    {
        var beyond = new List<string>();
        for (int column = 0; column < sums.Length; column++)
        {
            if (sums[column] > top)
            {
                beyond.Add(_columns[column] + " (" + HtmlWriter.Number(sums[column]) + ")");
            }
        }

        if (beyond.Count > 0)
        {
            html.Element("p", "Higher than the chart: " + string.Join(", ", beyond) + ".", "soft");
        }
    }

    private long[] Sums()
    {
        var sums = new long[_columns.Length];
        foreach (ChartSeries series in _series)
        {
            for (int column = 0; column < sums.Length; column++)
            {
                sums[column] += series.Values[column];
            }
        }

        return sums;
    }

    private static long Top(long[] sums)
    {
        var filled = new List<long>();
        foreach (long sum in sums)
        {
            if (sum > 0)
            {
                filled.Add(sum);
            }
        }

        if (filled.Count == 0)
        {
            return 1;
        }

        filled.Sort();
        long usual = filled[(filled.Count - 1) * 9 / 10];
        long highest = filled[filled.Count - 1];
        return filled.Count >= 10 && highest > usual * TimesUsual ? usual * 2 : highest;
    }

    private List<int> Labelled()
    {
        var labelled = new List<int>();
        for (int part = 0; part <= 2 && _columns.Length > 0; part++)
        {
            int column = (_columns.Length - 1) * part / 2;
            if (labelled.Count == 0 || labelled[labelled.Count - 1] != column)
            {
                labelled.Add(column);
            }
        }

        return labelled;
    }
}

using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;
using SsdClr.Payload.Building;

namespace SsdClr.Payload.DataQuality;

/// <summary>
/// The values of the coded columns of SSD for which no code is found, with how many rows hold each. Whole tables are read, not the cohort alone. Only columns
/// that are sent as a code are looked at, so no value of any other column is shown. Writes nothing.
/// </summary>
internal static class UnmappedValues
{
    /// <summary>All of them, most frequent first.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="ssdSchema">Schema of the ssd_ tables, bracketed.</param>
    /// <param name="map">The authority's own codes.</param>
    internal static List<UnmappedValue> Read(DbConnection connection, string ssdSchema, CodeMap map)
    {
        var found = new List<UnmappedValue>();
        foreach (CodedField field in CodedField.All)
        {
            Read(connection, ssdSchema, field, map, found);
        }

        found.Sort(new MostFrequentFirst());
        return found;
    }

    private static void Read(DbConnection connection, string ssdSchema, CodedField field, CodeMap map, List<UnmappedValue> found)
    {
        var known = new Dictionary<string, UnmappedValue>(StringComparer.Ordinal);
        using DbCommand command = connection.Command(
            "SELECT x.[" + field.Column + "], COUNT(*) FROM " + ssdSchema + ".[" + field.Table + "] AS x WHERE x.[" + field.Column + "] IS NOT NULL GROUP BY x.[" + field.Column + "]");
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            string value = Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!.Trim();
            long rows = Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture);
            if (value.Length == 0 || Reading.AbsentValue.IsNullWord(value))
            {
                continue;
            }

            if (field.Find(value, map, out _) is null)
            {
                string key = CodeMap.Key(value);
                if (!known.TryGetValue(key, out UnmappedValue? unmapped))
                {
                    unmapped = new UnmappedValue(field, key, rows: 0);
                    known.Add(key, unmapped);
                    found.Add(unmapped);
                }

                unmapped.Rows += rows;
            }
        }
    }

    private sealed class MostFrequentFirst : IComparer<UnmappedValue>
    {
        public int Compare(UnmappedValue? x, UnmappedValue? y)
        {
            int byRows = y!.Rows.CompareTo(x!.Rows);
            int byField = byRows != 0 ? byRows : string.CompareOrdinal(x.Field.Name.Text, y.Field.Name.Text);
            return byField != 0 ? byField : string.CompareOrdinal(x.HeldValue, y.HeldValue);
        }
    }
}

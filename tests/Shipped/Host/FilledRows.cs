using System;
using System.Collections;
using System.Data.SqlTypes;
using System.IO;
using System.Reflection;
using System.Text;

namespace SsdClr.Shipped.Host;

/// <summary>What a table-valued function returns: each object goes through its FillRow, each row becomes a line.</summary>
internal static class FilledRows
{
    /// <summary>Writes the rows: columns separated by tabs, NULL as <c>\N</c>, binary in hexadecimal; tab, line end and backslash escaped.</summary>
    /// <param name="function">The class of the entry point.</param>
    /// <param name="rows">What its init method returned.</param>
    /// <param name="output">Takes the lines.</param>
    internal static void Write(Type function, IEnumerable rows, TextWriter output)
    {
        MethodInfo fillRow = function.GetMethod("FillRow")!;
        int columns = fillRow.GetParameters().Length - 1;
        foreach (object row in rows)
        {
            var values = new object[columns + 1];
            values[0] = row;
            fillRow.Invoke(obj: null, values);
            var line = new StringBuilder();
            for (int column = 1; column <= columns; column++)
            {
                line.Append(column > 1 ? "\t" : string.Empty).Append(Text((INullable)values[column]));
            }

            output.WriteLine(line.ToString());
        }
    }

    private static string Text(INullable value) => value.IsNull
        ? @"\N"
        : value switch
        {
            SqlString text => Escape(text.Value),
            SqlChars characters => Escape(new string(characters.Value)),
            SqlBinary binary => BitConverter.ToString(binary.Value).Replace("-", string.Empty),
            SqlBoolean flag => flag.IsTrue ? "1" : "0",
            SqlInt32 number => number.ToString(),
            SqlInt64 number => number.ToString(),
            _ => throw new NotSupportedException("No column has the type " + value.GetType().Name + " yet."),
        };

    private static string Escape(string text) => text.Replace(@"\", @"\\").Replace("\t", @"\t").Replace("\r", @"\r").Replace("\n", @"\n");
}

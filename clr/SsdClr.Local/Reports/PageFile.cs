using System.Text;
using SsdClr.Local.Database;

namespace SsdClr.Local.Reports;

/// <summary>Writes a page that only its owner may read.</summary>
internal static class PageFile
{
    /// <summary>Writes it, in place of what the file held.</summary>
    public static void Write(string path, string html)
    {
        // Beside the target first, and always a new file: one that is there keeps the permissions it has.
        var partial = path + ".partial";
        File.Delete(partial);
        using (var writer = new StreamWriter(partial, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), OwnerOnly.Writing()))
        {
            writer.Write(html);
        }

        File.Move(partial, path, overwrite: true);
    }
}

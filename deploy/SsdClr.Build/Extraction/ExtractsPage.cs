using System.Globalization;
using System.Text;
using SsdClr.Build.Generation;

namespace SsdClr.Build.Extraction;

/// <summary>Writes the page about extracts: how an authority uses one, and what each system's mapping covers.</summary>
internal static class ExtractsPage
{
    private const string Introduction = """
        # Extracts from case-management systems

        `sql/extract` holds an extract per case-management system: a stored procedure that fills the SSD tables with `INSERT ... SELECT` statements. It is written
        from a mapping, `sql/model/cms/SYSTEM.yml`, that says for every table and field of the SSD where the system holds it, or why it is unmapped.

        **How far to trust it.** The mappings follow the table and column names of the published SSD specification. A line counts as verified when somebody has seen it to be right in
        a database. The tables below count how many are; where the count is 0, nobody has. How tables join is often not published: such a join is our reading and its source says so.
        An unverified line fills nothing: it stands in the extract as a comment. As checked in, an extract without a verified table refuses to run.
        The extracts are compiled against declared tables; none has been executed on a SQL Server.

        ## How an authority uses one

        1. Copy [`sql/model/cms/overrides.example.yml`](../../sql/model/cms/overrides.example.yml) to a file of your own and name your system and schemas.
        2. Read the extract of your system. For each table, compare `rows`, its `joins.ALIAS` and each field with your database.
        3. What is right, confirm: name the line under `confirmed`, with who did it and when. What is called otherwise, rename under `tables`. What is elsewhere, or unmapped, give a line of your
           own under `fields`, `joins` or `from`: your own lines count as verified. Values that differ by authority, such as types of workflow steps, go into `lists`; words that become codes into `code_maps`.
        4. Write your extract, read it, and create the procedure in a test database first:

           ```
           dotnet run --project deploy/SsdClr.Build -- extract --system mosaic --overrides our.yml --output our-extract.sql
           ```

        5. Run it, then `csc.data_quality` and the previews: orphans, duplicate keys and blanks show there.

        A table is filled once its rows, the joins that restrict them and every field that must not be blank are verified. Its other fields stay NULL until theirs are.
        An override that names a table, column, line, list or object the mapping does not have is refused with file, line and key.

        ## What the procedure does

        - One transaction: a reader sees the old rows or the new, and a run that fails leaves what was there. It takes an exclusive lock on each table it fills. Tables that are not filled are not touched.
        - `@replace = 0`, the default, refuses where a table that it fills holds rows; `@replace = 1` removes them first (`DELETE`: `TRUNCATE` would need more rights and refuses tables with foreign keys).
        - A table that held rows and would hold none stops the run and undoes it: then its source was most likely empty or being loaded.
        - `@history_from` leaves out rows that ended before; NULL means the years of the overrides, or no limit. Rows without an end stay. What hangs on a row that is left out becomes an orphan: `csc.data_quality` counts them.
        - Nothing is cut: a text that is too long, or one that is no date or number where one is wanted, stops the run and undoes it.
        - It returns the rows of each table before and after. `@help = 1` lists the parameters.

        ## The overrides

        | key | means |
        |---|---|
        | `system` | the system whose mapping they are for |
        | `target_schema` | schema of the SSD tables and of the procedure; `dbo` where left out |
        | `source_schema` | schema of the system's tables, with its database where that differs |
        | `years` | years of history; all where left out |
        | `tables` | `name` and `columns` of a table that are called otherwise |
        | `lists` | values that differ by authority |
        | `code_maps` | what codes or words become; adds to the mapping's |
        | `objects` | per SSD table: `confirmed` lines, and lines of your own in `from`, `joins`, `where`, `history`, `fields` |

        With `from` an object starts anew: the rows come from your table, and only fields you give a line are filled. `where` and `history` belong to it.

        Fields take one of: `column` (with `as: date`, `as: whole_number`, or `codes: MAP`; `style` is that of CONVERT where a date is held as text), `first_filled` (the first of several columns that is not NULL),
        `joined` (several columns in one text), `json` (an object of columns), `exists` (Y or N), `json_list` (an array of texts), or `unmapped` with the reason.
        Joins are `inner`, `left` (one partner at most), or `newest` (the newest of several). The JSON Schemas
        [`cms.schema.json`](../../sql/model/schema/cms.schema.json) and [`overrides.schema.json`](../../sql/model/schema/overrides.schema.json) describe both files for editors.

        """;

    /// <summary>The page.</summary>
    /// <param name="mappings">Every mapping, in the order of the documentation.</param>
    public static string Write(IReadOnlyList<CmsMapping> mappings)
    {
        var text = new StringBuilder(DictionaryPages.Header).Append(Introduction.ReplaceLineEndings("\n"));
        foreach (var mapping in mappings)
        {
            text.Append("\n## ").Append(mapping.System.Title).Append("\n\n").Append(mapping.Description).Append("\n\n");
            if (mapping.Lists.Count > 0)
            {
                text.Append("Lists that an authority has to fill:\n\n");
                foreach (var list in mapping.Lists)
                {
                    text.Append("- `").Append(list.Name).Append("`: ").Append(list.Description).Append('\n');
                }

                text.Append('\n');
            }

            text.Append("| table | fields | verified | unverified | unmapped |\n|---|---|---|---|---|\n");
            foreach (var table in mapping.Objects)
            {
                Append(text, $"[{table.Table.Name}]({table.Table.Name}.md)", table.Fields);
            }

            Append(text, "all", [.. mapping.Objects.SelectMany(table => table.Fields)]);
            text.Append("\n### Unmapped in ").Append(mapping.System.Title).Append("\n\n| table | field | why |\n|---|---|---|\n");
            foreach (var table in mapping.Objects)
            {
                if (table.Unmapped is { } reason)
                {
                    text.Append("| ").Append(table.Table.Name).Append(" | all | ").Append(DictionaryPages.Cell(reason)).Append(" |\n");
                    continue;
                }

                foreach (var field in table.Fields.Where(field => field.Unmapped is not null))
                {
                    text.Append("| ").Append(table.Table.Name).Append(" | ").Append(field.Field.Name).Append(" | ").Append(DictionaryPages.Cell(field.Unmapped!)).Append(" |\n");
                }
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string title, IReadOnlyList<CmsField> fields)
    {
        var mapped = fields.Where(field => field.Expression is not null).ToList();
        var verified = mapped.Count(field => field.Evidence.IsVerified);
        text.Append(CultureInfo.InvariantCulture, $"| {title} | {fields.Count} | {verified} | {mapped.Count - verified} | {fields.Count - mapped.Count} |\n");
    }
}

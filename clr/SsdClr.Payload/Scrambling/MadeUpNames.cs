namespace SsdClr.Payload.Scrambling;

/// <summary>Names that nobody bears: 1,024 given names and as many family names, each of two invented halves.</summary>
internal static class MadeUpNames
{
    private static readonly string[] s_firstStarts =
    [
        "Abru", "Bexi", "Corvi", "Dwele", "Embri", "Fyndo", "Glavi", "Hozzu", "Ixa", "Jomru", "Kelvu", "Lyspa", "Mozze", "Nyxo", "Oprin", "Pluvi",
        "Quorra", "Rhuzi", "Skelto", "Tymvo", "Ulkra", "Vexmi", "Wozle", "Xandru", "Yrbi", "Zemplo", "Brunxi", "Crispo", "Druvva", "Flonzi", "Grixa", "Splindo",
    ];

    private static readonly string[] s_firstEnds =
    [
        "bek", "cham", "dolf", "frax", "gwyx", "hild", "jorn", "kesh", "lumb", "mund", "nark", "plex", "quist", "rald", "smit", "thrip",
        "vang", "wick", "xon", "yelp", "zim", "bloom", "crux", "dribb", "flink", "grum", "krill", "prong", "snork", "twill", "vroom", "zest",
    ];

    private static readonly string[] s_surnameStarts =
    [
        "Ashquill", "Brakken", "Cloverix", "Dimbrow", "Elkmuzz", "Fernzap", "Gorsevik", "Hawkblit", "Inkwomb", "Jumblen", "Knottrix", "Larkfizz", "Mosszon", "Nettlyx", "Otterplu", "Pebblux",
        "Quillvan", "Reedmox", "Slatewix", "Thornzel", "Umberquo", "Vinevolt", "Wrenzum", "Yewglim", "Zincfro", "Barleyx", "Cinderjo", "Dapplek", "Fogmelt", "Hazelvro", "Mapleqi", "Tumblox",
    ];

    private static readonly string[] s_surnameEnds =
    [
        "barrow", "cleft", "dune", "fell", "gate", "holt", "inch", "keld", "lathe", "mire", "nook", "oast", "pike", "quay", "rigg", "scar",
        "tarn", "uist", "vale", "wold", "yard", "zeal", "brook", "croft", "drift", "forge", "glade", "heath", "knoll", "marsh", "stead", "thwaite",
    ];

    /// <summary>Writes a given name that is not the original.</summary>
    internal static void WriteFirst(ScrambledText text, ulong draw, byte[] bytes, int start, int length) => Write(text, s_firstStarts, s_firstEnds, draw, bytes, start, length);

    /// <summary>Writes a family name that is not the original.</summary>
    internal static void WriteSurname(ScrambledText text, ulong draw, byte[] bytes, int start, int length) => Write(text, s_surnameStarts, s_surnameEnds, draw, bytes, start, length);

    private static void Write(ScrambledText text, string[] starts, string[] ends, ulong draw, byte[] bytes, int start, int length)
    {
        // As many halves as there are numbers of five bits.
        string first = starts[(int)(draw & 31)];
        string last = ends[(int)((draw >> 5) & 31)];
        if (Is(first, last, bytes, start, length))
        {
            first = starts[(int)((draw + 1) & 31)];
        }

        text.Ascii(first);
        text.Ascii(last);
    }

    // Letters of either case are the same.
    private static bool Is(string first, string last, byte[] bytes, int start, int length)
    {
        if (first.Length + last.Length != length)
        {
            return false;
        }

        for (int index = 0; index < length; index++)
        {
            char character = index < first.Length ? first[index] : last[index - first.Length];
            if ((bytes[start + index] | 0x20) != (character | 0x20))
            {
                return false;
            }
        }

        return true;
    }
}

using System;
using SsdClr.Payload.Building;

namespace SsdClr.Payload.Scrambling;

/// <summary>
/// Postcodes of no place: the 400 from BX9 1AA to BX9 1ZZ. Royal Mail's area BX is for organisations that receive post wherever they are, so nobody lives there.
/// </summary>
internal static class PostcodeOfNoPlace
{
    // The letters that may end a postcode: without C, I, K, M, O and V.
    private const string Letters = "ABDEFGHJLNPQRSTUWXYZ";
    private const string Start = "BX9 1";

    // For what is no postcode: the fault is kept, the text is not.
    private const string Unfinished = "BX9";
    private const string OtherUnfinished = "BX8";

    private static readonly string[] s_listed = All();

    /// <summary>A postcode that is not the original; an unfinished one for what had no postcode's shape.</summary>
    internal static string Of(ulong draw, string original)
    {
        if (!FieldWriter.IsPostcode(original))
        {
            return string.Equals(original, Unfinished, StringComparison.OrdinalIgnoreCase) ? OtherUnfinished : Unfinished;
        }

        var at = (int)(draw % (ulong)s_listed.Length);
        return string.Equals(s_listed[at], original, StringComparison.OrdinalIgnoreCase) ? s_listed[(at + 1) % s_listed.Length] : s_listed[at];
    }

    private static string[] All()
    {
        var all = new string[Letters.Length * Letters.Length];
        for (int index = 0; index < all.Length; index++)
        {
            all[index] = Start + Letters[index / Letters.Length] + Letters[index % Letters.Length];
        }

        return all;
    }
}

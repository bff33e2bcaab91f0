namespace SsdClr.Submission.OAuth;

/// <summary>
/// The error code in a refusal of Microsoft's identity provider: AADSTS and digits. Nothing else of the answer is repeated, for it may name the client and
/// what was sent.
/// </summary>
internal static class IdentityError
{
    private const string Prefix = "AADSTS";
    private const int LeastDigits = 4;
    private const int MostDigits = 9;

    /// <summary>The first code in a text; null where there is none.</summary>
    internal static string? Find(string text)
    {
        int start = text.IndexOf(Prefix, System.StringComparison.Ordinal);
        while (start >= 0)
        {
            int end = start + Prefix.Length;
            while (end < text.Length && text[end] is >= '0' and <= '9')
            {
                end++;
            }

            if (end - start - Prefix.Length is >= LeastDigits and <= MostDigits)
            {
                return text.Substring(start, end - start);
            }

            start = text.IndexOf(Prefix, end, System.StringComparison.Ordinal);
        }

        return null;
    }

    /// <summary>What a code means, for those an operator meets; empty for others.</summary>
    internal static string Meaning(string code) => code switch
    {
        "AADSTS7000222" => "client_secret has expired",
        "AADSTS7000215" => "client_secret is wrong",
        "AADSTS700016" => "client_id is not known there, or token_endpoint is another tenant's",
        "AADSTS90002" => "token_endpoint names a tenant that does not exist",
        "AADSTS70011" or "AADSTS1002012" => "scope is wrong",
        "AADSTS500011" => "scope names a resource that is not known there",
        _ => string.Empty,
    };
}

namespace SsdClr.Ledger;

/// <summary>Hashes of payloads: SHA-256 of their UTF-8 bytes.</summary>
internal static class ContentHash
{
    /// <summary>True where both are there and equal.</summary>
    internal static bool AreSame(byte[]? left, byte[]? right)
    {
        if (left is null || right is null || left.Length != right.Length)
        {
            return false;
        }

        for (int index = 0; index < left.Length; index++)
        {
            if (left[index] != right[index])
            {
                return false;
            }
        }

        return true;
    }
}

using System.Data.SqlTypes;
using SsdClr.Submission.Configuration;

namespace SsdClr.Submission.SqlServer;

/// <summary>The secrets as the entry points are given them: by csc.read_secrets, through csc.send_pending and csc.preflight.</summary>
internal static class SecretArguments
{
    /// <summary>Takes them; NULL is a secret that is not set.</summary>
    internal static SecretValues Read(SqlString clientSecret, SqlString supplierKey, SqlString proxyPassword) =>
        SecretValues.Of(Text(clientSecret), Text(supplierKey), Text(proxyPassword));

    private static string? Text(SqlString value) => value.IsNull ? null : value.Value;
}

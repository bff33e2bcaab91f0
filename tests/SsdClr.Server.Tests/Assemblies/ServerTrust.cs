using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;
using SsdClr.Server.Tests.Engine;

namespace SsdClr.Server.Tests.Assemblies;

/// <summary>Runs trust.sql and untrust.sql as a DBA does: edited as they say, in master.</summary>
internal static class ServerTrust
{
    /// <summary>Makes the server trust the assemblies by hash, and enables CLR.</summary>
    /// <param name="withSubmission">False for the SAFE assembly alone, which is all that Linux takes.</param>
    public static QueryWindow Trust(bool withSubmission) => Run("trust.sql", script =>
        Edit(Edit(Edit(script, "@trust_by", "N'hash'"), "@with_submission", withSubmission ? "1" : "0"), "@enable_clr", "1"));

    /// <summary>Takes the trust back, though databases hold the assemblies.</summary>
    public static QueryWindow Untrust() => Run("untrust.sql", script => Edit(script, "@although_in_use", "1"));

    /// <summary>Changes the value of a variable that a script declares for its reader to edit.</summary>
    /// <exception cref="InvalidOperationException">The script declares no such variable.</exception>
    public static string Edit(string script, string variable, string value)
    {
        var declaration = new Regex($@"(?<=^\s*(DECLARE )?{Regex.Escape(variable)}\s+\w+(\(\d+\))?\s+=\s+)(N'[^']*'|\d+)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        return declaration.IsMatch(script)
            ? declaration.Replace(script, value.Replace("$", "$$", StringComparison.Ordinal), 1)
            : throw new InvalidOperationException($"The script declares no {variable} to edit.");
    }

    private static QueryWindow Run(string name, Func<string, string> edit)
    {
        using var connection = new SqlConnection(new SqlConnectionStringBuilder(TestServer.ConnectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        return QueryWindow.Run(connection, edit(Product.Script(name)));
    }
}

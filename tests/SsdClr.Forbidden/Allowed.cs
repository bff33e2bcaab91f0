using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace SsdClr.Forbidden;

/// <summary>What the product leans on and SQL Server takes: this class must break nothing.</summary>
[Breaks]
public sealed class Allowed(string name) : IDisposable
{
    private static readonly string[] s_words = ["one", "two", "three", "four"];
    private static readonly byte[] s_bytes = [1, 2, 3, 4, 5, 6, 7, 8];
    private const int Limit = 100;
    private readonly Dictionary<string, List<int>> numbers = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public List<int> this[string key] => numbers[key];

    public bool TryGet(string key, out int count)
    {
        count = numbers.TryGetValue(key, out var found) ? found.Count : 0;
        return count > 0;
    }

    public IEnumerable<string> Lines(int from)
    {
        foreach (var word in s_words)
        {
            if (word.Length > from)
            {
                yield return string.Format(CultureInfo.InvariantCulture, "{0}: {1}", Name, word);
            }
        }
    }

    public int Above(int limit) => numbers.Values.SelectMany(new Func<List<int>, IEnumerable<int>>(list => limit > Limit ? list : [])).Count();

    public static string Hash(string text)
    {
        using var sha = SHA256.Create();
        var builder = new StringBuilder();
        foreach (var part in sha.ComputeHash(Encoding.UTF8.GetBytes(text)))
        {
            builder.Append(part.ToString("x2", CultureInfo.InvariantCulture));
        }

        return builder.Append(s_bytes.Length).ToString();
    }

    public static int Kind(string text) => text switch
    {
        "alpha" => 1,
        "beta" => 2,
        "gamma" => 3,
        "delta" => 4,
        "epsilon" => 5,
        "zeta" => 6,
        "eta" => 7,
        _ => throw new ArgumentException("Unknown kind.", nameof(text)),
    };

    public static int Read(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        try
        {
            command.ExecuteNonQuery();
            using var reader = command.ExecuteReader();
            return reader.Read() ? reader.GetInt32(0) : 0;
        }
        catch (DbException exception) when (exception.ErrorCode != 0)
        {
            throw new InvalidOperationException(exception.GetType().Name, exception);
        }
    }

    public static string ReadAll(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd() + Environment.NewLine;
    }

    public static int Distance(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        table[left.Length, right.Length] = left.Length - right.Length;
        return table[left.Length, right.Length];
    }

    public void Dispose() => numbers.Clear();
}

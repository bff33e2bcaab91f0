using System.Globalization;
using System.Text.RegularExpressions;
using SsdClr.Data;

namespace SsdClr.Database.Tests.Scripts;

/// <summary>Many errors of SQL Server quote a value of a row. No message of ours repeats one: only words that are listed are kept.</summary>
[TestClass]
public sealed partial class FaultMessageTests
{
    // From sys.messages: conversion, truncation, duplicate keys, overflow, and what an assembly or a RAISERROR of others says.
    private static readonly int[] s_quoting = [220, 232, 241, 242, 244, 245, 248, 295, 296, 517, 547, 2601, 2627, 2628, 8114, 8115, 8152, 8169, 9400, 13609, 50000];

    [TestMethod]
    [DataRow(2628, ": a text is longer than its column")]
    [DataRow(8152, ": a text is longer than its column")]
    [DataRow(245, ": a value cannot be converted to another type")]
    [DataRow(8169, ": a value cannot be converted to another type")]
    [DataRow(2627, ": a key occurs twice")]
    [DataRow(911, ": a database is not there")]
    [DataRow(916, ": this login has no user in a database")]
    [DataRow(942, ": a database cannot be opened now")]
    [DataRow(4711, "")]
    public void An_error_is_told_by_its_number_and_what_that_means(int number, string meaning) => Assert.AreEqual(
        $"SQL Server refused a statement with error {number}{meaning}. Its own words may quote a value, so they are not kept.", new DatabaseFaultException(number).Message);

    [TestMethod]
    public void The_function_keeps_the_words_of_no_error_that_quotes_a_value()
    {
        string sql = FaultMessage();
        int[] kept = [.. Numbers().Match(sql[sql.IndexOf("name objects", StringComparison.Ordinal)..]).Groups["numbers"].Value.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        Assert.IsTrue(kept.Length > 20);
        Assert.AreEqual(string.Empty, string.Join(", ", kept.Intersect(s_quoting)));
        Assert.Contains("@number BETWEEN 51000 AND 51999", sql, StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_function_and_the_program_say_the_same_of_an_error()
    {
        string sql = FaultMessage();
        foreach (Match told in Told().Matches(sql))
        {
            foreach (string number in told.Groups["numbers"].Value.Split(','))
            {
                Assert.Contains(told.Groups["meaning"].Value, new DatabaseFaultException(int.Parse(number, CultureInfo.InvariantCulture)).Message, StringComparison.Ordinal);
            }
        }

        Assert.AreEqual(3, Told().Count(sql));
    }

    private static string FaultMessage() => File.ReadAllText(Path.Combine(CheckedOut.Repository.Csc, "Functions", "fault_message.sql"));

    [GeneratedRegex(@"OR @number IN \((?<numbers>[0-9, ]+)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"WHEN @number IN \((?<numbers>[0-9, ]+)\) THEN N'(?<meaning>[^']+)'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Told();
}

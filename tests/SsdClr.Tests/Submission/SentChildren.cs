using System.Globalization;
using System.Text.Json;
using SsdClr.Submission.Http;

namespace SsdClr.Tests.Submission;

/// <summary>Children whose payload holds their name, so that a POST shows who is in it.</summary>
internal static class SentChildren
{
    internal static string Name(int child) => "C" + child.ToString("000", CultureInfo.InvariantCulture);

    internal static void Add(SubmissionScene scene, int children)
    {
        for (int child = 0; child < children; child++)
        {
            scene.Database.AddPending(Name(child), payload: "{\"id\":\"" + Name(child) + "\"}");
        }
    }

    internal static string[] In(HttpPost post)
    {
        using var body = JsonDocument.Parse(post.Body);
        return [.. body.RootElement.EnumerateArray().Select(child => child.GetProperty("id").GetString()!)];
    }

    internal static bool Hold(HttpPost post, string child) => In(post).Contains(child, StringComparer.Ordinal);

    /// <summary>How many children each POST held.</summary>
    internal static string Sizes(SubmissionScene scene) => string.Join(',', scene.Receiver.Children.Select(ScriptedTransport.Count));

    internal static string States(SubmissionScene scene) =>
        scene.Database.Value("SELECT group_concat(state) FROM (SELECT state FROM csc.staging ORDER BY person_id)");

    internal static string Count(SubmissionScene scene, string state) => scene.Database.Value($"SELECT COUNT(*) FROM csc.staging WHERE state = '{state}'");
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SsdClr.Ledger;
using SsdClr.Local.Receiver;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Refreshing;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Sending;
using SsdClr.Tests.Holding;
using SsdClr.Tests.Receiver;
using SsdClr.Tests.Submission;

namespace SsdClr.Tests.Refreshing;

/// <summary>SSD, staging, the outbox, and what a receiver of either kind makes of what is sent to it, night after night.</summary>
internal sealed partial class ReceivingScene : IDisposable
{
    /// <summary>The day on which an assessment starts that has aged out.</summary>
    internal const string LongAgo = "2001-01-01";

    private readonly AcceptedState _receiver;

    internal ReceivingScene(ReceiverSemantics semantics, params (string Name, string Value)[] settings)
    {
        _receiver = new AcceptedState(semantics, new ManualClock(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero)));
        Scene["clear_with_null"] = "1";
        foreach ((string name, string value) in settings)
        {
            Scene[name] = value;
        }
    }

    internal RefreshScene Scene { get; } = new();

    /// <summary>The bodies of the last night, in order of sending.</summary>
    internal List<string> Sent { get; } = [];

    /// <summary>Refreshes, confirming whatever a guard asks for, and sends what is pending.</summary>
    /// <param name="outcome">What becomes of it.</param>
    internal void Night(NightOutcome outcome = NightOutcome.Accepted)
    {
        Refresh();
        Sent.Clear();
        if (Scene.ClaimAny() is not { } batch)
        {
            return;
        }

        Sent.AddRange(batch.Children.Select(child => child.Content));
        if (outcome != NightOutcome.RequestLost)
        {
            _receiver.Accept([.. batch.Children.Select(child => PostedChild.Of(JsonElement.Parse(child.Content)))]);
        }

        if (outcome == NightOutcome.Accepted)
        {
            Scene.RecordAccepted(batch);
        }
        else if (outcome != NightOutcome.Interrupted)
        {
            Scene.RecordFailed(batch, BatchOutcome.Unknown);
        }
    }

    /// <summary>Refreshes, confirming whatever a guard asks for, and lets the product's own submission send what is pending.</summary>
    /// <param name="answers">What becomes of each POST.</param>
    /// <param name="confirmFirstRun">True where a person confirms the first run.</param>
    /// <returns>What stopped the submission, in its words; null for nothing.</returns>
    internal string? NightOfTheProduct(Func<PostOutcome> answers, bool confirmFirstRun = true)
    {
        Scene["token_endpoint"] = "https://tokens.test/token";
        Scene["client_id"] = "client";
        Scene["scope"] = "api://receiver/.default";
        Refresh();
        Sent.Clear();
        try
        {
            SubmissionRun.Execute(
                Scene.Ssd.Context, new ReceivingTransport(_receiver, answers, Sent), Scene.Clock, new FixedChance(0), Scene.Settings, TestSettings.Secrets(), new SubmissionOrder(Scene.RunId, TestSettings.Bounds(), confirmFirstRun, progress: null));
            return null;
        }
        catch (SubmissionException stopped)
        {
            // The run ends with words; the next one goes on.
            return stopped.Message;
        }
        catch (SenderStopped)
        {
            // Killed: nothing more was written down.
            return "killed";
        }
    }

    /// <summary>Sends again, from the next night on, what waits for a person.</summary>
    internal void Requeue() => Scene.Ssd.Requeue(Scene.Clock);

    /// <summary>Deletes the row of an assessment.</summary>
    internal void DeleteAssessment(string id) => Scene.Ssd.Execute($"DELETE FROM dbo.ssd_cin_assessments WHERE cina_assessment_id = '{id}'");

    /// <summary>What the receiver holds, by la_child_id.</summary>
    internal SortedDictionary<string, JsonObject> Held() => new(
        _receiver.Held.ToDictionary(held => held.Key, held => JsonNode.Parse(held.Value.Json.Span)!.AsObject(), StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>The current payload of every child that SSD has in the cohort and no rule withholds, by la_child_id.</summary>
    internal SortedDictionary<string, JsonObject> Wanted()
    {
        var preview = new PreviewReader(Scene.Ssd.Context, Scene.Settings, Reading.SsdDatabase.AsOf, scrambler: Scene.Scrambler);
        return new(
            preview.Payloads(new PersonRange(after: null, upTo: null)).Where(child => child.Errors == 0)
                .ToDictionary(child => child.LaChildId!, child => JsonNode.Parse(child.Text())!.AsObject(), StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    /// <summary>What is held and what SSD says, as comparable texts; records that aged out, and children who are dormant or withheld, may be held besides and are left out.</summary>
    internal (string Wanted, string Held) Compare()
    {
        SortedDictionary<string, JsonObject> wanted = Wanted();
        SortedDictionary<string, JsonObject> held = Held();
        foreach (string kept in Kept().Where(id => !wanted.ContainsKey(id)))
        {
            held.Remove(kept);
        }

        foreach ((string id, JsonObject child) in held)
        {
            if (wanted.TryGetValue(id, out JsonObject? current))
            {
                RemoveAgedOut(child, current);
            }
        }

        return (Text(wanted), Text(held));
    }

    public void Dispose() => Scene.Dispose();

    private void Refresh()
    {
        Scene.ConfirmDeletions = null;
        Scene.ConfirmRemovals = null;
        try
        {
            Scene.Refresh();
        }
        catch (RefreshRefusedException refused)
        {
            Scene.ConfirmDeletions = Number(Deletions().Match(refused.Message));
            Scene.ConfirmRemovals = Number(Removals().Match(refused.Message));
            Scene.RefreshAgain();
        }
    }

    // Children that the receiver keeps as they were: SSD has them out of the cohort, or with an error.
    private List<string> Kept() => [.. Scene.Values(
        "SELECT s.la_child_id FROM csc.staging AS s WHERE s.state IN ('dormant', 'withheld') AND (s.held IS NOT NULL OR s.acknowledged_hash IS NOT NULL) AND s.la_child_id IS NOT NULL AND EXISTS (SELECT 1 FROM dbo.ssd_person AS p WHERE p.pers_person_id = s.person_id)")];

    private void RemoveAgedOut(JsonObject child, JsonObject current)
    {
        foreach (JsonObject episode in PayloadKeys.Episodes(child).ToList())
        {
            JsonObject? now = PayloadKeys.Episodes(current).FirstOrDefault(other => PayloadKeys.Id("social_care_episodes", other) == PayloadKeys.Id("social_care_episodes", episode));
            if (episode["child_and_family_assessments"] is not JsonArray assessments || now is null)
            {
                continue;
            }

            foreach (JsonNode? assessment in assessments.ToList())
            {
                string id = PayloadKeys.Id("child_and_family_assessments", assessment!);
                bool isSent = PayloadKeys.Items(now, "child_and_family_assessments").Any(other => PayloadKeys.Id("child_and_family_assessments", other) == id);
                if (!isSent && HasRow(id, PayloadKeys.Id("social_care_episodes", episode)))
                {
                    assessments.Remove(assessment);
                }
            }

            if (assessments.Count == 0)
            {
                episode.Remove("child_and_family_assessments");
            }
        }
    }

    // True where SSD has an assessment that is sent under those ids.
    private bool HasRow(string assessmentId, string episodeId)
    {
        var scrambler = Scene.Scrambler;
        return Scene.Values("SELECT cina_assessment_id || '/' || cina_referral_id FROM dbo.ssd_cin_assessments")
            .Select(pair => pair.Split('/'))
            .Any(ids => assessmentId == (scrambler?.Id(ids[0]) ?? ids[0]) && episodeId == (scrambler?.Id(ids[1]) ?? ids[1]));
    }

    private static string Text(SortedDictionary<string, JsonObject> children) => string.Join('\n', children.Select(child => HeldChild(child.Value)));

    private static string HeldChild(JsonObject child) => Holding.HeldChild.Form(child);

    private static int? Number(Match match) => match.Success ? int.Parse(match.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture) : null;

    [GeneratedRegex("@confirm_deletions = (?<number>[0-9]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Deletions();

    [GeneratedRegex("@confirm_removals = (?<number>[0-9]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Removals();
}

using SsdClr.Payload.Building;

namespace SsdClr.Payload.Holding;

/// <summary>The records with an id that a payload sends.</summary>
internal static class SentRecords
{
    /// <summary>All of them, under whichever episode.</summary>
    internal static RecordInventory Of(ChildPayload payload)
    {
        var sent = new RecordInventory();
        if (payload.Root.Find(PayloadNames.SocialCareEpisodes) is { } episodes)
        {
            foreach (JsonValue episode in episodes.Items)
            {
                sent.Add(PayloadBlock.Episode, PayloadShape.Episode.IdOf(episode));
                AddOf(episode, sent);
            }
        }

        return sent;
    }

    private static void AddOf(JsonValue episode, RecordInventory sent)
    {
        foreach (JsonMember member in episode.Members)
        {
            KeyShape key = PayloadShape.Episode.Find(member.Name);
            if (key.Kind == KeyKind.Records)
            {
                foreach (JsonValue record in member.Value.Items)
                {
                    sent.Add(key.Content.Block, key.Content.IdOf(record));
                }
            }
        }
    }
}

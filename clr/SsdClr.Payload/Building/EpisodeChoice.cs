using System;
using System.Collections.Generic;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Building;

/// <summary>Which CIN episodes of a child are sent: those that overlap the window, and where none does, those that carry an overlapping placement.</summary>
internal sealed class EpisodeChoice(Window window)
{
    private readonly Window _window = window;
    private readonly List<bool> _isSent = [];

    /// <summary>The episodes whose dates have them sent, whether or not their ids can be.</summary>
    internal List<CinEpisode> Chosen { get; } = [];

    /// <summary>Chooses among the episodes of a child.</summary>
    internal void Choose(ChildRecords child)
    {
        Chosen.Clear();
        _isSent.Clear();
        foreach (CinEpisode episode in child.CinEpisodes)
        {
            if (_window.Overlaps(episode.ReferralDate, episode.CloseDate))
            {
                Chosen.Add(episode);
            }
        }

        // A placement alone can admit a child: then its own referral carries it, whatever that referral's dates.
        if (Chosen.Count == 0)
        {
            foreach (CinEpisode episode in child.CinEpisodes)
            {
                if (CarriesPlacement(episode, child))
                {
                    Chosen.Add(episode);
                }
            }
        }

        foreach (CinEpisode episode in Chosen)
        {
            _isSent.Add(RecordId.Fault(episode.ReferralId?.Trim(), RecordId.MaximumLength) is null);
        }
    }

    /// <summary>Takes note that an episode is not sent, because another of its id is.</summary>
    internal void LeaveOut(CinEpisode episode) => _isSent[Chosen.IndexOf(episode)] = false;

    /// <summary>True where an episode of that referral is sent, the id as it is held.</summary>
    internal bool Sends(string? referralId)
    {
        for (int index = 0; index < Chosen.Count; index++)
        {
            // An episode without an id is not sent, so no id finds none.
            if (_isSent[index] && string.Equals(Chosen[index].ReferralId, referralId, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where any episode is sent.</summary>
    internal bool SendsAny() => _isSent.Contains(true);

    private bool CarriesPlacement(CinEpisode episode, ChildRecords child)
    {
        foreach (Placement placement in child.Placements)
        {
            if (episode.ReferralId is not null
                && !placement.CrossesPersons
                && _window.Overlaps(placement.Start, placement.EndAsSent)
                && PlacementArray.BelongsTo(placement, child.CareEpisodes, episode.ReferralId))
            {
                return true;
            }
        }

        return false;
    }
}

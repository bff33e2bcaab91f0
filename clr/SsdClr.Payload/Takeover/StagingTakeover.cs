using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;
using SsdClr.Ledger;
using SsdClr.Payload.Building;
using SsdClr.Payload.DataQuality;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Time;

namespace SsdClr.Payload.Takeover;

/// <summary>
/// Takes over, from the national tool's staging table, what the current receiver was sent: so that a child is not sent again only because another
/// tool sends it now. What is written lies still until the next refresh has compared it with SSD.
/// </summary>
internal sealed class StagingTakeover
{
    private readonly DbConnection _connection;
    private readonly SettingValues _settings;
    private readonly D2iTable _table;
    private readonly TakeoverTrust _trust;
    private readonly bool _childIdIsLegacyId;

    /// <param name="connection">An open connection without a transaction.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="catalogue">What there is in the schema of the SSD tables.</param>
    /// <param name="tableName">The tool's table, beside the SSD tables.</param>
    /// <param name="sentWholeOnly">Confirmed: the tool never sent partial payloads.</param>
    /// <param name="builtApart">Confirmed: the tool never built payloads while it sent some.</param>
    /// <param name="isCopy">The table was filled from a file: a column that it lacks may have been left out.</param>
    /// <exception cref="TakeoverRefusedException">There is no such table, or it cannot be read.</exception>
    internal StagingTakeover(DbConnection connection, SettingValues settings, ISsdCatalogue catalogue, string tableName, bool sentWholeOnly, bool builtApart, bool isCopy = false)
    {
        _connection = connection;
        _settings = settings;
        var payloadSettings = new PayloadSettings(settings);
        _childIdIsLegacyId = payloadSettings.ChildIdIsLegacyId;
        _table = D2iTable.Find(connection, catalogue, payloadSettings.SsdSchema, tableName);
        _trust = new TakeoverTrust(_table.HasPreviousPayloads, _table.HasPartialPayloads || isCopy, sentWholeOnly, builtApart);
    }

    /// <summary>What would be taken over, and why. Writes nothing.</summary>
    internal List<TakeoverCandidate> Judge() => Read().Complete();

    /// <summary>Takes over. The caller holds the run lock.</summary>
    /// <param name="clock">Gives the moment of writing.</param>
    /// <param name="sentTo">The base address that the tool sent to, as a person states it: the table does not say.</param>
    /// <returns>What was done, for csc.run_log.</returns>
    /// <exception cref="TakeoverRefusedException">The tool sent elsewhere, no authority is set, this receiver was sent one of the children since, or the table changed meanwhile. Nothing has been written.</exception>
    internal string Apply(IClock clock, string? sentTo)
    {
        string baseUrl = _settings.Text("base_url").TrimEnd('/');
        if (baseUrl.Length == 0 || !string.Equals(sentTo?.Trim().TrimEnd('/'), baseUrl, StringComparison.OrdinalIgnoreCase))
        {
            throw new TakeoverRefusedException(
                "Nothing was taken over: the base address the tool sent to must be stated, and be that of setting base_url. "
                + "What another receiver acknowledged, such as the test receiver, is worth nothing here.");
        }

        // What was acknowledged belongs to an address and an authority together, and nothing is sent without either.
        if (_settings.Text("la_code").Length == 0)
        {
            throw new TakeoverRefusedException(
                "Nothing was taken over: setting la_code is empty, and what was acknowledged belongs to a base address and an authority's code together. "
                + "Set it with EXEC csc.set_setting, then take over again.");
        }

        if (_settings.Flag("scramble"))
        {
            throw new TakeoverRefusedException("Nothing was taken over: the tool sent real children, and setting scramble is 1.");
        }

        TakeoverJudgement judgement = Read();
        List<TakeoverCandidate> candidates = judgement.Complete();
        int receiverId = ReceiverRegister.Current(_connection, clock, _settings, ReceiverRegister.NotScrambled);
        RefuseWhatWasSentSince(receiverId, candidates);
        using (DbTransaction transaction = _connection.BeginTransaction())
        {
            Write(transaction, clock, receiverId, judgement, candidates);
            transaction.Commit();
        }

        return Summary(candidates);
    }

    /// <summary>How many of each verdict there are, in words.</summary>
    internal static string Summary(List<TakeoverCandidate> candidates)
    {
        int acknowledged = 0;
        int sent = 0;
        foreach (TakeoverCandidate candidate in candidates)
        {
            acknowledged += candidate.IsAcknowledged ? 1 : 0;
            sent += candidate.IsTakenOver && !candidate.IsAcknowledged ? 1 : 0;
        }

        return string.Format(
            CultureInfo.InvariantCulture,
            "{0} children taken over as acknowledged, {1} as sent with unknown content; {2} left out.",
            acknowledged,
            sent,
            candidates.Count - acknowledged - sent);
    }

    private TakeoverJudgement Read()
    {
        var judgement = new TakeoverJudgement();
        using D2iRowReader rows = _table.All();
        while (rows.Next() is { } row)
        {
            judgement.Add(new D2iEvidence(row, _trust, _childIdIsLegacyId));
        }

        return judgement;
    }

    private void RefuseWhatWasSentSince(int receiverId, List<TakeoverCandidate> candidates)
    {
        using var staging = new StagingTable(_connection, receiverId);
        int known = 0;
        bool isEmpty = staging.Size().Rows == 0;
        for (int start = 0; start < candidates.Count && !isEmpty; start += StagingTable.IdsPerQuery)
        {
            var personIds = new List<string>();
            var laChildIds = new List<string>();
            int end = Math.Min(start + StagingTable.IdsPerQuery, candidates.Count);
            for (int index = start; index < end; index++)
            {
                if (candidates[index].IsTakenOver)
                {
                    personIds.Add(candidates[index].PersonId);
                    laChildIds.Add(candidates[index].LaChildId!);
                }
            }

            Dictionary<string, StagedChild> held = staging.FindHeld(laChildIds);
            known += held.Count;
            foreach (StagedChild row in staging.Find(personIds, 0, personIds.Count).Values)
            {
                known += (row.IsHeld || row.State == ChildState.Purged) && !(row.LaChildId is not null && held.ContainsKey(row.LaChildId)) ? 1 : 0;
            }
        }

        if (known > 0)
        {
            throw new TakeoverRefusedException(
                InvariantText.Of(known) + " of these children are known to this receiver already, sent by SsdClr or taken over before. Nothing was taken over: what they were sent since counts.");
        }
    }

    // Texts of so many persons at a time are in memory.
    private void Write(DbTransaction transaction, IClock clock, int receiverId, TakeoverJudgement judgement, List<TakeoverCandidate> candidates)
    {
        var withoutPerson = new List<TakeoverCandidate>();
        var ofPersons = new Dictionary<string, List<TakeoverCandidate>>(StringComparer.Ordinal);
        foreach (TakeoverCandidate candidate in candidates)
        {
            if (!candidate.IsTakenOver)
            {
                continue;
            }

            if (candidate.SourcePersonId is null)
            {
                withoutPerson.Add(candidate);
                continue;
            }

            string person = candidate.SourcePersonId.TrimEnd(' ');
            if (!ofPersons.TryGetValue(person, out List<TakeoverCandidate>? own))
            {
                own = [];
                ofPersons.Add(person, own);
            }

            own.Add(candidate);
        }

        using var staged = new TakeoverRows(_connection, transaction, receiverId, clock.UtcNow);
        using (D2iRowReader rows = _table.WithoutPerson(transaction))
        {
            ReadTexts(rows, judgement);
        }

        Write(staged, withoutPerson);
        var personIds = new List<string>(ofPersons.Keys);
        personIds.Sort(StringComparer.Ordinal);
        for (int start = 0; start < personIds.Count; start += StagingTable.IdsPerQuery)
        {
            int count = Math.Min(StagingTable.IdsPerQuery, personIds.Count - start);
            using (D2iRowReader rows = _table.Of(personIds, start, count, transaction))
            {
                ReadTexts(rows, judgement, personIds, start, count);
            }

            for (int index = start; index < start + count; index++)
            {
                Write(staged, ofPersons[personIds[index]]);
            }
        }

        staged.WriteGathered();
    }

    // The rows have to be those that were judged; their texts are let go of.
    private static void Write(TakeoverRows staged, List<TakeoverCandidate> children)
    {
        foreach (TakeoverCandidate child in children)
        {
            if (!child.IsAsJudged)
            {
                throw new TakeoverRefusedException("The table changed while it was read. Nothing was taken over. Stop the old tool for good, and take over again.");
            }

            staged.Add(child.ToRow());
            child.Forget();
        }
    }

    private void ReadTexts(D2iRowReader rows, TakeoverJudgement judgement, List<string>? personIds = null, int start = 0, int count = 0)
    {
        while (rows.Next() is { } row)
        {
            var evidence = new D2iEvidence(row, _trust, _childIdIsLegacyId);

            // The table's collation may have given others too: those have their own turn.
            bool isAsked = evidence.PersonId is { } person
                ? personIds is not null && personIds.BinarySearch(start, count, person.TrimEnd(' '), StringComparer.Ordinal) >= 0
                : personIds is null;
            if (isAsked)
            {
                judgement.Find(evidence)?.AddText(evidence);
            }
        }
    }
}

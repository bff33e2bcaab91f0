using System.Globalization;
using SsdClr.Runs;
using SsdClr.Simulation.Database;
using SsdClr.Simulation.Receiver;

namespace SsdClr.Simulation.Schedules;

/// <summary>One history drawn from a seed: runs, faults, changes, kills, settings; then calm, in which everything has to come right.</summary>
internal sealed class RandomSchedule
{
    private static readonly int[] s_faultPercents = [0, 0, 5, 15, 40];
    private static readonly string[] s_maximumAttempts = ["2", "3", "10"];
    private static readonly string[] s_circuitFailures = ["1", "3", "5", "100"];
    private static readonly string[] s_budgets = ["60", "300", "14400"];
    private static readonly string[] s_batchSizes = ["1", "2", "3", "4", "100"];

    private readonly SimulationRandom _random;

    // Of its own, so that a seed plays what it played before there were guards on change, but for what they stop.
    private readonly SimulationRandom _guardRandom;
    private readonly SimulatedWorld _world;
    private readonly int _children;

    private RandomSchedule(Store store, long seed)
    {
        _random = new SimulationRandom(seed);
        _guardRandom = new SimulationRandom(~seed);
        _world = new SimulatedWorld(store, _random, merges: _random.Percent(50));
        _children = _random.Between(2, 6);
    }

    /// <summary>Plays the history of a seed.</summary>
    /// <param name="store">A database; whatever is in it is lost.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="journal">Told what happens, for a person to read.</param>
    /// <returns>What took place.</returns>
    /// <exception cref="ViolationException">An invariant does not hold.</exception>
    internal static ScheduleCounts Play(Store store, long seed, Action<string>? journal = null)
    {
        var schedule = new RandomSchedule(store, seed);
        schedule._world.Journal = journal;
        journal?.Invoke($"Receivers {(schedule._world.Internet.Merges ? "merge" : "replace")}.");
        return schedule.Play();
    }

    private ScheduleCounts Play()
    {
        _world.Ssd.Begin(_children);
        if (_random.Percent(10))
        {
            _world.Ssd.AddManyPlans();
        }

        ChangeBodies(percent: 100);
        _world.Internet.OnTheWay = ChangeOnTheWay;
        var counts = default(ScheduleCounts);
        for (var run = _random.Between(2, 7); run > 0; run--)
        {
            ChangeWhatIsAround();
            ChangeBodies(percent: 8);
            if (_random.Percent(10))
            {
                _world.Requeue();
            }

            if (_guardRandom.Percent(4))
            {
                _world.SendEverythingOnceMore(isLost: _guardRandom.Percent(70));
            }

            _world.Boundaries.Between = _random.Percent(30) ? ChangeNowAndThen : null;
            var end = _world.Run(Operation(), Interruption(), _random.Percent(50) ? _world.ToConfirm : null);
            counts = counts.And(end);
        }

        _world.Boundaries.Between = null;
        _world.Internet.OnTheWay = null;
        if (_random.Percent(50))
        {
            _world.Ssd.MendAll();
        }

        counts = counts.And(Settling.Settle(_world));
        return counts with { Deliveries = _world.Internet.Deliveries.Count };
    }

    private void ChangeWhatIsAround()
    {
        for (var changes = _random.Below(4); changes > 0; changes--)
        {
            _world.Ssd.Change();
        }

        _world.Clock.Pass(TimeSpan.FromHours(_random.Below(30)));
        _world.AsOf = _world.AsOf.AddDays(_random.Below(4));
        var settings = _world.Settings;
        if (_random.Percent(30))
        {
            settings["batch_size"] = _random.Pick(s_batchSizes);
        }

        if (_random.Percent(8))
        {
            settings["base_url"] = _random.Percent(50) ? "https://receiver-a.test/1" : "https://receiver-b.test/1";
        }

        if (_random.Percent(6))
        {
            settings["la_child_id_column"] = _random.Percent(50) ? "pers_person_id" : "pers_legacy_id";
        }

        if (_random.Percent(10))
        {
            settings["max_deletion_percent"] = _random.Percent(50) ? "1" : "100";
        }

        if (_random.Percent(10))
        {
            settings["max_attempts"] = _random.Pick(s_maximumAttempts);
            settings["circuit_failures"] = _random.Pick(s_circuitFailures);
            settings["run_time_budget_s"] = _random.Pick(s_budgets);
        }

        ChangeTroubles(_world.Internet.Troubles);
        ChangeGuards();
    }

    private void ChangeGuards()
    {
        if (_guardRandom.Percent(10))
        {
            _world.Settings["max_as_of_days"] = _guardRandom.Percent(50) ? "0" : "36500";
        }

        if (_guardRandom.Percent(10))
        {
            _world.Settings["max_identity_changes"] = _guardRandom.Percent(50) ? "0" : "1000000";
        }
    }

    // What is sent of a child that was sent before.
    private void ChangeBodies(int percent)
    {
        var settings = _world.Settings;
        if (_random.Percent(percent))
        {
            // Only a receiver that merges can do anything with a part.
            settings["mode"] = _world.Internet.Merges && _random.Percent(50) ? "partial" : "full";
            settings["full_includes_purges"] = _world.Internet.Merges ? WithoutPurges(settings["mode"]) : _random.Percent(70) ? "1" : "0";
        }

        if (_random.Percent(percent))
        {
            settings["clear_with_null"] = _random.Percent(40) ? "1" : "0";
        }

        if (_random.Percent(percent))
        {
            settings["change_detection"] = _random.Percent(20) ? "ignore_record_ids" : "payload";
        }

        if (_random.Percent(percent))
        {
            settings["purge_when"] = _random.Percent(30) ? "left_cohort" : "absent_from_ssd";
            settings["max_removal_percent"] = _random.Percent(70) ? "5" : "100";
        }

        if (_random.Percent(percent) && _random.Percent(25))
        {
            settings["la_child_id_column"] = "pers_legacy_id";
        }
    }

    // A receiver that merges has to be told what is gone, which mode partial does whatever this setting says.
    private string WithoutPurges(string mode) => mode == "partial" && _guardRandom.Percent(30) ? "0" : "1";

    private void ChangeTroubles(Troubles troubles)
    {
        if (_random.Percent(40))
        {
            troubles.FaultPercent = _random.Pick(s_faultPercents);
        }

        if (_random.Percent(25))
        {
            troubles.Refused.Clear();
            for (var count = _random.Below(3); count > 0; count--)
            {
                troubles.Refused.Add(AnyChildId());
            }

            troubles.Style = (RefusalStyle)_random.Below(5);
        }

        if (_random.Percent(10))
        {
            troubles.Forbidden.Clear();
            if (_random.Percent(50))
            {
                troubles.Forbidden.Add(AnyChildId());
            }
        }

        if (_random.Percent(10))
        {
            troubles.MaximumBytes = _random.Percent(50) ? int.MaxValue : _random.Between(400, 3000);
        }

        if (_random.Percent(20))
        {
            troubles.TokenSeconds = _random.Between(1, 200);
        }
    }

    private string AnyChildId() => (_random.Percent(80) ? "p" : "L") + _random.Between(1, _children).ToString(CultureInfo.InvariantCulture);

    private void ChangeNowAndThen()
    {
        if (_world.Invariants.IsTransactionOpen || !_random.Percent(2))
        {
            return;
        }

        _world.Ssd.ChangeDuringRun();
    }

    private void ChangeOnTheWay()
    {
        if (_random.Percent(5))
        {
            for (var changes = _random.Between(1, 4); changes > 0; changes--)
            {
                _world.Ssd.ChangeDuringRun();
            }

            _world.RefreshBesides();
        }
    }

    private RunOperation Operation() => _random.Below(10) switch
    {
        0 => RunOperation.Refresh,
        1 => RunOperation.Submit,
        _ => RunOperation.Run,
    };

    private (int Index, Interruption How, bool EffectsOnly)? Interruption()
    {
        if (!_random.Percent(50))
        {
            return null;
        }

        var effectsOnly = _random.Percent(70);
        return (_random.Below(effectsOnly ? 60 : 110), (Interruption)_random.Below(4), effectsOnly);
    }
}

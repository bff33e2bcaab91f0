using System;
using SsdClr.Submission.Configuration;
using SsdClr.Time;

namespace SsdClr.Submission.Pacing;

/// <summary>
/// When the next POST may start: an interval between POSTs, a back-off after trouble, and an end to it all. Every wait is drawn from the
/// chance that is passed in, and none goes beyond the time budget of the run.
/// </summary>
/// <param name="clock">Time and waits.</param>
/// <param name="jitter">Chance in the waits.</param>
/// <param name="configuration">Intervals and limits.</param>
/// <param name="start">When the run began, as the clock's elapsed time: its budget counts from there.</param>
internal sealed class Pace(IClock clock, Random jitter, SubmissionConfiguration configuration, TimeSpan start)
{
    // Enough to keep several authorities that started at the same minute apart, too little to slow a run.
    private const double IntervalJitter = 0.04;

    private static readonly TimeSpan s_longestBackOff = TimeSpan.FromMinutes(2);

    // With less left than this a request is not worth beginning: it would hardly be connected.
    private static readonly TimeSpan s_leastForRequest = TimeSpan.FromSeconds(1);

    private readonly IClock _clock = clock;
    private readonly Random _jitter = jitter;
    private readonly SubmissionConfiguration _configuration = configuration;
    private readonly TimeSpan _end = start + configuration.RunTimeBudget;

    private TimeSpan _nextPost = clock.Elapsed;

    /// <summary>How long a request that begins now may take. Never nothing: between the turn and the request a claim may have waited for a lock, and no request takes a time of 0.</summary>
    internal TimeSpan RequestTimeout
    {
        get
        {
            TimeSpan left = _end - _clock.Elapsed;
            return left < s_leastForRequest ? s_leastForRequest
                : left < _configuration.RequestTimeout ? left
                : _configuration.RequestTimeout;
        }
    }

    /// <summary>Waits until the next POST of children may start.</summary>
    /// <returns>False where the budget does not reach so far; nothing was waited for then.</returns>
    internal bool WaitForTurn() => Wait(_nextPost - _clock.Elapsed);

    /// <summary>Notes that a POST of children starts now.</summary>
    internal void StartPost()
    {
        double interval = _configuration.MinimumInterval.Ticks * (1 + (IntervalJitter * _jitter.NextDouble()));
        _nextPost = _clock.Elapsed + TimeSpan.FromTicks((long)interval);
    }

    /// <summary>
    /// How long to wait after trouble: a time drawn evenly between none and a limit that doubles from failure to failure (full jitter), or
    /// what the receiver asked for, if that is longer. What it asks for is capped.
    /// </summary>
    /// <param name="failuresInARow">This one included; from 1.</param>
    /// <param name="retryAfter">The Retry-After header as it came; null for none.</param>
    internal TimeSpan BackOff(int failuresInARow, string? retryAfter)
    {
        double limit = _configuration.BackOff.Ticks * Math.Pow(2, Math.Min(failuresInARow, 30) - 1);
        var drawn = TimeSpan.FromTicks((long)(Math.Min(limit, s_longestBackOff.Ticks) * _jitter.NextDouble()));
        TimeSpan asked = RetryAfter.Read(retryAfter, _clock.UtcNow) ?? TimeSpan.Zero;
        asked = asked < _configuration.LongestRetryAfter ? asked : _configuration.LongestRetryAfter;
        return asked > drawn ? asked : drawn;
    }

    /// <summary>Waits.</summary>
    /// <returns>False where the budget would be over before, or too little of it left to send anything; nothing was waited for then.</returns>
    internal bool Wait(TimeSpan duration)
    {
        TimeSpan needed = duration > TimeSpan.Zero ? duration : TimeSpan.Zero;
        if (_clock.Elapsed + needed + s_leastForRequest > _end)
        {
            return false;
        }

        _clock.Wait(needed);
        return true;
    }
}

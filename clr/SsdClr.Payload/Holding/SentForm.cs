using System;

namespace SsdClr.Payload.Holding;

/// <summary>What ids, dates and scores of a child are sent as, where that is not what SSD holds: the rows of SSD are compared with what was sent.</summary>
/// <param name="id">Of an id.</param>
/// <param name="date">Of a date.</param>
/// <param name="score">Of a score.</param>
internal sealed class SentForm(Func<string, string> id, Func<DateTime, DateTime> date, Func<int, int> score)
{
    internal Func<string, string> Id { get; } = id;

    internal Func<DateTime, DateTime> Date { get; } = date;

    internal Func<int, int> Score { get; } = score;
}

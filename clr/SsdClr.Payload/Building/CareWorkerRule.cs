using System;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Building;

/// <summary>Which involvements are those of a care worker: by role (setting care_worker_roles) and by date (setting care_worker_scope).</summary>
internal sealed class CareWorkerRule(Window window, PayloadSettings settings)
{
    private readonly Window _window = window;
    private readonly string[] _roles = settings.CareWorkerRoles;
    private readonly bool _censusOnly = settings.CensusCareWorkersOnly;

    /// <summary>True where role and dates have the involvement sent.</summary>
    internal bool Asks(Involvement involvement) =>
        HasRole(involvement, _roles) && (!_censusOnly || _window.CensusDayIn(involvement.Start, involvement.End));

    /// <summary>True where the role would have it sent and the start date that would place it is not held.</summary>
    internal bool LacksDate(Involvement involvement) =>
        _censusOnly && involvement.Start is null && (involvement.End is null || involvement.End >= _window.Start) && HasRole(involvement, _roles);

    /// <summary>True where the role would have it sent and it starts in the window, and an end before that keeps it from covering any day.</summary>
    internal bool LosesByItsEnd(Involvement involvement) =>
        _censusOnly && _window.Contains(involvement.Start) && involvement.End < involvement.Start && HasRole(involvement, _roles);

    /// <summary>True where the role of an involvement is one of those, ignoring case.</summary>
    internal static bool HasRole(Involvement involvement, string[] roles) => IsAmong(involvement.Role, roles);

    /// <summary>True where a role is one of those, ignoring case.</summary>
    internal static bool IsAmong(string? held, string[] roles)
    {
        foreach (string role in roles)
        {
            if (string.Equals(held, role, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

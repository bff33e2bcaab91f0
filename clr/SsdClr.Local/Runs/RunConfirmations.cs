namespace SsdClr.Local.Runs;

/// <summary>What somebody has looked at and confirmed before a run.</summary>
/// <param name="FirstRun">A receiver that holds nothing yet may be sent more than first_run_max children, and a restriction of the cohort may end.</param>
/// <param name="Deletions">So many children may be deleted, no more and no fewer; null: as many as the guard allows.</param>
/// <param name="Removals">So many nested records may be removed from children who stay, likewise.</param>
/// <param name="Changes">So many changes may pass that the guards on change held, likewise.</param>
internal sealed record RunConfirmations(bool FirstRun, int? Deletions = null, int? Removals = null, int? Changes = null);

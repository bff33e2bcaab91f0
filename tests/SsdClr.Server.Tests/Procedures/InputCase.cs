namespace SsdClr.Server.Tests.Procedures;

/// <summary>A call with wrong input, and what has to be said of it.</summary>
/// <param name="Procedure">Name without schema.</param>
/// <param name="Arguments">As EXECUTE takes them.</param>
/// <param name="Number">Number of the error.</param>
/// <param name="Words">What the message must hold: every parameter at fault.</param>
public sealed record InputCase(string Procedure, string Arguments, int Number, params string[] Words)
{
    /// <summary>Every case that needs no routine of an assembly to be refused.</summary>
    public static IReadOnlyList<InputCase> WithoutAssemblies { get; } =
    [
        new("adopt_d2i_staging", "@table_name = NULL", 51016, "@table_name"),
        new("adopt_d2i_staging", "@table_name = N'', @confirm_whole = NULL, @apply = 1", 51016, "@table_name", "@confirm_whole", "@sent_to"),
        new("adopt_d2i_staging", "@confirm_apart = NULL", 51016, "@confirm_apart"),
        new("adopt_d2i_staging", "@apply = NULL", 51016, "@apply"),
        new("adopt_d2i_staging", "@apply = 1, @sent_to = N''", 51016, "@sent_to"),
        new("allow_host", "@host = NULL, @purpose = N'anything', @remove = NULL", 51011, "@host", "@purpose", "@remove"),
        new("allow_host", "@purpose = N'RECEIVER'", 51011, "@host", "@purpose"),
        new("check_recent_run", "@within_hours = 0", 51021, "@within_hours"),
        new("check_recent_run", "@within_hours = -1", 51021, "@within_hours"),
        new("check_recent_run", "@within_hours = 8761", 51021, "@within_hours"),
        new("check_recent_run", "@within_hours = NULL", 51021, "@within_hours"),
        new("data_quality", "@object = N'no_such_table', @severity = N'fatal'", 51023, "@object", "@severity"),
        new("delete_history", "@keep_days = NULL", 51015, "@keep_days"),
        new("delete_history", "@keep_days = 29", 51015, "@keep_days"),
        new("delete_history", "@keep_days = 36501", 51015, "@keep_days"),
        new("perform", "@operation = NULL", 51000, "@operation"),
        new("perform", "@operation = N'drop'", 51000, "@operation"),
        new("purge_history", "@keep_days = 29", 51015, "@keep_days"),
        new("purge_history", "@keep_days = 36501", 51015, "@keep_days"),
        new("purge_history", "@keep_days = NULL", 51015, "@keep_days"),
        new("requeue", "@everyone = 0", 51014, "@person_id"),
        new("requeue", "@person_id = N'1', @everyone = 1", 51014, "@person_id"),
        new("requeue", "@message = N'', @dry_run = NULL", 51014, "@message", "@dry_run"),
        new("requeue", "@rule_name = N'', @message = N'', @dry_run = NULL", 51014, "@rule_name must", "@message must", "@dry_run"),
        new("reset_secrets", "@dry_run = NULL, @replace_master_key = NULL", 51033, "@dry_run", "@replace_master_key"),
        new("store_setting", "@name = NULL, @value = N'1'", 51010, "@name"),
        new("store_setting", "@name = N'', @value = N'1'", 51010, "@name"),
    ];

    /// <inheritdoc/>
    public override string ToString() => $"csc.{Procedure} {Arguments}";
}

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
        new("take_over_d2i_staging", "@table_name = NULL", 51016, "@table_name"),
        new("take_over_d2i_staging", "@table_name = N'', @confirm_whole = NULL, @apply = 1", 51016, "@table_name", "@confirm_whole", "@sent_to"),
        new("take_over_d2i_staging", "@confirm_apart = NULL", 51016, "@confirm_apart"),
        new("take_over_d2i_staging", "@apply = NULL", 51016, "@apply"),
        new("take_over_d2i_staging", "@apply = 1, @sent_to = N''", 51016, "@sent_to"),
        new("allow_host", "@host = NULL, @purpose = N'anything', @remove = NULL", 51011, "@host", "@purpose", "@remove"),
        new("allow_host", "@host = NULL, @purpose = N'receiver', @real_records = 1", 51011, "@host", "@real_records"),
        new("allow_host", "@host = NULL, @purpose = N'test', @real_records = 1, @remove = 1", 51011, "@host", "@real_records"),
        new("allow_host", "@host = NULL, @purpose = N'test', @real_records = NULL", 51011, "@host", "@real_records"),
        new("allow_host", "@purpose = N'RECEIVER'", 51011, "@host", "@purpose"),
        new("check_recent_run", "@within_hours = 0", 51021, "@within_hours"),
        new("check_recent_run", "@within_hours = -1", 51021, "@within_hours"),
        new("check_recent_run", "@within_hours = 8761", 51021, "@within_hours"),
        new("check_recent_run", "@within_hours = NULL", 51021, "@within_hours"),
        new("data_quality", "@object = N'no_such_table', @severity = N'fatal'", 51023, "@object", "@severity"),
        new("delete_history", "@keep_days = NULL", 51015, "@keep_days"),
        new("delete_history", "@keep_days = 29", 51015, "@keep_days"),
        new("delete_history", "@keep_days = 36501", 51015, "@keep_days"),
        new("begin_run", "@operation = NULL", 51000, "@operation"),
        new("begin_run", "@operation = N'drop'", 51000, "@operation"),
        new("purge_history", "@keep_days = 29", 51015, "@keep_days"),
        new("purge_history", "@keep_days = 36501", 51015, "@keep_days"),
        new("purge_history", "@keep_days = NULL", 51015, "@keep_days"),
        new("requeue", "@everyone = 0", 51014, "@person_id"),
        new("requeue", "@person_id = N'1', @everyone = 1", 51014, "@person_id"),
        new("requeue", "@message = N'', @dry_run = NULL", 51014, "@message", "@dry_run"),
        new("requeue", "@rule_name = N'', @message = N'', @dry_run = NULL", 51014, "@rule_name must", "@message must", "@dry_run"),
        new("reset_secrets", "@dry_run = NULL, @replace_master_key = NULL", 51033, "@dry_run", "@replace_master_key"),
        new("store_code", "@field = NULL, @held_value = N' ', @code = N'B'", 51017, "@field", "@held_value"),
        new("store_code", "@field = N'accommodation', @held_value = N'With nan'", 51017, "@held_value"),
        new("store_setting", "@name = NULL, @value = N'1'", 51010, "@name"),
        new("store_setting", "@name = N'', @value = N'1'", 51010, "@name"),
    ];

    /// <summary>Cases that a function of the assembly for previews has to judge.</summary>
    public static IReadOnlyList<InputCase> WithAssemblies { get; } =
    [
        new("allow_host", "@host = N'test.example.org', @purpose = N'receiver', @real_records = 1", 51011, "@real_records"),
        new("allow_host", "@host = N'test.example.org', @purpose = N'test', @real_records = 1, @remove = 1", 51011, "@real_records"),
        new("change_setting", "@name = N'la_code', @value = N'999', @is_secret = NULL", 51010, "@is_secret"),
        new("change_setting", "@name = N'no_such_name', @value = REPLICATE(CAST(N'1' AS nvarchar(max)), 4001), @is_secret = 0", 51010, "@name", "@value"),
        new("set_code", "@remove = NULL", 51017, "@field", "@held_value", "@remove"),
        new("set_code", "@field = N'no_such_field', @held_value = N'With parents'", 51017, "@field", "@code"),
        new("set_code", "@field = N'accommodation', @held_value = N'With parents', @code = N'no such code'", 51017, "@code"),
        new("set_code", "@field = N'accommodation', @held_value = N'With parents', @code = N'B', @remove = 1", 51017, "@code"),
        new("set_secret", "@name = N'la_code', @value = N'1'", 51010, "csc.set_setting"),
        new("set_secret", "@name = NULL, @value = N'1'", 51010, "@name"),
        new("set_setting", "@name = N'client_secret', @value = N'1'", 51010, "csc.set_secret"),
        new("set_setting", "@name = N'min_interval_ms', @value = N'many'", 51010, "min_interval_ms"),
        new("set_setting", "@name = NULL, @value = NULL", 51010, "@name"),
    ];

    /// <summary>Procedures that refuse no value of theirs, each with why.</summary>
    public static IReadOnlyDictionary<string, string> Unrefusing { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["encrypt_secret"] = "is given what csc.change_setting has checked, and no caller may call it",
        ["end_run"] = "is given what csc.begin_run gave, and gives the run lock back whatever it is given; a transaction alone is refused",
        ["note_environment"] = "notes nothing for NULL; the submission then says so",
        ["preflight"] = "has one flag, and NULL is taken for 0",
        ["read_scrambling_key"] = "is given nothing",
        ["renew_scrambling_key"] = "is given nothing",
        ["requeue_children"] = "is given what csc.requeue has checked, under the run lock",
        ["show_refresh"] = "shows nothing of a run that there is not",
        ["send_pending"] = "is given what csc.begin_run gave, under the run lock; the assembly refuses a run that there is not",
    };

    /// <inheritdoc/>
    public override string ToString() => $"csc.{Procedure} {Arguments}";
}

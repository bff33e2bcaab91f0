using Microsoft.Data.Sqlite;
using SsdClr.Local.Database;

namespace SsdClr.Tests.Companion;

/// <summary>A database file with four children for the commands that preview: two in the cohort, one with an error and one with warnings; two out.</summary>
internal sealed class PreviewScene : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PreviewScene()
    {
        LocalDatabase.OpenFile(File, mustExist: false).Dispose();
        Execute(
            """
            INSERT INTO dbo.ssd_person (pers_person_id, pers_forename, pers_surname, pers_dob, pers_upn, pers_sex, pers_ethnicity) VALUES
                ('P 1', 'Marked', 'Marked', '2015-01-01', 'A123456789012', 'F', 'WBRI'),
                ('P2', NULL, NULL, '2015-01-01', 'A1', 'F', 'XXXX'),
                ('P3', 'Marked', 'Marked', '1990-01-01', 'A123456789012', 'F', 'WBRI'),
                ('P4', 'Marked', 'Marked', '2015-01-01', 'A123456789012', 'F', 'WBRI');
            INSERT INTO dbo.ssd_cin_episodes (cine_referral_id, cine_person_id, cine_referral_date, cine_close_date) VALUES
                ('R1', 'P 1', '2026-01-01', '2026-02-01'),
                ('R2', 'P2', '2026-01-01', '2026-02-01'),
                ('R3', 'P3', '2026-01-01', '2026-02-01');
            """);

        // The day of the scene stays as it is.
        Set("max_as_of_days", "36500");
    }

    public string File => _folder["children.db"];

    public void Set(string setting, string value) => Execute($"INSERT INTO csc.setting (name, value, changed_at, changed_by) VALUES ('{setting}', '{value}', '2026-01-01', 'test')");

    public void Execute(string sql)
    {
        using var database = LocalDatabase.OpenFile(File, mustExist: true);
        using SqliteCommand command = database.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a command on the database as of 31 March 2026.</summary>
    public Task<CommandRun> RunAsync(string command, params string[] arguments) =>
        CommandRun.OfAsync([command, "--database", File, "--as-of", "2026-03-31", .. arguments]);

    public void Dispose() => _folder.Dispose();
}

using System.Data.Common;
using SsdClr.Preflight;
using SsdClr.Payload.Building;
using SsdClr.Payload.DataQuality;
using SsdClr.Runs;
using SsdClr.Settings;

namespace SsdClr.Local.Database;

/// <summary>
/// A database that a command works on: an SQLite file (<see cref="LocalDatabase"/>), or a database on a live server.
/// Commands know no more of it than this.
/// </summary>
internal abstract class CompanionDatabase : IDisposable
{
    /// <summary>The open connection, without a transaction.</summary>
    public abstract DbConnection Connection { get; }

    /// <summary>The database as messages name it.</summary>
    public abstract string Name { get; }

    /// <summary>Who works on it, and where, for csc.run_log.</summary>
    public abstract RunOrigin Origin { get; }

    /// <summary>True where the schema csc is there, so that submissions can be prepared and sent.</summary>
    public abstract bool HoldsSubmission { get; }

    /// <summary>Which copy of the database this is; null for one in memory, which nobody can copy.</summary>
    public abstract EnvironmentKey? Environment { get; }

    /// <summary>Settings that go before those of the database, by their names there.</summary>
    public IReadOnlyDictionary<string, string> Given { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The settings in force: those given, those of csc.setting, and the defaults.</summary>
    /// <exception cref="SettingException">A name is unknown or a value malformed.</exception>
    public SettingValues Settings() => HoldsSubmission ? SettingValues.Read(Connection, Given) : new SettingValues(Given);

    /// <summary>The codes that the authority itself gives to held values; none without the schema csc.</summary>
    public CodeMap OwnCodes() => HoldsSubmission ? CodeMap.Read(Connection) : new CodeMap();

    /// <summary>What the database says of the SSD tables.</summary>
    /// <param name="settings">The settings in force.</param>
    public abstract ISsdCatalogue Catalogue(SettingValues settings);

    /// <summary>Refuses a database without the schema csc.</summary>
    /// <exception cref="CompanionException">There is none.</exception>
    public void RequireSubmission()
    {
        if (!HoldsSubmission)
        {
            throw new CompanionException($"{Name} has no schema csc. Install SsdClr.companion.install.sql in it, then try again; docs/live-server.md shows how.");
        }
    }

    /// <summary>What the database itself may have against a run, step by step. Writes nothing.</summary>
    public abstract IReadOnlyList<PreflightStep> Preflight(TimeProvider clock);

    /// <summary>Takes the lock that one command at a time may hold, or refuses and names the holder.</summary>
    /// <param name="operation">The command's name.</param>
    /// <param name="clock">Dates the holder's note.</param>
    /// <exception cref="CompanionException">Another command or a run in the server holds it; or the database cannot be written.</exception>
    public abstract IDisposable Lock(string operation, TimeProvider clock);

    /// <summary>
    /// Keeps other commands out while a setting, a code or a host is changed. On SQL Server each change is a transaction of its own, and who may change settings
    /// need not be allowed to run: there is no lock there.
    /// </summary>
    public virtual IDisposable? LockSettings(string operation, TimeProvider clock) => Lock(operation, clock);

    /// <summary>True where a command or a run holds the lock now.</summary>
    public abstract bool IsLocked();

    /// <summary>What to say where children were sent from here and what is known of that is gone; null where it is not. A server keeps both in one database.</summary>
    public virtual string? LostState() => null;

    /// <summary>Takes back what a sample had set for made-up children, where the children are none: another file has come in its place. The caller holds the lock.</summary>
    /// <returns>What to say of it, a line each.</returns>
    public virtual IReadOnlyList<string> EndSample(DateTime utcNow) => [];

    /// <summary>Notes beside the records, before anything is sent, that children are sent from here.</summary>
    public virtual void NoteSending()
    {
    }

    /// <summary>Notes the environment, as <c>csc.note_environment</c> does: confirmed by itself only where nothing has ever left.</summary>
    public abstract void NoteEnvironment(DateTime utcNow);

    /// <summary>Confirms the environment, as <c>csc.confirm_environment</c> does, and logs that.</summary>
    /// <exception cref="CompanionException">The caller may not.</exception>
    public abstract void ConfirmEnvironment(DateTime utcNow);

    /// <summary>Stores a setting that has been checked, as <c>csc.set_setting</c> does, and logs the change.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="value">Its new value; null for the default.</param>
    /// <param name="utcNow">When.</param>
    public abstract void ChangeSetting(string name, string? value, DateTime utcNow);

    /// <summary>Gives a held value a code of its own in csc.code_map, or with no code takes it back, and logs that. What is given has been checked.</summary>
    /// <returns>False where there was nothing to take back.</returns>
    public abstract bool ChangeCode(string field, string heldValue, string? code, DateTime utcNow);

    /// <summary>Adds a host to csc.allowed_host, changes it or removes it, and logs that.</summary>
    /// <param name="purpose">What the host is for.</param>
    /// <param name="host">The host.</param>
    /// <param name="realRecords">True where a test host is to have real records.</param>
    /// <param name="remove">True takes it back.</param>
    /// <param name="utcNow">When.</param>
    /// <returns>False where there was nothing to remove.</returns>
    /// <exception cref="CompanionException">The caller may not.</exception>
    public abstract bool ChangeHost(string purpose, string host, bool realRecords, bool remove, DateTime utcNow);

    /// <summary>Removes history, as <c>csc.delete_history</c> does.</summary>
    /// <returns>How much that was, in words.</returns>
    public abstract string DeleteHistory(int keepDays, DateTime utcNow);

    /// <summary>Makes an empty table that this connection alone sees, with one column of ids.</summary>
    /// <returns>Its name as SQL.</returns>
    public abstract string MakeIdTable(string name);

    /// <summary>Begins a transaction that may write.</summary>
    public abstract DbTransaction BeginWrite();

    /// <inheritdoc/>
    public abstract void Dispose();
}

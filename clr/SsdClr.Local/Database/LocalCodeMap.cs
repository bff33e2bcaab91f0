using System.Globalization;

namespace SsdClr.Local.Database;

/// <summary>Changes <c>csc.code_map</c> of a local database, as <c>csc.set_code</c> does in SQL Server.</summary>
internal static class LocalCodeMap
{
    /// <summary>Gives a held value a code, or with no code takes it back, and logs that.</summary>
    /// <returns>False where there was nothing to take back.</returns>
    public static bool Set(LocalDatabase database, string field, string heldValue, string? code, DateTime utcNow)
    {
        using var transaction = database.BeginWrite();
        using var command = database.Connection.CreateCommand();
        command.Transaction = transaction;
        command.Parameters.AddWithValue("$field", field);
        command.Parameters.AddWithValue("$held", heldValue);
        command.Parameters.AddWithValue("$now", utcNow.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue("$user", Environment.UserName);
        string? oldHeld = null;
        string? oldCode = null;
        command.CommandText = "SELECT held_value, code FROM csc.code_map WHERE field = $field";
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                // SQLite's own upper case knows ASCII alone.
                if (string.Equals(reader.GetString(0), heldValue, StringComparison.OrdinalIgnoreCase))
                {
                    (oldHeld, oldCode) = (reader.GetString(0), reader.GetString(1));
                }
            }
        }

        if (code is null && oldCode is null)
        {
            return false;
        }

        command.CommandText = "DELETE FROM csc.code_map WHERE field = $field AND held_value = $old_held";
        command.Parameters.AddWithValue("$old_held", (object?)oldHeld ?? DBNull.Value);
        command.ExecuteNonQuery();
        if (code is not null)
        {
            command.CommandText = "INSERT INTO csc.code_map (field, held_value, code, changed_at, changed_by) VALUES ($field, $held, $code, $now, $user)";
            command.Parameters.AddWithValue("$code", code);
            command.ExecuteNonQuery();
        }

        command.CommandText = "INSERT INTO csc.setting_log (name, old_value, new_value, changed_at, changed_by) VALUES ('code_map: ' || $field, $old, $new, $now, $user)";
        command.Parameters.AddWithValue("$old", oldCode is null ? DBNull.Value : heldValue + " = " + oldCode);
        command.Parameters.AddWithValue("$new", code is null ? DBNull.Value : heldValue + " = " + code);
        command.ExecuteNonQuery();
        transaction.Commit();
        return true;
    }
}

using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build;
using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;
using SsdClr.Database.Tests.Dacpac;
using Permission = Microsoft.SqlServer.Dac.Model.Permission;

namespace SsdClr.Database.Tests.Permissions;

/// <summary>Who may do what, and that the page says it. DacFx reads the same T-SQL a second time, apart from the page's own reading.</summary>
[TestClass]
public sealed class PermissionTests
{
    private static readonly string[] s_granted = ["csc_analyst", "csc_auditor", "csc_configurer", "csc_operator", "csc_runner"];

    private static readonly IReadOnlyList<RoleRight> s_rights = RoleRight.Read(CheckedOut.SsdClr.Sources.Where(source => source.Name.EndsWith(".sql", StringComparison.Ordinal)));

    [TestMethod]
    public void Page_lists_every_object_of_the_schema_once()
    {
        using var model = Model();
        var objects = model.GetObjects(DacQueryScopes.UserDefined, Procedure.TypeClass, ScalarFunction.TypeClass, TableValuedFunction.TypeClass, View.TypeClass, Table.TypeClass, DmlTrigger.TypeClass)
            .Select(found => found.Name.Parts[1])
            .Order(StringComparer.Ordinal)
            .ToList();

        CollectionAssert.AreEqual(objects, Rows().Select(row => row[1].Trim('`')).Order(StringComparer.Ordinal).ToList());
    }

    [TestMethod]
    public void Page_says_what_every_object_is()
    {
        var silent = Rows().Where(row => row[^1].Length < 20).Select(row => row[1]);

        Assert.AreEqual(string.Empty, string.Join(", ", silent));
    }

    [TestMethod]
    public void Page_holds_every_right_of_the_model_and_no_other()
    {
        using var model = Model();
        var expected = model.GetObjects(DacQueryScopes.UserDefined, Permission.TypeClass)
            .Select(right =>
                $"{right.GetProperty<PermissionAction>(Permission.PermissionAction)} {right.GetProperty<PermissionType>(Permission.PermissionType)} "
                + $"{right.GetReferenced(Permission.SecuredObject).Single().Name.Parts[1]} {right.GetReferenced(Permission.Grantee, DacQueryScopes.All).Single().Name.Parts[0]}")
            .Order(StringComparer.Ordinal)
            .ToList();

        CollectionAssert.AreEqual(expected, Rows().SelectMany(RightsOf).Order(StringComparer.Ordinal).ToList());
    }

    [TestMethod]
    public void Rights_are_granted_to_our_roles_and_never_to_public()
    {
        var others = s_rights.Where(right => !right.IsDenied && !s_granted.Contains(right.Role));

        Assert.AreEqual(string.Empty, string.Join(", ", others));
    }

    [TestMethod]
    public void Denied_to_public_are_the_secrets_alone()
    {
        var denied = s_rights.Where(right => right.IsDenied).Select(right => $"{right.Role} {right.Permission} {right.Object}").ToList();

        CollectionAssert.AreEquivalent(
            new[] { "public SELECT secret", "public INSERT secret", "public UPDATE secret", "public DELETE secret", "public EXECUTE encrypt_secret", "public EXECUTE read_secrets", "public EXECUTE read_scrambling_key", "public EXECUTE scrambling_key" },
            denied);
    }

    [TestMethod]
    [DataRow("secret")]
    [DataRow("encrypt_secret")]
    [DataRow("read_secrets")]
    [DataRow("read_scrambling_key")]
    [DataRow("scrambling_key")]
    [DataRow("renew_scrambling_key")]
    [DataRow("scrambled_payloads_in_range")]
    [DataRow("submit_pending")]
    [DataRow("protect_secrets")]
    [DataRow("reset_secrets")]
    [DataRow("allow_host")]
    [DataRow("confirm_environment")]
    [DataRow("begin_run")]
    [DataRow("end_run")]
    [DataRow("send_pending")]
    [DataRow("change_setting")]
    [DataRow("store_setting")]
    [DataRow("store_code")]
    public void Nobody_but_the_database_owner_has_a_right_on_it(string name) =>
        Assert.IsEmpty(s_rights.Where(right => !right.IsDenied && right.Object == name).ToList());

    [TestMethod]
    [DataRow("set_setting")]
    [DataRow("set_secret")]
    public void Only_the_configurer_may_set(string procedure) =>
        CollectionAssert.AreEqual(new[] { "csc_configurer" }, s_rights.Where(right => right.Object == procedure).Select(right => right.Role).ToList());

    [TestMethod]
    public void Only_the_runner_may_change_a_table_and_none_that_says_where_records_go()
    {
        var changes = s_rights.Where(right => !right.IsDenied && right.Permission is "INSERT" or "UPDATE" or "DELETE").ToList();

        CollectionAssert.AreEqual(new[] { "csc_runner" }, changes.Where(right => !right.IsDenied).Select(right => right.Role).Distinct(StringComparer.Ordinal).ToList());
        Assert.IsEmpty(changes.Where(right => !right.IsDenied && right.Object is "setting" or "setting_log" or "allowed_host" or "environment").ToList());
    }

    [TestMethod]
    public void Operator_and_no_other_is_a_member_of_the_runner()
    {
        var members = TSqlFile.All.SelectMany(file => file.Statements).OfType<AlterRoleStatement>().Select(statement => $"{((AddMemberAlterRoleAction)statement.Action).Member.Value} in {statement.Name.Value}");

        Assert.AreEqual("csc_operator in csc_runner", string.Join(", ", members));
    }

    [TestMethod]
    public void Auditor_reads_only_and_no_payload()
    {
        using var model = Model();
        var rights = s_rights.Where(right => right.Role == "csc_auditor").ToList();
        var columns = model.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass, View.TypeClass)
            .Where(found => rights.Exists(right => right.Object == found.Name.Parts[1]))
            .SelectMany(found => found.GetReferenced(found.ObjectType == Table.TypeClass ? Table.Columns : View.Columns))
            .ToList();

        Assert.IsTrue(rights.TrueForAll(right => right.Permission == "SELECT"));
        Assert.IsGreaterThan(30, columns.Count);

        // A payload, or what is sent of one, is an nvarchar(max); a view's columns have the name of those of its table.
        Assert.IsEmpty(columns
            .Where(column => (column.GetProperty<bool?>(Column.IsMax) == true && column.Name.Parts[2] != "made")
                || column.Name.Parts[2].EndsWith("payload", StringComparison.Ordinal)
                || column.Name.Parts[2].EndsWith("body", StringComparison.Ordinal))
            .Select(column => string.Join('.', column.Name.Parts)).ToList());
    }

    [TestMethod]
    public void Analyst_runs_nothing_that_changes_anything()
    {
        var procedures = s_rights.Where(right => right is { Role: "csc_analyst", Permission: "EXECUTE" }).Select(right => right.Object).ToList();
        var bodies = TSqlFile.Procedures.Where(item => procedures.Contains(Path.GetFileNameWithoutExtension(item.File.Name))).ToList();

        CollectionAssert.AreEqual(new[] { "child_report_html", "data_quality", "json_pretty", "report_html", "report_summary_html" }, procedures.Order(StringComparer.Ordinal).ToList());
        CollectionAssert.AreEqual(new[] { "sql/csc/Procedures/data_quality.sql" }, bodies.ConvertAll(item => item.File.Name));
        var changes = new Changes();
        bodies[0].Procedure.Accept(changes);
        Assert.AreEqual(string.Empty, string.Join(", ", changes.Found));
    }

    [TestMethod]
    [DataRow("GRANT CONTROL ON SCHEMA::[csc] TO [csc_analyst];")]
    [DataRow("GRANT SELECT ON OBJECT::[dbo].[ssd_person] TO [csc_analyst];")]
    [DataRow("GRANT SELECT ON OBJECT::[csc].[staging] TO [csc_analyst] WITH GRANT OPTION;")]
    [DataRow("GRANT SELECT ON OBJECT::[csc].[staging] ([person_id]) TO [csc_analyst];")]
    [DataRow("GRANT EXECUTE TO [csc_analyst];")]
    [DataRow("REVOKE SELECT ON OBJECT::[csc].[staging] FROM [csc_analyst];")]
    public void Right_that_the_page_could_not_show_is_a_fault(string statement)
    {
        var fault = Assert.ThrowsExactly<BuildException>(() => RoleRight.Read([new("r.sql", statement)]));

        Assert.StartsWith("r.sql:1: ", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("GRANT SELECT ON OBJECT::[csc].[staging] TO [db_datareader];")]
    [DataRow("GRANT ALTER ON OBJECT::[csc].[staging] TO [csc_analyst];")]
    public void Role_or_right_without_a_place_on_the_page_is_a_fault(string statement) =>
        Assert.ThrowsExactly<BuildException>(() => PermissionsPage.Write([new("sql/csc/Security/r.permissions.sql", statement)]));

    private static TSqlModel Model() => DatabaseModel.Compile(CheckedOut.SsdClr.Sources, SqlServerVersion.Sql130, "Latin1_General_BIN2");

    /// <summary>The rows of all tables of the page, a cell an item; the first and the last are what stands before and after the bars.</summary>
    private static List<string[]> Rows() =>
    [
        .. File.ReadAllLines(CheckedOut.Repository.At("docs/permissions.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.TrimEnd('|', ' ').Split(" | ").Select(cell => cell.Trim('|', ' ')).Prepend(string.Empty).ToArray()),
    ];

    private static IEnumerable<string> RightsOf(string[] row)
    {
        string[] roles = ["csc_operator", "csc_configurer", "csc_analyst", "csc_auditor", "csc_runner", "public"];
        var permissions = new Dictionary<string, string>(StringComparer.Ordinal) { ["run"] = "Execute", ["read"] = "Select", ["add"] = "Insert", ["change"] = "Update", ["remove"] = "Delete" };
        return
            from column in Enumerable.Range(0, roles.Length)
            let cell = row[column + 2]
            let denied = cell.StartsWith("denied: ", StringComparison.Ordinal)
            from word in (denied ? cell["denied: ".Length..] : cell).Split(", ", StringSplitOptions.RemoveEmptyEntries)
            select $"{(denied ? "Deny" : "Grant")} {permissions[word]} {row[1].Trim('`')} {roles[column]}";
    }

    private sealed class Changes : TSqlFragmentVisitor
    {
        public List<string> Found { get; } = [];

        // A table variable is the procedure's own.
        public override void Visit(DataModificationSpecification node)
        {
            if (node.Target is not VariableTableReference)
            {
                Found.Add(node.GetType().Name);
            }
        }

        public override void Visit(ExecuteStatement node) => Found.Add(nameof(ExecuteStatement));
    }
}

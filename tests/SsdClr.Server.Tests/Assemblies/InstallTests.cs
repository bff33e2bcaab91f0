using SsdClr.Server.Tests.Engine;

namespace SsdClr.Server.Tests.Assemblies;

/// <summary>Both ways in, over nothing and over each other, on a server that loads both assemblies.</summary>
[TestClass]
[OnServer(Need.ExternalAccess)]
public sealed class InstallTests
{
    private const string Script = "SsdClr.install.sql";
    private const string Package = "SsdClr.dacpac";
    private const string PreviewPackage = "SsdClr.payload-only.dacpac";

    private readonly ScratchDatabase _database = ScratchDatabase.Create();

    [ClassInitialize]
    public static void Initialize(TestContext context) => Assert.IsEmpty(ServerTrust.Trust(withSubmission: true).Errors);

    [TestCleanup]
    public void Cleanup() => _database.Dispose();

    [TestMethod]
    public void The_package_publishes_over_nothing_and_over_itself()
    {
        Publishing.Publish(_database, Package);
        var first = InstalledObjects.Of(_database);
        Publishing.Publish(_database, Package);

        Assert.AreEqual(first, InstalledObjects.Of(_database));
    }

    [TestMethod]
    public void The_package_publishes_over_previews()
    {
        Publishing.Publish(_database, PreviewPackage);
        Publishing.Publish(_database, Package);
        var upgraded = InstalledObjects.Of(_database);
        using var other = ScratchDatabase.Create();
        Publishing.Publish(other, Package);

        Assert.AreEqual(InstalledObjects.Of(other), upgraded);
    }

    [TestMethod]
    public void The_script_runs_twice_and_changes_nothing_more()
    {
        _database.RunScript(Product.Script(Script));
        var first = InstalledObjects.Of(_database);
        _database.RunScript(Product.Script(Script));

        Assert.AreEqual(first, InstalledObjects.Of(_database));
    }

    [TestMethod]
    public void Script_and_package_make_the_same()
    {
        Publishing.Publish(_database, Package);
        using var other = ScratchDatabase.Create();
        other.RunScript(Product.Script(Script));

        Assert.AreEqual(InstalledObjects.Of(_database), InstalledObjects.Of(other));
    }

    [TestMethod]
    public void A_setting_stays_when_the_version_is_installed_again()
    {
        _database.RunScript(Product.Script(Script));
        _database.Execute("EXECUTE [csc].[set_setting] @name = N'la_code', @value = N'901'");
        Publishing.Publish(_database, Package);
        _database.RunScript(Product.Script(Script));

        using var connection = _database.Open();
        Assert.AreEqual("901", connection.Value("SELECT [value] FROM [csc].[setting] WHERE [name] = N'la_code'"));
    }

    [TestMethod]
    public void The_uninstaller_keeps_tables_and_what_is_in_them()
    {
        _database.RunScript(Product.Script(Script));
        _database.Execute("EXECUTE [csc].[set_setting] @name = N'la_code', @value = N'901'");
        _database.RunScript(Product.Script("SsdClr.uninstall.sql"));

        using var connection = _database.Open();
        Assert.AreEqual("901", connection.Value("SELECT [value] FROM [csc].[setting] WHERE [name] = N'la_code'"));
        Assert.AreEqual("0", connection.Value("SELECT COUNT(*) FROM [sys].[objects] WHERE [schema_id] = SCHEMA_ID(N'csc') AND [type] NOT IN (N'U', N'PK', N'UQ', N'C', N'D', N'TR')"));
        Assert.AreEqual("0", connection.Value("SELECT COUNT(*) FROM [sys].[assemblies] WHERE [name] LIKE N'SsdClr.%'"));
    }

    [TestMethod]
    public void The_uninstaller_leaves_nothing_where_that_is_asked_for()
    {
        _database.RunScript(Product.Script(Script));
        _database.RunScript(ServerTrust.Edit(Product.Script("SsdClr.uninstall.sql"), "@drop_data", "1"));

        Assert.AreEqual(string.Empty, InstalledObjects.Of(_database));
    }

    [TestMethod]
    public void Untrusted_assemblies_are_refused_until_they_are_trusted_again()
    {
        Assert.IsEmpty(ServerTrust.Untrust().Errors);
        try
        {
            using var connection = _database.Open();
            var window = QueryWindow.Run(connection, Product.Script(Script));
            Assert.Contains("does not trust", string.Join('\n', window.Errors), StringComparison.Ordinal);
            Assert.AreEqual(string.Empty, InstalledObjects.Of(_database));
        }
        finally
        {
            Assert.IsEmpty(ServerTrust.Trust(withSubmission: true).Errors);
        }

        _database.RunScript(Product.Script(Script));
    }

    [TestMethod]
    public void The_acceptance_script_accepts_the_installation()
    {
        _database.RunScript(Product.Script(Script));
        using var connection = _database.Open();

        var window = QueryWindow.Run(connection, ServerTrust.Edit(Product.Script("acceptance.sql"), "@i_understand", "N'this database is disposable'"));

        Assert.IsEmpty(window.Errors, string.Join('\n', [.. window.Errors, .. window.Results.Count == 0 ? [] : window.Results[^1].Where(row => row.Contains("|FAILED|", StringComparison.Ordinal))]));
        Assert.StartsWith("ACCEPTED|", window.Results[^2][0], StringComparison.Ordinal);
    }
}

namespace SsdClr.Server.Tests.Engine;

/// <summary>
/// Runs a class or a test where the server has what it needs, and reports it as skipped with one reason where not. The server is asked once.
/// If SSDCLR_TEST_SERVER names a server that cannot be reached, nothing is skipped: the tests fail with the reason.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
internal sealed class OnServerAttribute : ConditionBaseAttribute
{
    private readonly Need _need;

    /// <summary>Asks for one thing.</summary>
    public OnServerAttribute(Need need = Need.Server)
        : base(ConditionMode.Include)
    {
        _need = need;
        IgnoreMessage = Absence;
    }

    /// <summary>A collation that databases of the server must be able to have; null where any will do.</summary>
    public string? Collation
    {
        get;
        init
        {
            field = value;
            IgnoreMessage = Absence;
        }
    }

    /// <summary>Conditions of different groups must all be met.</summary>
    public override string GroupName => $"{_need} {Collation}";

    /// <inheritdoc/>
    public override bool IsConditionMet => Absence is null;

    private string? Absence => TestServer.Absence(_need, Collation);
}

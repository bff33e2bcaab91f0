using System.Threading.Tasks;

namespace SsdClr.Forbidden;

/// <summary>An async method: the state machine, and tasks, which host protection refuses.</summary>
[Breaks("Async", "HostProtection")]
public static class AsyncMethod
{
    public static async Task<int> OneAsync()
    {
        await Task.Delay(1);
        return 1;
    }
}

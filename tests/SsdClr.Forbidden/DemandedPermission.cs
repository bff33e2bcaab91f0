using System.Globalization;
using System.Threading;

namespace SsdClr.Forbidden;

/// <summary>Changing the thread's culture demands ControlThread, which neither permission set grants.</summary>
[Breaks("PermissionDemand")]
public static class DemandedPermission
{
    public static void Speak(CultureInfo culture) => Thread.CurrentThread.CurrentCulture = culture;
}

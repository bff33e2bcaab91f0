using System;

namespace SsdClr.Forbidden;

/// <summary>The server decides how its threads run.</summary>
[Breaks("Attribute")]
public static class ApartmentThread
{
    [STAThread]
    public static void Run()
    {
    }
}

namespace SsdClr.Tests.Refreshing;

/// <summary>Stands for the end of the process in the middle of a POST: nothing of the product catches it.</summary>
internal sealed class SenderStopped : Exception;

using Mono.Cecil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>
/// .NET Framework reads the time of a request once, when its way out begins, and gives a kept connection to any later request of the host. So both are
/// said where a request is made, and the time nowhere else: a later change has no effect.
/// </summary>
[TestClass]
public sealed class RequestTimeTests
{
    private static readonly string[] s_said = ["set_Timeout", "set_ReadWriteTimeout", "set_KeepAlive"];

    [TestMethod]
    public void A_request_gets_its_time_where_it_is_made_and_nowhere_else()
    {
        using var module = ModuleDefinition.ReadModule(BuiltFiles.Submission);
        var methods = module.GetTypes()
            .SelectMany(type => type.Methods)
            .Where(method => method.HasBody)
            .Select(method => (Name: $"{method.DeclaringType.Name}.{method.Name}", Called: method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>().Select(called => called.Name).ToHashSet(StringComparer.Ordinal)))
            .Where(method => method.Called.Contains("GetRequestStream") || method.Called.Contains("GetResponse") || method.Called.Overlaps(s_said))
            .ToDictionary(method => method.Name, method => string.Join(' ', s_said.Where(method.Called.Contains)), StringComparer.Ordinal);

        Assert.AreEqual(
            "HttpWebRequestTransport.Exchange: ; HttpWebRequestTransport.Prepare: set_Timeout set_ReadWriteTimeout set_KeepAlive; NetworkProbe.Secure: set_Timeout set_ReadWriteTimeout set_KeepAlive",
            string.Join("; ", methods.OrderBy(method => method.Key, StringComparer.Ordinal).Select(method => $"{method.Key}: {method.Value}")));
    }
}

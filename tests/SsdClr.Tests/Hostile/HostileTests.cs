using SsdClr.Hostile;

namespace SsdClr.Tests.Hostile;

/// <summary>A share of what the command <c>tests/Hostile</c> plays whole.</summary>
[TestClass]
public sealed class HostileTests
{
    private const int Share = 4;
    private const int Together = 8;

    [TestMethod]
    public async Task Servers_of_every_kind_have_the_outcome_expected()
    {
        var wrong = new List<string>();
        foreach (Behaviour[] group in Catalogue.All.Where((_, place) => place % Share == 0).Chunk(Together))
        {
            string[] made = await Task.WhenAll(group.Select(HostileRun.PlayAsync));
            wrong.AddRange(group.Zip(made).Where(pair => pair.First.Expected != pair.Second).Select(pair => $"{pair.First.Place}, {pair.First.Name}: {pair.Second}"));
        }

        Assert.IsEmpty(wrong, string.Join('\n', wrong));
    }

    [TestMethod]
    public async Task No_mutated_answer_throws() => Assert.AreEqual(100, (await MutatedAnswers.PlayAsync(1, 100)).Values.Sum());

    [TestMethod]
    public void Every_behaviour_has_a_name_of_its_own() =>
        Assert.HasCount(Catalogue.All.Count, Catalogue.All.Select(behaviour => (behaviour.Place, behaviour.Name)).Distinct());
}

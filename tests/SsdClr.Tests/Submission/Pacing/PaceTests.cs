using SsdClr.Submission.Configuration;
using SsdClr.Submission.Pacing;

namespace SsdClr.Tests.Submission.Pacing;

[TestClass]
public sealed class PaceTests
{
    private readonly TestClock _clock = new();

    [TestMethod]
    [DataRow(1, 5)]
    [DataRow(2, 10)]
    [DataRow(3, 20)]
    [DataRow(5, 80)]
    [DataRow(6, 120)]
    [DataRow(1000, 120)]
    public void The_longest_back_off_doubles_up_to_two_minutes(int failuresInARow, int seconds) =>
        Assert.AreEqual(seconds, Pace(0.9999999999).BackOff(failuresInARow, retryAfter: null).TotalSeconds, 0.001);

    [TestMethod]
    public void The_shortest_back_off_is_none() => Assert.AreEqual(TimeSpan.Zero, Pace(0).BackOff(4, retryAfter: null));

    [TestMethod]
    public void Back_offs_are_spread_over_the_whole_range()
    {
        Pace pace = Pace(new Random(1));
        int[] tenths = new int[10];
        for (int draw = 0; draw < 1000; draw++)
        {
            tenths[(int)(pace.BackOff(1, retryAfter: null).TotalSeconds / 0.5)]++;
        }

        Assert.IsTrue(tenths.All(count => count is > 60 and < 140), string.Join(' ', tenths));
    }

    [TestMethod]
    public void One_seed_gives_the_same_waits_again()
    {
        Pace one = Pace(new Random(5));
        Pace other = Pace(new Random(5));
        for (int failure = 1; failure < 9; failure++)
        {
            Assert.AreEqual(one.BackOff(failure, retryAfter: null), other.BackOff(failure, retryAfter: null));
        }
    }

    [TestMethod]
    public void What_the_receiver_asks_for_is_waited_for() => Assert.AreEqual(30, Pace(0).BackOff(1, "30").TotalSeconds);

    [TestMethod]
    public void What_the_receiver_asks_for_is_capped() =>
        Assert.AreEqual(20, Pace(0, ("max_retry_after_s", "20")).BackOff(1, "3600").TotalSeconds);

    [TestMethod]
    public void A_longer_back_off_than_asked_for_stays() => Assert.AreEqual(60, Pace(0.5).BackOff(9, "3").TotalSeconds, 0.001);

    [TestMethod]
    public void A_wait_that_ends_after_the_budget_is_not_begun()
    {
        Pace pace = Pace(0, ("run_time_budget_s", "60"));
        Assert.IsFalse(pace.Wait(TimeSpan.FromSeconds(60)));
        Assert.AreEqual(new TestClock().Elapsed, _clock.Elapsed);
    }

    [TestMethod]
    public void A_wait_within_the_budget_is_waited()
    {
        Assert.IsTrue(Pace(0, ("run_time_budget_s", "60")).Wait(TimeSpan.FromSeconds(59)));
        Assert.AreEqual(TimeSpan.FromSeconds(59), _clock.Elapsed - new TestClock().Elapsed);
    }

    [TestMethod]
    public void A_request_may_take_no_longer_than_is_left_of_the_budget()
    {
        Pace pace = Pace(0, ("run_time_budget_s", "60"), ("request_timeout_s", "100"));
        pace.Wait(TimeSpan.FromSeconds(25));
        Assert.AreEqual(TimeSpan.FromSeconds(35), pace.RequestTimeout);
    }

    [TestMethod]
    [DataRow(60)]
    [DataRow(600)]
    public void A_claim_that_waited_past_the_budget_leaves_the_request_a_second(int seconds)
    {
        Pace pace = Pace(0, ("run_time_budget_s", "60"));
        _clock.Wait(TimeSpan.FromSeconds(seconds));
        Assert.AreEqual(TimeSpan.FromSeconds(1), pace.RequestTimeout);
    }

    [TestMethod]
    public void With_time_enough_a_request_may_take_what_is_set() =>
        Assert.AreEqual(TimeSpan.FromSeconds(100), Pace(0, ("request_timeout_s", "100")).RequestTimeout);

    [TestMethod]
    [DataRow(1)]
    [DataRow(-1)]
    public void A_clock_set_by_an_hour_changes_no_wait(int hours)
    {
        Pace pace = Pace(0, ("run_time_budget_s", "60"), ("min_interval_ms", "2000"));
        pace.StartPost();
        TimeSpan start = _clock.Elapsed;
        _clock.Set(TimeSpan.FromHours(hours));
        Assert.IsTrue(pace.WaitForTurn());
        Assert.AreEqual((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(58)), (_clock.Elapsed - start, pace.RequestTimeout));
    }

    private Pace Pace(double share, params (string Name, string Value)[] changes) => Pace(new FixedChance(share), changes);

    private Pace Pace(Random jitter, params (string Name, string Value)[] changes) =>
        new(_clock, jitter, SubmissionConfiguration.Read(TestSettings.Complete(changes), TestSettings.Secrets(), TestSettings.Bounds().Hosts), _clock.Elapsed);
}

namespace SsdClr.Payload.Holding;

/// <summary>Where in a payload something stands: <c>$.social_care_episodes[id=R1].child_in_need_plans[id=P2].end_date</c>.</summary>
internal static class PayloadPath
{
    /// <summary>The path of a member of the object at a path.</summary>
    internal static string Member(string path, KeyShape key) => path + "." + key.Name.Text;

    /// <summary>The path of a record in an array of the object at a path.</summary>
    internal static string Record(string path, KeyShape key, string id) => path + "." + key.Name.Text + "[id=" + id + "]";
}

namespace SsdClr.Build.Concepts;

/// <summary>Who or what takes part in the data flow, as the Smart City Concept Model sorts it.</summary>
/// <param name="Name">Name that relations use.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Type">Concept of the Smart City Concept Model, as ORGANIZATION.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Properties">Properties that the published model gives it.</param>
/// <param name="Here">What stands for it in this project, in Markdown.</param>
internal sealed record ConceptEntity(string Name, string Label, string Type, string Description, IReadOnlyList<string> Properties, string Here);

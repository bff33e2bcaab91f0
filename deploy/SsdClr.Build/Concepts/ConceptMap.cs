namespace SsdClr.Build.Concepts;

/// <summary>
/// Where boxes stand and where lines run. A line takes the cheapest way over a grid of points: no box is in its way, it shares no stretch with another line,
/// and bends and crossings cost.
/// </summary>
internal sealed class ConceptMap
{
    /// <summary>Width of a box, in pixels.</summary>
    public const int BoxWidth = 220;

    /// <summary>Height of a box, in pixels.</summary>
    public const int BoxHeight = 50;

    private const int Step = 10;
    private const int Pitch = 370;
    private const int RowPitch = 130;
    private const int MarginX = 140;
    private const int MarginY = 70;
    private const int Stem = 20;
    private const int LetterHeight = 11;

    private readonly IReadOnlyList<ConceptEntity> _entities;
    private readonly Dictionary<ConceptPoint, bool> _runsLevel = [];
    private readonly HashSet<ConceptPoint> _corners = [];
    private readonly List<(ConceptPoint From, ConceptPoint To)> _stretches = [];
    private readonly List<(int Left, int Top, int Right, int Bottom)> _labels = [];

    /// <summary>A map with boxes and no line.</summary>
    /// <param name="entities">Entities, each in a column and row of its own.</param>
    public ConceptMap(IReadOnlyList<ConceptEntity> entities)
    {
        _entities = entities;
        Width = (2 * MarginX) + (entities.Max(entity => entity.Column) * Pitch) + BoxWidth;
        Height = (2 * MarginY) + (entities.Max(entity => entity.Row) * RowPitch) + BoxHeight;
    }

    /// <summary>Width of the picture.</summary>
    public int Width { get; }

    /// <summary>Height of the picture.</summary>
    public int Height { get; }

    /// <summary>Upper left corner of an entity's box.</summary>
    /// <param name="entity">The entity.</param>
    public static ConceptPoint Corner(ConceptEntity entity) => new(MarginX + (entity.Column * Pitch), MarginY + (entity.Row * RowPitch));

    /// <summary>How far apart the ends of a relation stand, so that short lines take the straight ways.</summary>
    /// <param name="relation">The relation.</param>
    public static int Distance(ConceptRelation relation) =>
        (Math.Abs(relation.Subject.Column - relation.Object.Column) * Pitch) + (Math.Abs(relation.Subject.Row - relation.Object.Row) * RowPitch);

    /// <summary>Finds a way for a relation and keeps it.</summary>
    /// <param name="relation">The relation.</param>
    /// <returns>Where the line begins, bends and ends.</returns>
    /// <exception cref="BuildException">There is no way.</exception>
    public IReadOnlyList<ConceptPoint> Route(ConceptRelation relation)
    {
        var ends = Ports(relation.Object).ToDictionary(port => (port.Edge.Towards(port.Direction, Stem), (port.Direction + 2) % 4), port => (port.Edge, port.Cost));
        var costs = new Dictionary<(ConceptPoint At, int Direction), int>();
        var origins = new Dictionary<(ConceptPoint At, int Direction), (ConceptPoint At, int Direction)>();
        var queue = new PriorityQueue<(ConceptPoint At, int Direction), (int Cost, int X, int Y, int Direction)>();
        foreach (var port in Ports(relation.Subject))
        {
            // A relation of an entity to itself runs at the outside.
            if (relation.Subject != relation.Object || port.Direction == 2)
            {
                Offer((port.Edge.Towards(port.Direction, Stem), port.Direction), port.Cost, null);
            }
        }

        var done = new HashSet<(ConceptPoint At, int Direction)>();
        (ConceptPoint At, int Direction)? last = null;
        var best = int.MaxValue;
        while (queue.TryDequeue(out var state, out var priority) && priority.Cost < best)
        {
            if (!done.Add(state))
            {
                continue;
            }

            if (ends.TryGetValue(state, out var end) && priority.Cost + end.Cost < best)
            {
                (last, best) = (state, priority.Cost + end.Cost);
            }

            foreach (var (next, cost) in Steps(state.At, state.Direction))
            {
                Offer(next, priority.Cost + cost, state);
            }
        }

        if (last is null)
        {
            throw new BuildException($"sql/model/concept.yml: there is no way for {relation.Subject.Name} {relation.Predicate} {relation.Object.Name}: move an entity.");
        }

        return Keep(Points(last.Value, origins, ends[last.Value].Edge));

        void Offer((ConceptPoint At, int Direction) state, int cost, (ConceptPoint At, int Direction)? from)
        {
            if (cost < costs.GetValueOrDefault(state, int.MaxValue))
            {
                costs[state] = cost;
                origins.Remove(state);
                if (from is not null)
                {
                    origins[state] = from.Value;
                }

                queue.Enqueue(state, (cost, state.At.X, state.At.Y, state.Direction));
            }
        }
    }

    /// <summary>Finds a place for a text beside its line that touches no box, no other text and no line, near the middle of the line.</summary>
    /// <param name="way">The line.</param>
    /// <param name="words">The text.</param>
    /// <param name="width">Width of the text, in pixels.</param>
    /// <returns>Where the text begins, on its base line.</returns>
    /// <exception cref="BuildException">There is no such place.</exception>
    public (int X, int Y) PlaceLabel(IReadOnlyList<ConceptPoint> way, string words, int width)
    {
        var points = way.Zip(way.Skip(1)).SelectMany(pair => Along(pair.First, pair.Second).Select(point => (Point: point, IsLevel: pair.First.Y == pair.Second.Y))).ToList();
        var places = from place in points.Select((point, index) => (point.Point, point.IsLevel, Far: Math.Abs(index - (points.Count / 2))))
                     from corner in place.IsLevel
                         ? new[] { new ConceptPoint(place.Point.X - (width / 2), place.Point.Y - LetterHeight - 4), new ConceptPoint(place.Point.X - (width / 2), place.Point.Y + 4) }
                         : [new ConceptPoint(place.Point.X + 5, place.Point.Y - (LetterHeight / 2)), new ConceptPoint(place.Point.X - 5 - width, place.Point.Y - (LetterHeight / 2))]
                     let area = (Left: corner.X, Top: corner.Y, Right: corner.X + width, Bottom: corner.Y + LetterHeight)
                     where IsEmpty(area)
                     orderby place.Far
                     select area;
        var found = places.Select(area => ((int Left, int Top, int Right, int Bottom)?)area).FirstOrDefault()
            ?? throw new BuildException($"sql/model/concept.yml: there is no place for the words '{words}' beside their line: move an entity.");
        _labels.Add(found);
        return (found.Left, found.Bottom - 2);
    }

    private static IEnumerable<ConceptPoint> Along(ConceptPoint from, ConceptPoint to)
    {
        var direction = from.Y == to.Y ? (to.X > from.X ? 0 : 2) : (to.Y > from.Y ? 1 : 3);
        for (var point = from; point != to; point = point.Towards(direction, Step))
        {
            yield return point;
        }
    }

    private static List<ConceptPoint> Points((ConceptPoint At, int Direction) last, Dictionary<(ConceptPoint At, int Direction), (ConceptPoint At, int Direction)> origins, ConceptPoint edge)
    {
        var points = new List<ConceptPoint> { edge };
        var state = last;
        var isFirst = false;
        while (!isFirst)
        {
            isFirst = !origins.TryGetValue(state, out var before);
            if (isFirst)
            {
                points.Add(state.At.Towards((state.Direction + 2) % 4, Stem));
            }
            else if (before.Direction != state.Direction)
            {
                points.Add(before.At);
            }

            state = before;
        }

        points.Reverse();
        return points;
    }

    private static IEnumerable<(ConceptPoint Edge, int Direction, int Cost)> Ports(ConceptEntity entity)
    {
        var corner = Corner(entity);
        for (var x = Stem; x <= BoxWidth - Stem; x += Stem)
        {
            var cost = Math.Abs(x - (BoxWidth / 2)) / 4;
            yield return (new ConceptPoint(corner.X + x, corner.Y), 3, cost);
            yield return (new ConceptPoint(corner.X + x, corner.Y + BoxHeight), 1, cost);
        }

        for (var y = Step; y <= BoxHeight - Step; y += Step)
        {
            var cost = Math.Abs(y - (BoxHeight / 2));
            yield return (new ConceptPoint(corner.X + BoxWidth, corner.Y + y), 0, cost);
            yield return (new ConceptPoint(corner.X, corner.Y + y), 2, cost);
        }
    }

    private bool IsFree(ConceptPoint point, int direction)
    {
        if (point.X < Step || point.Y < Step || point.X > Width - Step || point.Y > Height - Step || _corners.Contains(point) || Touches(point, 0))
        {
            return false;
        }

        return !_runsLevel.TryGetValue(point, out var isLevel) || isLevel != (direction % 2 == 0);
    }

    private IEnumerable<((ConceptPoint At, int Direction) State, int Cost)> Steps(ConceptPoint at, int from)
    {
        for (var direction = 0; direction < 4; direction++)
        {
            var next = at.Towards(direction, Step);
            var isBend = direction != from;
            if (direction != (from + 2) % 4 && !(isBend && _runsLevel.ContainsKey(at)) && IsFree(next, direction))
            {
                yield return ((next, direction), Step + (isBend ? 60 : 0) + (_runsLevel.ContainsKey(next) ? 150 : 0) + (IsNearBox(next) ? 20 : 0) + (IsNearLine(next, direction) ? 30 : 0));
            }
        }
    }

    private bool IsNearBox(ConceptPoint point) => Touches(point, Step);

    private bool IsNearLine(ConceptPoint point, int direction) =>
        IsAlong(point.Towards((direction + 1) % 4, Step), direction) || IsAlong(point.Towards((direction + 3) % 4, Step), direction);

    private bool IsAlong(ConceptPoint point, int direction) => _runsLevel.TryGetValue(point, out var isLevel) && isLevel == (direction % 2 == 0);

    private bool Touches(ConceptPoint point, int distance) => _entities.Any(entity =>
    {
        var corner = Corner(entity);
        return point.X >= corner.X - distance && point.X <= corner.X + BoxWidth + distance && point.Y >= corner.Y - distance && point.Y <= corner.Y + BoxHeight + distance;
    });

    private List<ConceptPoint> Keep(List<ConceptPoint> way)
    {
        for (var index = 1; index < way.Count; index++)
        {
            _stretches.Add((way[index - 1], way[index]));
            foreach (var point in Along(way[index - 1], way[index]))
            {
                _runsLevel[point] = way[index - 1].Y == way[index].Y;
            }

            _corners.Add(way[index]);
        }

        // Another line may begin or end beside this one, never at the same place.
        _corners.Add(way[0]);
        _corners.Add(way[1]);
        _corners.Add(way[0].Towards(DirectionOf(way[0], way[1]), Stem));
        _corners.Add(way[^1].Towards(DirectionOf(way[^1], way[^2]), Stem));
        return way;
    }

    private static int DirectionOf(ConceptPoint from, ConceptPoint to) => from.Y == to.Y ? (to.X > from.X ? 0 : 2) : (to.Y > from.Y ? 1 : 3);

    private bool IsEmpty((int Left, int Top, int Right, int Bottom) area) =>
        area.Left > 2 && area.Top > 2 && area.Right < Width - 2 && area.Bottom < Height - 2
        && !_entities.Any(entity =>
        {
            var corner = Corner(entity);
            return area.Left < corner.X + BoxWidth + 4 && corner.X - 4 < area.Right && area.Top < corner.Y + BoxHeight + 4 && corner.Y - 4 < area.Bottom;
        })
        && !_labels.Exists(label => area.Left < label.Right + 6 && label.Left - 6 < area.Right && area.Top < label.Bottom + 3 && label.Top - 3 < area.Bottom)
        && !_stretches.Exists(stretch =>
            Math.Min(stretch.From.X, stretch.To.X) < area.Right + 2 && area.Left - 2 < Math.Max(stretch.From.X, stretch.To.X)
            && Math.Min(stretch.From.Y, stretch.To.Y) < area.Bottom + 2 && area.Top - 2 < Math.Max(stretch.From.Y, stretch.To.Y));
}

using System;
using System.Collections.Generic;
using SsdClr.Json;
using SsdClr.Payload.Building;

namespace SsdClr.Payload.Holding;

/// <summary>
/// Counts, over the children whose payload differs from the acknowledged one, in how many of them each field or block of the payload differs: what the guards on
/// change look at (docs/change.md). Records are compared by their values together, whatever their order.
/// </summary>
internal sealed class ChangeTally
{
    private readonly Place _root;
    private readonly List<Place> _places = new();

    internal ChangeTally()
    {
        _root = new Place(string.Empty, isField: false, isIdentity: false, PayloadShape.Child.Keys.Count);
        AddPlaces(_root, PayloadShape.Child);
    }

    /// <summary>Children counted.</summary>
    internal int Children { get; private set; }

    /// <summary>Children of whom two of first name, date of birth and UPN turned from one value into another: the id may be another person's now.</summary>
    internal int Identities { get; private set; }

    /// <summary>Nested records that children who stay are to lose.</summary>
    internal RecordTally Removed { get; } = new();

    /// <summary>The fields and blocks of the payload.</summary>
    internal IReadOnlyList<Place> All => _places;

    /// <summary>Counts a child.</summary>
    /// <param name="acknowledged">The payload the receiver confirmed last.</param>
    /// <param name="current">What SSD says now.</param>
    internal void Add(JsonValue acknowledged, JsonValue current)
    {
        Look(acknowledged, isBefore: true);
        Look(current, isBefore: false);
        int identity = 0;
        foreach (Place place in _places)
        {
            place.Count();
            identity += place.IsIdentity && place.IsAnotherValue ? 1 : 0;
        }

        Children++;
        Identities += identity > 1 ? 1 : 0;
    }

    /// <summary>Counts what an acknowledged payload holds, for the shares.</summary>
    internal void AddHolder(JsonValue acknowledged)
    {
        Look(acknowledged, isBefore: true);
        foreach (Place place in _places)
        {
            place.CountHolder();
        }
    }

    private void Look(JsonValue payload, bool isBefore)
    {
        foreach (Place place in _places)
        {
            place.Clear(isBefore);
        }

        Walk(_root, PayloadShape.Child, payload, isBefore);
    }

    private static void Walk(Place parent, ObjectShape shape, JsonValue value, bool isBefore)
    {
        for (int index = 0; index < shape.Keys.Count; index++)
        {
            KeyShape key = shape.Keys[index];
            if (value.Find(key.Name) is not { } part)
            {
                continue;
            }

            Place place = parent.Parts[index];
            switch (key.Kind)
            {
                case KeyKind.Id:
                case KeyKind.Scalar:
                    place.See(part, isBefore);
                    break;
                case KeyKind.Codes:
                    SeeEach(place, part, isBefore);
                    break;
                case KeyKind.Records:
                case KeyKind.Items:
                    WalkEach(place, key.Content, part, isBefore);
                    break;
                case KeyKind.Block when part.Type == JsonTokenType.StartArray:
                    WalkEach(place, key.Content, part, isBefore);
                    break;
                case KeyKind.Details:
                case KeyKind.Block:
                    place.See(isBefore);
                    Walk(place, key.Content, part, isBefore);
                    break;
                default:
                    break;
            }
        }
    }

    private static void SeeEach(Place place, JsonValue codes, bool isBefore)
    {
        foreach (JsonValue code in codes.Items)
        {
            place.See(code, isBefore);
        }
    }

    private static void WalkEach(Place place, ObjectShape shape, JsonValue array, bool isBefore)
    {
        foreach (JsonValue item in array.Items)
        {
            place.See(isBefore);
            Walk(place, shape, item, isBefore);
        }
    }

    // A block before what is in it.
    private void AddPlaces(Place parent, ObjectShape shape)
    {
        for (int index = 0; index < shape.Keys.Count; index++)
        {
            KeyShape key = shape.Keys[index];
            bool isField = key.Kind is KeyKind.Id or KeyKind.Scalar or KeyKind.Codes;
            bool isIdentity = ReferenceEquals(key.Name, PayloadNames.FirstName) || ReferenceEquals(key.Name, PayloadNames.DateOfBirth) || ReferenceEquals(key.Name, PayloadNames.UniquePupilNumber);
            bool isBlock = !isField && key.Kind != KeyKind.Purge;
            var place = new Place(parent.Path.Length == 0 ? key.Name.Text : parent.Path + "." + key.Name.Text, isField, isIdentity, isBlock ? key.Content.Keys.Count : 0);
            parent.Parts[index] = place;
            _places.Add(place);
            if (isBlock)
            {
                AddPlaces(place, key.Content);
            }
        }
    }

    /// <summary>A field or a block of the payload, and in how many children it differs.</summary>
    internal sealed class Place
    {
        private readonly bool _isField;
        private int _before;
        private int _now;
        private ulong _valuesBefore;
        private ulong _valuesNow;

        internal Place(string path, bool isField, bool isIdentity, int parts)
        {
            Path = path;
            _isField = isField;
            IsIdentity = isIdentity;
            Parts = new Place[parts];
        }

        /// <summary>Keys from the child downwards, with points between them, such as <c>child_details.first_name</c>.</summary>
        internal string Path { get; }

        /// <summary>The keys of the object, in the order of its shape; empty for a field.</summary>
        internal Place[] Parts { get; }

        /// <summary>True for a field that tells one person from another.</summary>
        internal bool IsIdentity { get; }

        /// <summary>Children who had it and have none now.</summary>
        internal int Lost { get; private set; }

        /// <summary>Children who had it and have another value now; of a field only.</summary>
        internal int Changed { get; private set; }

        /// <summary>Acknowledged children who have it.</summary>
        internal int Holders { get; private set; }

        /// <summary>True where the child counted last had one value and has another.</summary>
        internal bool IsAnotherValue => _before > 0 && _now > 0 && (_before != _now || _valuesBefore != _valuesNow);

        internal void See(bool isBefore)
        {
            _before += isBefore ? 1 : 0;
            _now += isBefore ? 0 : 1;
        }

        internal void See(JsonValue value, bool isBefore)
        {
            See(isBefore);
            if (isBefore)
            {
                _valuesBefore += Hash(value);
            }
            else
            {
                _valuesNow += Hash(value);
            }
        }

        internal void Clear(bool isBefore)
        {
            if (isBefore)
            {
                _before = 0;
                _valuesBefore = 0;
            }
            else
            {
                _now = 0;
                _valuesNow = 0;
            }
        }

        internal void Count()
        {
            Lost += _before > 0 && _now == 0 ? 1 : 0;
            Changed += _isField && IsAnotherValue ? 1 : 0;
        }

        internal void CountHolder() => Holders += _before > 0 ? 1 : 0;

        // FNV-1a, mixed once more so that sums of such numbers do not meet by chance.
        private static ulong Hash(JsonValue value)
        {
            unchecked
            {
                ulong hash = 14695981039346656037UL ^ (ulong)value.Type;
                foreach (char letter in value.Text)
                {
                    hash = (hash ^ letter) * 1099511628211UL;
                }

                hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDUL;
                return hash ^ (hash >> 33);
            }
        }
    }
}

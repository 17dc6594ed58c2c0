import EDTF

/// What a phrase may mean, as a function from days that it hangs on to days meant, and back.
public struct TimeRelation: Hashable, Sendable, Codable {
    /// What the phrase hangs on.
    public enum Anchor: String, Sendable, Codable {
        /// Nothing: "24 December 2017".
        case none
        /// The day of the document: "on Tuesday", "last week", "Christmas Eve".
        case document
        /// The day that the text is at: "three days later", "the same day", "the following year".
        case narrative
    }
    /// A part of what the meaning names: "early 2018", "mid-March", "the end of the week".
    public enum Part: String, Sendable, Codable { case start, middle, end }

    public var anchor: Anchor
    public var meaning: Meaning
    /// The reading that is also possible, where tense and context do not tell "on Friday" past from coming. `meaning` is the likelier.
    public var other: Direction?
    public var part: Part?
    /// Where the anchor is `narrative`: what the text was at, as an expression before this one said it. At most one.
    public var base: [TimeRelation]

    public init(
        anchor: Anchor, meaning: Meaning = .undated(""), other: Direction? = nil, part: Part? = nil, base: [TimeRelation] = []
    ) {
        self.anchor = anchor
        self.meaning = meaning
        self.other = other
        self.part = part
        self.base = base
    }

    /// Days meant, given the days that the anchor may be (ignored where `anchor` is `none`). Everything that the words allow: all vagueness is kept,
    /// and both readings where the direction is unsure. Over an anchor of more than two centuries, fields are given as the stretch that they lie in.
    public func days(from anchorDays: DaySet) -> DaySet {
        var days = meaning.days(from: anchorDays, part: part)
        if let other, case .field(let field, _) = meaning {
            days = days.union(Meaning.field(field, other).days(from: anchorDays, part: part))
        }
        return days
    }

    /// Days that the anchor may be, given the days meant: every anchor from which `days(from:)` meets `days`.
    public func anchors(for days: DaySet) -> DaySet {
        var anchors = meaning.anchors(for: days)
        if let other, case .field(let field, _) = meaning {
            anchors = anchors.union(Meaning.field(field, other).anchors(for: days))
        }
        return anchors
    }

    /// Days meant, given the days that the document may be of: through what the text is at, where the phrase hangs on that.
    public func days(document: DaySet) -> DaySet {
        switch anchor {
        case .none: days(from: .all)
        case .document: days(from: document)
        case .narrative: days(from: base.first?.days(document: document) ?? .all)
        }
    }

    /// The unit meant in a document of a day.
    func granule(on document: Day?) -> Granule? {
        switch anchor {
        case .none: meaning.granule(from: nil)
        case .document: meaning.granule(from: document.map(Granule.init))
        case .narrative: meaning.granule(from: base.first?.granule(on: document))
        }
    }

    func value(on document: Day?) -> String {
        switch anchor {
        case .none: meaning.value(from: nil)
        case .document: meaning.value(from: document.map(Granule.init))
        case .narrative: meaning.value(from: base.first?.granule(on: document))
        }
    }
}

extension Meaning {
    /// Anchors spread wider than this are not walked occurrence by occurrence.
    private static let walk = 366 * 200

    func days(from anchor: DaySet, part: TimeRelation.Part?) -> DaySet {
        switch self {
        case .undated: return .all
        case .fixed(let granule): return Meaning.narrowed(granule, part, granule.days)
        case .reference(.past): return anchor.last.map { DaySet(through: $0) } ?? .empty
        case .reference(.future): return anchor.first.map { DaySet(from: $0) } ?? .empty
        case .reference(.present): return anchor
        case .unit(let grain, let offset):
            guard let unit = grain.unit else { return anchor.shifted(years: (offset - 1)...(offset + 1)) }
            let days = anchor.units(unit, offset: offset...offset)
            if grain == .weekend { return Meaning.walked(.weekend, days) ?? days }
            return Meaning.parts(grain, days, part)
        case .distance(let grain, let offset, let exact):
            // Who counts years from a year, or months from a month, means a year or a month (TIMEX3: "five years later" than 2000 is 2005).
            if let unit = grain.unit, grain == .year || grain == .month, Meaning.isOne(unit, anchor) {
                return anchor.units(unit, offset: offset...offset)
            }
            let (days, months) = Meaning.reach(grain, offset, exact)
            return days.map { anchor.shifted(days: $0) } ?? anchor.shifted(months: months!)
        case .sum(let months, let days): return anchor.shifted(months: months).shifted(days: days)
        case .field(let field, let direction):
            return DaySet(spans: anchor.spans.flatMap { Meaning.occurrences(field, direction, $0, part).spans })
        case .within(let field, let outer):
            let days = outer.days(from: anchor, part: nil)
            return DaySet(
                spans: days.spans.flatMap { span in
                    guard span.count < Meaning.walk else { return [span] }
                    let cycles = Granule(field.cycle, holding: span.first).index...Granule(field.cycle, holding: span.last).index
                    return cycles.compactMap { field.occurrence($0) }
                        .flatMap { Meaning.narrowed($0, part, $0.days).intersection(days).spans }
                })
        }
    }

    func anchors(for days: DaySet) -> DaySet {
        switch self {
        case .undated: return .all
        case .fixed(let granule): return granule.days.meets(days) ? .all : .empty
        case .reference(.past): return days.first.map { DaySet(from: $0) } ?? .empty
        case .reference(.future): return days.last.map { DaySet(through: $0) } ?? .empty
        case .reference(.present): return days
        case .unit(let grain, let offset):
            guard let unit = grain.unit else { return days.shifted(years: (-offset - 1)...(-offset + 1)) }
            return days.units(unit, offset: -offset ... -offset)
        case .distance(let grain, let offset, let exact):
            // "In May, a month before he was tried": a month before a month is one, as the other way round.
            if let unit = grain.unit, grain == .year || grain == .month, Meaning.isOne(unit, days) {
                return days.units(unit, offset: -offset ... -offset)
            }
            let (range, months) = Meaning.reach(grain, offset, exact)
            return range.map { days.origins(days: $0) } ?? days.origins(months: months!)
        case .sum(let shift, let more): return days.origins(days: more...more).origins(months: shift...shift)
        case .field(let field, let direction):
            return DaySet(
                spans: days.spans.flatMap { span in
                    guard span.count < Meaning.walk else { return DaySet(spans: [span]).shifted(years: -41...41).spans }
                    let low = Granule(field.cycle, holding: span.first).index - 1
                    let high = Granule(field.cycle, holding: span.last).index + 1
                    return (low...high).compactMap { field.occurrence($0) }.filter { $0.days.meets(days) }
                        .flatMap { Meaning.origins(field, direction, $0).spans }
                })
        case .within(_, let outer): return outer.anchors(for: days.units(.year)).union(outer.anchors(for: days))
        }
    }

    /// Whether the days are one calendar unit and no more is known.
    private static func isOne(_ unit: CalendarUnit, _ days: DaySet) -> Bool {
        guard days.isBounded, days.spans.count == 1, let first = days.first, let last = days.last, first < last else {
            return false
        }
        return DaySet(first).units(unit) == DaySet(first...last)
    }

    /// The shift in days or in months, unless it is exact or one of a day or less with a vagueness that grows with the length: some days for
    /// weeks and for a month or two, half a unit for more.
    private static func reach(_ grain: Grain, _ offset: Int, _ exact: Bool) -> (
        days: ClosedRange<Int>?, months: ClosedRange<Int>?
    ) {
        switch grain {
        case .second, .minute: return (0...0, nil)
        case .hour:
            let low = floorDivided(offset, 24)
            return (low...(offset % 24 == 0 ? low : low + 1), nil)
        case .day: return (offset...offset, nil)
        case .week, .weekend:
            let slack = exact ? 0 : abs(offset) < 4 ? 2 : 3
            return ((offset * 7 - slack)...(offset * 7 + slack), nil)
        case .month where !exact:
            let slack = min(4 + 3 * abs(offset), 16)
            return ((offset * 61 / 2 - slack)...(offset * 61 / 2 + slack), nil)
        default:
            let months = (Meaning.months(grain) ?? 12_000) * offset
            let slack = exact ? 0 : (Meaning.months(grain) ?? 12_000) / 2
            return (nil, (months - slack)...(months + slack))
        }
    }

    /// All that `direction` picks from some day of a span of anchors.
    private static func occurrences(_ field: Field, _ direction: Direction, _ span: DaySet.Span, _ part: TimeRelation.Part?)
        -> DaySet
    {
        guard span.count < walk else { return DaySet(spans: [span]).shifted(years: -41...41).intersection(side(direction, span)) }
        let first = granuleFrom(field, direction, span.first)
        let last = granuleFrom(field, direction, span.last)
        guard let first, let last else { return .empty }
        let low = Granule(field.cycle, holding: first.span.lowerBound).index
        let high = Granule(field.cycle, holding: last.span.lowerBound).index
        guard low <= high else { return .empty }
        let between = first.span.lowerBound...last.span.lowerBound
        return DaySet(
            spans: (low...high).compactMap { field.occurrence($0) }.filter { between.contains($0.span.lowerBound) }
                .flatMap { narrowed($0, part, $0.days).spans })
    }

    private static func granuleFrom(_ field: Field, _ direction: Direction, _ day: Day) -> Granule? {
        occurrence(field, direction, from: Granule(day))
    }

    /// The side of an open anchor that a direction can reach.
    private static func side(_ direction: Direction, _ span: DaySet.Span) -> DaySet {
        switch direction {
        case .past, .last: DaySet(through: span.last.adding(days: 100))
        case .future, .next, .onward: DaySet(from: span.first.adding(days: -150))
        case .nearest, .recent, .coming, .this: .all
        }
    }

    /// The anchors from which `direction` picks this occurrence. The choice moves on monotonically with the anchor, so they are one stretch.
    private static func origins(_ field: Field, _ direction: Direction, _ target: Granule) -> DaySet {
        let span = target.span
        var low = span.lowerBound
        var high = span.upperBound
        let reach = field.cycle == .week ? 16 : field.cycle == .month ? 70 : 366 * 42
        func pick(_ day: Day) -> Day { granuleFrom(field, direction, day)?.span.lowerBound ?? .distantPast }
        // Bisection for the first anchor that picks it or a later one, and the first that picks a later one.
        func first(where holds: (Day) -> Bool) -> Day {
            var a = span.lowerBound.adding(days: -reach)
            var b = span.upperBound.adding(days: reach)
            while a < b {
                let middle = Day(number: Int32((Int(a.number) + Int(b.number)) >> 1))
                if holds(middle) { b = middle } else { a = middle + 1 }
            }
            return a
        }
        low = first { pick($0) >= span.lowerBound }
        high = first { pick($0) > span.lowerBound }
        return low < high ? DaySet(low...(high - 1)) : .empty
    }

    /// The occurrences of a field in bounded days.
    private static func walked(_ field: Field, _ days: DaySet) -> DaySet? {
        guard days.isBounded, days.spans.allSatisfy({ $0.count < walk }) else { return nil }
        return DaySet(
            spans: days.spans.flatMap { span in
                let cycles = Granule(field.cycle, holding: span.first).index...Granule(field.cycle, holding: span.last).index
                return cycles.compactMap { field.occurrence($0) }.flatMap(\.days.spans)
            }
        ).intersection(days)
    }

    /// The start, middle or end of each unit that the days are made of.
    private static func parts(_ grain: Grain, _ days: DaySet, _ part: TimeRelation.Part?) -> DaySet {
        guard let part, let unit = grain.unit, days.isBounded, days.spans.allSatisfy({ $0.count < walk }) else { return days }
        return DaySet(
            spans: days.spans.flatMap { span in
                (unit.index(of: span.first)...unit.index(of: span.last)).flatMap {
                    narrowed(Granule(grain, $0), part, .all).spans
                }
            })
    }

    /// "Early" is the first half of a unit, "mid" its middle half, "late" and "the end" its second half: as wide as people use the words.
    private static func narrowed(_ granule: Granule, _ part: TimeRelation.Part?, _ days: DaySet) -> DaySet {
        guard let part, granule.grain > .day else { return days }
        let span = granule.span
        guard span.lowerBound.isBounded, span.upperBound.isBounded else { return days }
        let length = span.upperBound - span.lowerBound + 1
        switch part {
        case .start: return DaySet(span.lowerBound...(span.lowerBound + (length + 1) / 2 - 1))
        case .middle: return DaySet((span.lowerBound + length / 4)...(span.upperBound - length / 4))
        case .end: return DaySet((span.lowerBound + length / 2)...span.upperBound)
        }
    }
}

import EDTF

/// Which occurrence of a field is meant, seen from the anchor.
public enum Direction: String, Hashable, Sendable, Codable {
    /// The last one that has begun: "on Tuesday" in the past tense, the anchor's own day included.
    case past
    /// The next one that has not ended.
    case future
    /// The one nearest to the anchor, before or after.
    case nearest
    /// The one before the anchor's day or unit: "last Tuesday".
    case last
    /// The one after it: "next Tuesday".
    case next
    /// The one in the anchor's own week, month or year: "this March".
    case this
    /// The last one that has begun, unless the next one is less than two months off: a month or day without a year in the past tense.
    /// News names the year where it goes back as far as that.
    case recent
    /// The next one that has not ended, unless the last one ended less than two months before: a month or day without a year behind "will".
    case coming
    /// The one that a telling in order of time comes to: in the anchor's year, or early in the next when the anchor is late in its.
    case onward
}

/// What a phrase says of time, as a function of what it hangs on.
public indirect enum Meaning: Hashable, Sendable, Codable {
    /// "24 December 2017", "the 1980s".
    case fixed(Granule)
    /// Whole units from the anchor's: "last week" −1, "this year" 0, "yesterday" −1 day.
    case unit(Grain, Int)
    /// A distance from the anchor: "two years ago" −2, "three days later" 3, with the vagueness of the unit unless exact ("a year to the day").
    case distance(Grain, Int, exact: Bool)
    /// "2 years, 1 month and 21 days ago": to the day.
    case sum(months: Int, days: Int)
    /// "Friday", "March 17", "last summer".
    case field(Field, Direction)
    /// A field of a unit that is itself relative: "March last year", "the third quarter of 1990".
    case within(Field, Meaning)
    /// "now", "recently", "the future".
    case reference(Reference)
    /// What has no place on the calendar: "three days", "every Monday"; its TIMEX3 value.
    case undated(String)

    public enum Reference: String, Hashable, Sendable, Codable {
        case past = "PAST_REF", present = "PRESENT_REF", future = "FUTURE_REF"
    }

    /// The phrase hangs on some other day.
    var isRelative: Bool {
        switch self {
        case .fixed, .undated: false
        case .within(_, let outer): outer.isRelative
        default: true
        }
    }

    /// The unit meant, seen from an anchor. Nil where the anchor is not known, or too coarse to tell ("three days after" a year).
    func granule(from anchor: Granule?) -> Granule? {
        switch self {
        case .fixed(let granule): return granule
        case .undated, .reference: return nil
        case .within(let field, let outer): return outer.granule(from: anchor).flatMap(field.within)
        case .unit(let grain, let offset):
            guard let here = anchor?.widened(to: grain) else { return nil }
            return Granule(grain, here.index + offset)
        case .distance(let grain, let offset, let exact):
            return anchor.flatMap { Meaning.moved($0, grain, offset, exact) }
        case .sum(let months, let days):
            guard let anchor, anchor.grain == .day else { return nil }
            return Granule(Day(number: Int32(anchor.index)).adding(months: months).adding(days: days))
        case .field(let field, let direction):
            return anchor.flatMap { Meaning.occurrence(field, direction, from: $0) }
        }
    }

    private static func moved(_ anchor: Granule, _ grain: Grain, _ offset: Int, _ exact: Bool) -> Granule? {
        if exact, anchor.grain == .day, let months = months(grain) {
            return Granule(Day(number: Int32(anchor.index)).adding(months: months * offset))
        }
        if grain < .day { return anchor.grain == .day && offset.magnitude < 6 ? anchor : nil }
        // "A year earlier" than a quarter is a quarter.
        if let months = months(grain), let own = self.months(anchor.grain), own < months, months % own == 0 {
            return exact
                ? Granule(anchor.grain, anchor.index + months / own * offset)
                : Granule(grain, anchor.widened(to: grain)!.index + offset)
        }
        guard let here = anchor.widened(to: grain) else { return nil }
        return Granule(grain, here.index + offset)
    }

    /// Months in a unit that is made of months.
    static func months(_ grain: Grain) -> Int? {
        switch grain {
        case .month: 1
        case .season, .quarter: 3
        case .half: 6
        case .year: 12
        case .decade: 120
        case .century: 1200
        default: nil
        }
    }

    static func occurrence(_ field: Field, _ direction: Direction, from anchor: Granule) -> Granule? {
        // An anchor as large as the field's cycle or larger holds the field, or cannot tell it.
        if anchor.grain >= field.cycle, anchor.grain != .season, anchor.grain != .quarter, anchor.grain != .half {
            switch direction {
            case .last: return field.within(Granule(anchor.grain, anchor.index - 1))
            case .next: return field.within(Granule(anchor.grain, anchor.index + 1))
            default: return field.within(anchor)
            }
        }
        let span = anchor.span
        switch direction {
        case .past: return field.latest(span.upperBound)
        case .future: return field.next(span.lowerBound)
        case .nearest: return field.nearest(span.lowerBound)
        case .recent:
            guard let next = field.next(span.lowerBound),
                next.span.lowerBound.adding(days: -60) > span.lowerBound || next.span.contains(span.lowerBound)
            else {
                return field.next(span.lowerBound)
            }
            return field.latest(span.upperBound)
        case .coming:
            guard let last = field.latest(span.upperBound),
                last.span.upperBound.adding(days: 60) < span.upperBound || last.span.contains(span.upperBound)
            else {
                return field.latest(span.upperBound)
            }
            return field.next(span.lowerBound)
        case .onward:
            guard field.cycle == .year, let here = anchor.widened(to: .year), let same = field.within(here) else {
                return field.next(span.lowerBound.adding(days: field.cycle == .month ? -10 : 0))
            }
            // From the end of a year a telling goes on into the next: December, then January.
            let turns = span.lowerBound.month - same.span.lowerBound.month >= 8
            return turns ? field.within(Granule(.year, here.index + 1)) : same
        case .this: return anchor.widened(to: field.cycle).flatMap(field.within) ?? field.nearest(span.lowerBound)
        case .last:
            // "Last March" in April is that March; "last summer" in summer is the one before.
            return field.latest(span.lowerBound).flatMap { found in
                found.span.upperBound < span.lowerBound ? found : field.latest(found.span.lowerBound - 1)
            }
        case .next:
            return field.next(span.upperBound).flatMap { found in
                found.span.lowerBound > span.upperBound ? found : field.next(found.span.upperBound + 1)
            }
        }
    }

    /// TIMEX3's value seen from an anchor, with `X` for what it leaves open.
    func value(from anchor: Granule?) -> String {
        if let granule = granule(from: anchor) { return granule.value }
        switch self {
        case .fixed(let granule): return granule.value
        case .undated(let value): return value
        case .reference(let reference): return reference.rawValue
        case .unit(let grain, _), .distance(let grain, _, _):
            if let anchor, grain < anchor.grain, anchor.grain >= .year { return Meaning.fill(grain.blank, anchor) }
            return grain.blank
        case .sum: return Grain.day.blank
        case .field(let field, _):
            if let anchor, anchor.grain >= .year { return Meaning.fill(field.blank, anchor) }
            return field.blank
        case .within(let field, let outer):
            if let unit = outer.granule(from: anchor), unit.grain == .year { return Meaning.fill(field.blank, unit) }
            return field.blank
        }
    }

    /// Puts a known year into a value that lacks it.
    private static func fill(_ blank: String, _ anchor: Granule) -> String {
        guard anchor.grain == .year, blank.hasPrefix("XXXX") else { return blank }
        return anchor.value + blank.dropFirst(4)
    }
}

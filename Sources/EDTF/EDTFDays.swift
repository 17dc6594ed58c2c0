extension EDTFValue {
    /// The days that the value may mean, or covers.
    ///
    /// A mark of doubt does not widen the set: `1984~` holds the days of 1984. An open and an unknown end alike leave it open.
    public var days: DaySet {
        switch self {
        case .date(let date), .moment(let date, _): date.days
        case .interval(let start, let end):
            DaySet(spans: [
                DaySet.Span(first: start.days.first ?? .distantPast, last: end.days.last ?? .distantFuture)
            ])
        case .set(let set):
            DaySet(spans: set.members.flatMap(\.days.spans))
        }
    }
}

extension EDTFEndpoint {
    var days: DaySet {
        switch self {
        case .date(let date): date.days
        case .open, .unknown: .all
        }
    }
}

extension EDTFSet.Member {
    var days: DaySet {
        switch self {
        case .date(let date): date.days
        case .range(let first, let last):
            DaySet(spans: [
                DaySet.Span(first: first.days.first ?? .distantPast, last: last.days.last ?? .distantFuture)
            ])
        case .before(let date): date.days.last.map(DaySet.init(through:)) ?? .empty
        case .after(let date): date.days.first.map(DaySet.init(from:)) ?? .empty
        }
    }
}

extension EDTFDate {
    public var days: DaySet {
        guard let month else {
            return DaySet(spans: year.ranges.flatMap { DaySet.years($0).spans })
        }
        if month.value > 12 {
            return DaySet(spans: bounded.flatMap { $0.flatMap { DaySet.season($0, month.value).spans } })
        }
        let months = (1...12).filter(month.allows)
        if months.count == 12, day.map({ $0.unspecified == 3 }) ?? true {
            return DaySet(spans: year.ranges.flatMap { DaySet.years($0).spans })
        }
        var spans: [DaySet.Span] = []
        for years in bounded {
            for year in years {
                for month in months {
                    guard let day, day.unspecified != 3 else {
                        spans += DaySet.month(year, month).spans
                        continue
                    }
                    for number in 1...Day.length(year: year, month: month) where day.allows(number) {
                        let one = Day(year: year, month: month, day: number)!
                        spans.append(DaySet.Span(first: one, last: one))
                    }
                }
            }
        }
        return DaySet(spans: spans)
    }

    /// Years that the calendar holds.
    private var bounded: [ClosedRange<Int>] {
        year.ranges.filter { $0.overlaps(Day.years) }.map { $0.clamped(to: Day.years) }
    }

    /// Some day fits the digits: 2019-02-29 fits none, 201X-02-29 does.
    var isPossible: Bool {
        guard let month, let day else { return true }
        let months = (1...12).filter(month.allows)
        let days = (1...31).filter(day.allows)
        // Leap years repeat after 400 years; a pattern over four digits holds fewer than that many shapes.
        for years in bounded {
            for year in years.prefix(400) {
                for m in months where days.contains(where: { $0 <= Day.length(year: year, month: m) }) {
                    return true
                }
            }
        }
        return false
    }
}

/// How two values lie to each other, by the days that they hold.
public enum EDTFOrder: Hashable, Sendable {
    /// Every day of the first lies before every day of the second; and the other way about.
    case before, after
    /// The same days.
    case equal
    /// All days of the first are days of the second; and the other way about.
    case within, contains
    /// They share some days.
    case overlaps
    /// They share none, yet neither lies wholly before the other.
    case interleaved
}

extension EDTFValue: Comparable {
    /// How the days of this value lie to those of another.
    public func order(to other: EDTFValue) -> EDTFOrder {
        let a = days
        let b = other.days
        if a == b { return .equal }
        guard let aFirst = a.first, let aLast = a.last, let bFirst = b.first, let bLast = b.last else {
            return .interleaved
        }
        if aLast < bFirst { return .before }
        if aFirst > bLast { return .after }
        let both = a.intersection(b)
        if both.isEmpty { return .interleaved }
        if both == a { return .within }
        return both == b ? .contains : .overlaps
    }

    /// A total order for lists: by the first day, then the last, then the time of day, then the text.
    public static func < (a: EDTFValue, b: EDTFValue) -> Bool {
        let x = a.days
        let y = b.days
        let left = (x.first ?? .distantPast, x.last ?? .distantFuture, a.secondOfDay)
        let right = (y.first ?? .distantPast, y.last ?? .distantFuture, b.secondOfDay)
        return left == right ? a.description < b.description : left < right
    }

    private var secondOfDay: Int {
        guard case .moment(_, let time) = self else { return 0 }
        return time.hour * 3600 + time.minute * 60 + time.second - (time.offset ?? 0) * 60
    }
}

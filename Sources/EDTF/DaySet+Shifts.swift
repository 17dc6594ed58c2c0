// A vague shift ("two or three weeks later") is a range: the result holds every day from the least to the greatest shift of a member.
// Each shift has its way back: `a` is in `s.origins(days: k)` exactly when shifting the one day `a` by `k` meets `s`.
extension DaySet {
    public func shifted(days: Int) -> DaySet { shifted(days: days...days) }
    public func shifted(weeks: Int) -> DaySet { shifted(days: weeks * 7) }
    /// Each day moved by calendar months and clamped to the month's end: 31 January and one month is 28 or 29 February.
    public func shifted(months: Int) -> DaySet {
        // The map is monotone but skips days (no day of February becomes 29 March), so a span is cut at its months.
        mapMonths { DaySet.image($0, months: months) }
    }
    public func shifted(years: Int) -> DaySet { shifted(months: years * 12) }

    public func shifted(days: ClosedRange<Int>) -> DaySet {
        widened { ($0.adding(days: days.lowerBound), $1.adding(days: days.upperBound)) }
    }
    public func shifted(weeks: ClosedRange<Int>) -> DaySet {
        shifted(days: weeks.lowerBound * 7...weeks.upperBound * 7)
    }
    public func shifted(months: ClosedRange<Int>) -> DaySet {
        if months.lowerBound == months.upperBound { return shifted(months: months.lowerBound) }
        return widened { ($0.adding(months: months.lowerBound), $1.adding(months: months.upperBound)) }
    }
    public func shifted(years: ClosedRange<Int>) -> DaySet {
        shifted(months: years.lowerBound * 12...years.upperBound * 12)
    }

    /// The days that a shift by days takes into the set.
    public func origins(days: ClosedRange<Int>) -> DaySet {
        shifted(days: -days.upperBound ... -days.lowerBound)
    }
    /// The days that a shift by months takes into the set: 28 February 2019 comes, by one month, from 28 to 31 January.
    public func origins(months: ClosedRange<Int>) -> DaySet {
        widened { first, last in
            (
                DaySet.earliest(reaching: first, months: months.upperBound),
                DaySet.latest(notPassing: last, months: months.lowerBound)
            )
        }
    }

    /// Every day of the units that lie `offset` units from a unit that the set touches: months at −1 are "last month", with the way
    /// back at +1.
    public func units(_ unit: CalendarUnit, offset: ClosedRange<Int> = 0...0) -> DaySet {
        widened { first, last in
            (
                first.isBounded
                    ? unit.days(of: unit.index(of: first) + offset.lowerBound).lowerBound : first,
                last.isBounded ? unit.days(of: unit.index(of: last) + offset.upperBound).upperBound : last
            )
        }
    }

    /// Maps the ends of each span.
    private func widened(_ ends: (Day, Day) -> (Day, Day)) -> DaySet {
        DaySet(
            spans: spans.map { span in
                let (first, last) = ends(span.first, span.last)
                return Span(first: first, last: last)
            })
    }

    private func mapMonths(_ image: (Span) -> [Span]) -> DaySet {
        DaySet(spans: spans.flatMap(image))
    }

    /// Spans longer than this are moved by their ends alone: the days that months skip are then kept in, so that an open or age-long span stays one.
    private static let cutLimit = 366 * 200

    private static func image(_ span: Span, months: Int) -> [Span] {
        guard span.first != span.last else {
            let day = span.first.adding(months: months)
            return [Span(first: day, last: day)]
        }
        guard span.first.isBounded, span.last.isBounded, span.last - span.first < cutLimit else {
            return [
                Span(first: span.first.adding(months: months), last: span.last.adding(months: months))
            ]
        }
        var result: [Span] = []
        var first = span.first
        while first <= span.last {
            let (year, month, _) = first.civil
            let last = min(span.last, Day.last(ofYear: year, month: month))
            result.append(Span(first: first.adding(months: months), last: last.adding(months: months)))
            first = last + 1
        }
        return result
    }

    /// The earliest day that shifts to `day` or later.
    private static func earliest(reaching day: Day, months: Int) -> Day {
        guard day.isBounded else { return day }
        var origin = day.adding(months: -months)
        guard origin.isBounded else { return origin }
        while origin.adding(months: months) < day { origin = origin + 1 }
        while (origin - 1).adding(months: months) >= day { origin = origin - 1 }
        return origin
    }

    /// The latest day that shifts to `day` or earlier.
    private static func latest(notPassing day: Day, months: Int) -> Day {
        guard day.isBounded else { return day }
        var origin = day.adding(months: -months)
        guard origin.isBounded else { return origin }
        while origin.adding(months: months) > day { origin = origin - 1 }
        while (origin + 1).adding(months: months) <= day { origin = origin + 1 }
        return origin
    }
}

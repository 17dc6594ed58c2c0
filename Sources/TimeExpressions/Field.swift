import EDTF

/// A part of the calendar that comes again: "March", "17 March", "Tuesday", "the third quarter", "Christmas Eve".
public enum Field: Hashable, Sendable, Codable {
    case month(Int)
    case monthDay(month: Int, day: Int)
    /// 1 Monday … 7 Sunday.
    case weekday(Int)
    /// 0 spring … 3 winter.
    case season(Int)
    case quarter(Int)
    case half(Int)
    case dayOfMonth(Int)
    case holiday(HolidayRule)
    case weekend
    /// A weekday that is also a day of a month: "Friday, 17 March" happens in few years.
    case weekdayMonthDay(weekday: Int, month: Int, day: Int)
    /// The nth unit of a larger one: "the second week of March"; −1 is the last.
    case nth(Int, Grain)
    /// The nth weekday of a month or year: "the first Monday of May"; −1 is the last.
    case nthWeekday(Int, Int)

    /// The size of what the field names.
    var grain: Grain {
        switch self {
        case .month: .month
        case .monthDay, .weekday, .dayOfMonth, .holiday, .weekdayMonthDay, .nthWeekday: .day
        case .season: .season
        case .quarter: .quarter
        case .half: .half
        case .weekend: .weekend
        case .nth(_, let grain): grain
        }
    }

    /// The size of what it comes again in.
    var cycle: Grain {
        switch self {
        case .month, .monthDay, .season, .quarter, .half, .holiday, .weekdayMonthDay: .year
        case .weekday, .weekend: .week
        case .dayOfMonth, .nthWeekday: .month
        case .nth(_, let grain): grain < .month ? .month : .year
        }
    }

    /// TIMEX3's value where the cycle is not known.
    var blank: String {
        switch self {
        case .month(let m): "XXXX-\(Granule.two(m))"
        case .monthDay(let m, let d), .weekdayMonthDay(_, let m, let d): "XXXX-\(Granule.two(m))-\(Granule.two(d))"
        case .weekday(let w): "XXXX-WXX-\(w)"
        case .season(let s): "XXXX-\(["SP", "SU", "FA", "WI"][s])"
        case .quarter(let q): "XXXX-Q\(q)"
        case .half(let h): "XXXX-H\(h)"
        case .dayOfMonth(let d): "XXXX-XX-\(Granule.two(d))"
        case .holiday(.fixed(let m, let d)): "XXXX-\(Granule.two(m))-\(Granule.two(d))"
        case .holiday, .nthWeekday: "XXXX-XX-XX"
        case .weekend: "XXXX-WXX-WE"
        case .nth(_, let grain): grain.blank
        }
    }

    /// The field in one unit: March of a year, Tuesday of a week, the 15th of a month. Nil where the unit is too small or too large, or has none (30 February).
    func within(_ outer: Granule) -> Granule? {
        switch self {
        case .nth(let n, let grain): return Field.nth(n, grain, in: outer)
        case .nthWeekday(let n, let weekday):
            guard outer.grain == .month || outer.grain == .year else { return nil }
            let span = outer.span
            let first = span.lowerBound + (weekday - span.lowerBound.weekday + 7) % 7
            let day = n > 0 ? first + (n - 1) * 7 : span.upperBound - (span.upperBound.weekday - weekday + 7) % 7 + (n + 1) * 7
            return span.contains(day) ? Granule(day) : nil
        case .weekday, .weekend:
            guard outer.grain == .week else { return nil }
        case .dayOfMonth:
            guard outer.grain == .month else { return nil }
        default:
            guard outer.grain == .year else { return nil }
        }
        return occurrence(outer.index)
    }

    /// The occurrence in the cycle's unit with a number.
    func occurrence(_ index: Int) -> Granule? {
        switch self {
        case .month(let m): return .month(index, m)
        case .monthDay(let m, let d): return Day(year: index, month: m, day: d).map(Granule.init)
        case .weekday(let w): return Granule(CalendarUnit.week.days(of: index).lowerBound.adding(days: w - 1))
        case .weekend: return Granule(.weekend, index)
        case .season(let s): return Granule(.season, index * 4 + s)
        case .quarter(let q): return Granule(.quarter, index * 4 + q - 1)
        case .half(let h): return Granule(.half, index * 2 + h - 1)
        case .dayOfMonth(let d): return Day(year: floorDivided(index, 12), month: modulo(index, 12) + 1, day: d).map(Granule.init)
        case .holiday(let rule): return index > 0 ? Granule(rule.day(in: index)) : nil
        case .weekdayMonthDay(let w, let m, let d):
            guard let day = Day(year: index, month: m, day: d), day.weekday == w else { return nil }
            return Granule(day)
        case .nth(let n, let grain): return Field.nth(n, grain, in: Granule(cycle, index))
        case .nthWeekday: return within(Granule(.month, index))
        }
    }

    private static func nth(_ n: Int, _ grain: Grain, in outer: Granule) -> Granule? {
        guard let unit = grain.unit, grain < outer.grain, n != 0 else { return nil }
        let span = outer.span
        guard span.lowerBound.isBounded, span.upperBound.isBounded else { return nil }
        // The first week of a month is the one that holds its first day.
        let index = n > 0 ? unit.index(of: span.lowerBound) + n - 1 : unit.index(of: span.upperBound) + n + 1
        let result = Granule(grain, index)
        return result.span.overlaps(span) ? result : nil
    }

    /// How many cycles may pass without an occurrence: 29 February needs 8 years, a weekday on it 40.
    private var patience: Int {
        switch self {
        case .weekdayMonthDay: 41
        case .monthDay(2, 29), .dayOfMonth: 9
        default: 2
        }
    }

    /// The last occurrence that begins on or before a day.
    func latest(_ day: Day) -> Granule? {
        let here = Granule(cycle, holding: day).index
        for index in stride(from: here + 1, through: here - patience, by: -1) {
            if let found = occurrence(index), found.span.lowerBound <= day { return found }
        }
        return nil
    }

    /// The first occurrence that ends on or after a day.
    func next(_ day: Day) -> Granule? {
        let here = Granule(cycle, holding: day).index
        for index in (here - 1)...(here + patience) {
            if let found = occurrence(index), found.span.upperBound >= day { return found }
        }
        return nil
    }

    /// The occurrence whose middle is nearest to a day; of two as near, the earlier.
    func nearest(_ day: Day) -> Granule? {
        let here = Granule(cycle, holding: day).index
        var best: (Int, Granule)?
        for index in (here - patience)...(here + patience) {
            guard let found = occurrence(index) else { continue }
            let span = found.span
            let far = span.contains(day) ? 0 : min(abs(span.lowerBound - day), abs(span.upperBound - day))
            if best == nil || far < best!.0 { best = (far, found) }
        }
        return best?.1
    }
}

/// Units of the calendar into which every day falls exactly once, numbered without gaps.
public enum CalendarUnit: String, Hashable, Sendable, Codable, CaseIterable {
    /// Weeks run from Monday to Sunday, decades from 1990 to 1999, centuries from 1900 to 1999, as EDTF counts them (`199X`, `19XX`).
    case day, week, month, quarter, half, year, decade, century

    /// Months in the unit; nil for days and weeks.
    var months: Int? {
        switch self {
        case .day, .week: nil
        case .month: 1
        case .quarter: 3
        case .half: 6
        case .year: 12
        case .decade: 120
        case .century: 1200
        }
    }

    /// The number of the unit that holds a day. Consecutive units have consecutive numbers.
    public func index(of day: Day) -> Int {
        switch self {
        case .day: return Int(day.number)
        case .week: return floorDivide(Int(day.number) + 3, 7)
        default:
            let (year, month, _) = day.civil
            return floorDivide(year * 12 + month - 1, months!)
        }
    }

    /// First and last day of the unit with a number; open ends where it leaves the calendar.
    public func days(of index: Int) -> ClosedRange<Day> {
        let low = first(of: index)
        let high = first(of: index + 1)
        return low...(high == .distantFuture ? high : max(low, high.adding(days: -1)))
    }

    private func first(of index: Int) -> Day {
        switch self {
        case .day: return clamped(index)
        case .week: return clamped(index * 7 - 3)
        default:
            let month = index * months!
            let year = floorDivide(month, 12)
            return Day.first(ofYear: year, month: month - year * 12 + 1)
        }
    }

    private func clamped(_ number: Int) -> Day {
        Day(number: Int32(min(max(number, Int(Day.distantPast.number)), Int(Day.distantFuture.number))))
    }
}

/// Division that rounds towards minus infinity.
@inline(__always) func floorDivide(_ a: Int, _ b: Int) -> Int {
    a >= 0 ? a / b : -((b - 1 - a) / b)
}

extension Day {
    /// Years that the calendar holds with room to spare; all others are open ends.
    static let years = -1_400_000...1_400_000

    static func first(ofYear year: Int, month: Int) -> Day {
        if year < years.lowerBound { return .distantPast }
        if year > years.upperBound { return .distantFuture }
        return Day(year: year, month: month, day: 1)!
    }

    static func last(ofYear year: Int, month: Int) -> Day {
        if year < years.lowerBound { return .distantPast }
        if year > years.upperBound { return .distantFuture }
        return Day(year: year, month: month, day: length(year: year, month: month))!
    }
}

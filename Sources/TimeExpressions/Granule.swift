import EDTF

/// Sizes of time that a phrase may name, from a second to a millennium.
public enum Grain: UInt8, Sendable, Codable, CaseIterable, Comparable {
    case second, minute, hour, day, week, weekend, month, season, quarter, half, year, decade, century, millennium

    static let names = allCases.map { "\($0)" }

    public static func < (a: Grain, b: Grain) -> Bool { a.rawValue < b.rawValue }

    /// The calendar's unit of this size; nil for parts of a day, weekends and seasons.
    var unit: CalendarUnit? {
        switch self {
        case .day: .day
        case .week, .weekend: .week
        case .month: .month
        case .quarter: .quarter
        case .half: .half
        case .year: .year
        case .decade: .decade
        case .century: .century
        default: nil
        }
    }

    /// What stands in a TIMEX3 value for a unit of this size that nobody knows.
    var blank: String {
        switch self {
        case .second, .minute, .hour: "XXXX-XX-XXTXX"
        case .day: "XXXX-XX-XX"
        case .week: "XXXX-WXX"
        case .weekend: "XXXX-WXX-WE"
        case .month: "XXXX-XX"
        case .season: "XXXX-XX"
        case .quarter: "XXXX-QX"
        case .half: "XXXX-HX"
        case .year: "XXXX"
        case .decade: "XXX"
        case .century, .millennium: "XX"
        }
    }
}

/// One unit of the calendar: a day, a week, the spring of a year.
public struct Granule: Hashable, Sendable, Codable {
    public var grain: Grain
    /// The unit's number as `CalendarUnit` counts it; a weekend has its week's, a season 4 · year + 0 spring … 3 winter.
    public var index: Int

    public init(_ grain: Grain, _ index: Int) { self.grain = grain; self.index = index }
    public init(_ day: Day) { self.init(.day, Int(day.number)) }
    static func month(_ year: Int, _ month: Int) -> Granule { Granule(.month, year * 12 + month - 1) }
    static func year(_ year: Int) -> Granule { Granule(.year, year) }

    /// The unit that holds a day.
    init(_ grain: Grain, holding day: Day) {
        switch grain {
        case .season:
            // December opens a winter that the year before's number names no more: winter has the number of the year that it begins in.
            let (year, month, _) = day.civil
            self.init(.season, month < 3 ? year * 4 - 1 : year * 4 + month / 3 - 1)
        case .millennium: self.init(.millennium, floorDivided(day.year, 1000))
        default: self.init(grain, (grain.unit ?? .day).index(of: day))
        }
    }

    /// First and last day.
    public var span: ClosedRange<Day> {
        switch grain {
        case .weekend:
            let week = CalendarUnit.week.days(of: index)
            return week.lowerBound.adding(days: 5)...week.upperBound
        case .season:
            let days = DaySet.season(floorDivided(index, 4), 21 + modulo(index, 4))
            guard modulo(index, 4) == 3, let last = days.spans.last else {
                return (days.first ?? .distantPast)...(days.last ?? .distantFuture)
            }
            return last.first...last.last
        case .millennium:
            return CalendarUnit.century.days(of: index * 10).lowerBound...CalendarUnit.century.days(of: index * 10 + 9).upperBound
        default: return (grain.unit ?? .day).days(of: index)
        }
    }

    /// All days of the unit. A winter holds also the first months of the year that names it, since nobody says which is meant.
    public var days: DaySet {
        grain == .season ? DaySet.season(floorDivided(index, 4), 21 + modulo(index, 4)) : DaySet(span)
    }

    /// The unit of a coarser (or the same) size that holds this one's first day; nil where `grain` is finer.
    func widened(to grain: Grain) -> Granule? {
        if grain == self.grain { return self }
        if grain < self.grain, !(grain == .week && self.grain == .weekend) { return nil }
        if self.grain == .season {
            return grain >= .year ? Granule(grain, holding: Day(year: floorDivided(index, 4), month: 6, day: 1)!) : nil
        }
        // A week belongs to the year, month or quarter of its Thursday, as in ISO 8601.
        let day =
            self.grain == .week || self.grain == .weekend
            ? CalendarUnit.week.days(of: index).lowerBound.adding(days: 3) : span.lowerBound
        return Granule(grain, holding: day)
    }

    /// TIMEX3's value: "2017-12-24", "1998-W02", "1989-Q3", "1998-SU", "199", "19", "BC0490".
    public var value: String {
        switch grain {
        case .week, .weekend:
            let (year, week) = CalendarUnit.week.days(of: index).lowerBound.isoWeek
            return "\(Granule.yearText(year))-W\(Granule.two(week))" + (grain == .weekend ? "-WE" : "")
        case .month: return "\(Granule.yearText(floorDivided(index, 12)))-\(Granule.two(modulo(index, 12) + 1))"
        case .season: return "\(Granule.yearText(floorDivided(index, 4)))-\(["SP", "SU", "FA", "WI"][modulo(index, 4)])"
        case .quarter: return "\(Granule.yearText(floorDivided(index, 4)))-Q\(modulo(index, 4) + 1)"
        case .half: return "\(Granule.yearText(floorDivided(index, 2)))-H\(modulo(index, 2) + 1)"
        case .year: return Granule.yearText(index)
        case .decade: return index >= 0 ? Granule.padded(index, 3) : "BC\(Granule.padded(-1 - index, 3))"
        case .century: return index >= 0 ? Granule.two(index) : "BC\(Granule.two(-1 - index))"
        case .millennium: return String(index)
        case .second, .minute, .hour, .day:
            let (year, month, day) = Day(number: Int32(index)).civil
            return "\(Granule.yearText(year))-\(Granule.two(month))-\(Granule.two(day))"
        }
    }

    static func yearText(_ year: Int) -> String { year > 0 ? padded(year, 4) : "BC\(padded(1 - year, 4))" }
    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

func floorDivided(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((b - 1 - a) / b) }
func modulo(_ a: Int, _ b: Int) -> Int { a - floorDivided(a, b) * b }

/// A civil day of the proleptic Gregorian calendar, as the number of days since 1970-01-01.
///
/// Conversions are integer arithmetic after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"
/// (days_from_civil, civil_from_days); they hold for every year that fits an `Int32` day number.
public struct Day: Hashable, Comparable, Sendable, Codable {
    /// Days since 1970-01-01.
    public var number: Int32

    public init(number: Int32) { self.number = number }

    /// A day from its civil parts; nil where the calendar has no such day (2019-02-30).
    public init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1, day <= Day.length(year: year, month: month) else {
            return nil
        }
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        guard let number = Int32(exactly: era * 146_097 + dayOfEra - 719_468) else { return nil }
        self.number = number
    }

    /// Year (astronomical: 0 is 1 BCE), month 1 to 12, day 1 to 31.
    public var civil: (year: Int, month: Int, day: Int) {
        let z = Int(number) + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let m = (5 * dayOfYear + 2) / 153
        let month = m < 10 ? m + 3 : m - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
    }

    public var year: Int { civil.year }
    public var month: Int { civil.month }
    public var day: Int { civil.day }

    /// 1 Monday … 7 Sunday, as in ISO 8601.
    public var weekday: Int {
        let r = (Int(number) + 3) % 7
        return (r < 0 ? r + 7 : r) + 1
    }

    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
    public static func + (a: Day, days: Int) -> Day { Day(number: a.number + Int32(days)) }
    public static func - (a: Day, days: Int) -> Day { Day(number: a.number - Int32(days)) }
    public static func - (a: Day, b: Day) -> Int { Int(a.number) - Int(b.number) }

    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Days in a month.
    public static func length(year: Int, month: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Day: CustomStringConvertible {
    /// An open beginning.
    public static let distantPast = Day(number: Int32.min / 4)
    /// An open end.
    public static let distantFuture = Day(number: Int32.max / 4)

    /// Neither of the two open ends.
    public var isBounded: Bool { self > .distantPast && self < .distantFuture }

    /// `2017-12-24`; `-0044-03-15` before the year 0; `Y12017-01-01` beyond four digits.
    public var description: String {
        if self <= .distantPast { return ".." }
        if self >= .distantFuture { return ".." }
        let (year, month, day) = civil
        return "\(EDTFPrinter.year(year))-\(EDTFPrinter.two(month))-\(EDTFPrinter.two(day))"
    }

    /// The day written as `2017-12-24` (a four-digit year), nil for anything else.
    public init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
            return nil
        }
        self.init(year: year, month: month, day: day)
    }

    /// The week of ISO 8601-1: the year that it belongs to, and its number, 1 to 53.
    public var isoWeek: (year: Int, week: Int) {
        let thursday = self + (4 - weekday)
        let year = thursday.year
        let first = Day(year: year, month: 1, day: 1)!
        return (year, (thursday - first) / 7 + 1)
    }

    /// A day of an ISO week; nil where the year has no such week.
    public init?(isoYear: Int, week: Int, weekday: Int) {
        guard (1...7).contains(weekday), let fourth = Day(year: isoYear, month: 1, day: 4) else {
            return nil
        }
        let day = fourth - (fourth.weekday - 1) + (week - 1) * 7 + (weekday - 1)
        guard (1...53).contains(week), day.isoWeek == (isoYear, week) else { return nil }
        self = day
    }

    /// The same day `months` later (earlier when negative); the month's last day where it has no such day (31 January and one
    /// month: 28 or 29 February). Open ends stay open.
    public func adding(months: Int) -> Day {
        guard isBounded else { return self }
        let (year, month, day) = civil
        let index = year * 12 + month - 1 + months
        let y = index >= 0 ? index / 12 : (index - 11) / 12
        let m = index - y * 12 + 1
        return Day(year: y, month: m, day: min(day, Day.length(year: y, month: m)))
            ?? (months < 0 ? .distantPast : .distantFuture)
    }

    /// The same day `days` later (earlier when negative). Open ends stay open; what leaves the calendar becomes an open end.
    public func adding(days: Int) -> Day {
        guard isBounded else { return self }
        let sum = Int(number) + days
        if sum <= Int(Day.distantPast.number) { return .distantPast }
        if sum >= Int(Day.distantFuture.number) { return .distantFuture }
        return Day(number: Int32(sum))
    }
}

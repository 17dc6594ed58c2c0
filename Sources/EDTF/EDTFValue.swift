/// A date of any precision, as ISO 8601-2:2019 (Extended Date/Time Format, levels 0, 1 and 2) writes it.
///
/// ```swift
/// let pardon = try EDTFValue(parsing: "2017-12-24")
/// let term = try EDTFValue(parsing: "1990/2000-11")
/// term.days.contains(Day(year: 1992, month: 4, day: 5)!)   // true
/// ```
public enum EDTFValue: Hashable, Sendable {
    /// `2017`, `2017-12`, `2017-12-24`, `2001-21`, `156X-12-25`, `2004-06~-11`.
    case date(EDTFDate)
    /// `1985-04-12T23:20:30Z`.
    case moment(EDTFDate, EDTFTime)
    /// `1964/2008`, `1985/..`, `/1985`.
    case interval(EDTFEndpoint, EDTFEndpoint)
    /// `[1667,1668,1670..1672]` one of them, `{1960,1961-12}` all of them.
    case set(EDTFSet)

    /// The lowest level of ISO 8601-2 whose rules hold the value: 0, 1 or 2.
    public var level: Int {
        switch self {
        case .date(let date): date.level
        case .moment: 0
        case .interval(let start, let end): max(start.level, end.level)
        case .set: 2
        }
    }
}

/// `?` uncertain, `~` approximate, `%` both.
public struct EDTFQualification: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let uncertain = EDTFQualification(rawValue: 1)
    public static let approximate = EDTFQualification(rawValue: 2)
}

/// A year: digits, of which some may be unspecified; beyond four digits with the prefix `Y`, perhaps with an exponent.
public struct EDTFYear: Hashable, Sendable {
    public var negative = false
    /// The digits without sign, an unspecified digit counted as 0.
    public var magnitude: Int
    /// Bit 0 is the units' digit; set where the digit is `X`. Only in years of four digits.
    public var unspecified: UInt8 = 0
    /// Written with `Y`, beyond four digits.
    public var long = false
    /// `Y-17E7`: 7.
    public var exponent: Int?
    /// `1950S2`: 2, the number of digits that are significant.
    public var significant: Int?

    public init(_ year: Int) {
        negative = year < 0
        magnitude = abs(year)
        long = magnitude > 9999
    }

    /// The years meant, in order, as ranges.
    public var ranges: [ClosedRange<Int>] {
        let scale = EDTFYear.power(exponent ?? 0)
        let (absolute, overflow) = magnitude.multipliedReportingOverflow(by: scale)
        let value = overflow ? Int.max / 4 : absolute
        var result: [ClosedRange<Int>]
        if let significant {
            let digits = String(value).utf8.count
            let block = EDTFYear.power(max(0, (long ? digits : max(digits, 4)) - significant))
            let low = value / block * block
            result = [low...(low + (block - 1))]
        } else if unspecified != 0 {
            result = [value...value]
            for position in 0..<4 where unspecified & (1 << position) != 0 {
                let step = EDTFYear.power(position)
                result =
                    result.allSatisfy { $0.count == step }
                    ? result.map { $0.lowerBound...($0.lowerBound + step * 10 - 1) }
                    : (0..<10).flatMap { digit in
                        result.map { ($0.lowerBound + digit * step)...($0.upperBound + digit * step) }
                    }
            }
            result.sort { $0.lowerBound < $1.lowerBound }
        } else {
            result = [value...value]
        }
        return negative ? result.reversed().map { -$0.upperBound ... -$0.lowerBound } : result
    }

    static func power(_ exponent: Int) -> Int {
        var result = 1
        for _ in 0..<min(max(exponent, 0), 17) { result *= 10 }
        return result
    }
}

/// A month, a season's code (21 to 41), or a day of the month: two digits, of which either may be unspecified.
public struct EDTFPart: Hashable, Sendable {
    /// An unspecified digit counted as 0.
    public var value: Int
    /// Bit 0 the units' digit, bit 1 the tens'; set where the digit is `X`.
    public var unspecified: UInt8 = 0

    public init(_ value: Int, unspecified: UInt8 = 0) {
        self.value = value
        self.unspecified = unspecified
    }

    /// The digits allow this number.
    public func allows(_ number: Int) -> Bool {
        (unspecified & 1 != 0 || number % 10 == value % 10)
            && (unspecified & 2 != 0 || number / 10 == value / 10)
    }
}

/// A year, a month or season of a year, or a day.
public struct EDTFDate: Hashable, Sendable {
    public var year: EDTFYear
    public var month: EDTFPart?
    public var day: EDTFPart?
    /// Of the year, the month, the day, each by itself.
    public var qualifications: [EDTFQualification]

    public init(
        year: EDTFYear, month: EDTFPart? = nil, day: EDTFPart? = nil,
        qualifications: [EDTFQualification]? = nil
    ) {
        self.year = year
        self.month = month
        self.day = month == nil ? nil : day
        let parts = 1 + (month == nil ? 0 : 1) + (self.day == nil ? 0 : 1)
        self.qualifications = qualifications ?? []
        while self.qualifications.count < parts { self.qualifications.append([]) }
        self.qualifications.removeLast(self.qualifications.count - parts)
    }

    public init(_ day: Day) {
        let (y, m, d) = day.civil
        self.init(year: EDTFYear(y), month: EDTFPart(m), day: EDTFPart(d))
    }

    var level: Int {
        let parts = [month, day].compactMap { $0 }
        if year.exponent != nil || year.significant != nil || (month.map { $0.value > 24 } ?? false) {
            return 2
        }
        // Level 1 leaves out whole parts from the right: 201X, 20XX, 2004-XX, 1985-04-XX, 1985-XX-XX.
        let masks = parts.map(\.unspecified)
        if masks.contains(1) || masks.contains(2) || masks == [3, 0] { return 2 }
        if year.unspecified != 0, !(year.unspecified == 1 || year.unspecified == 3) || !parts.isEmpty {
            return 2
        }
        if Set(qualifications).count > 1 { return 2 }
        let plain = year.unspecified == 0 && masks.allSatisfy { $0 == 0 } && qualifications[0].isEmpty
        return plain && !year.long && !year.negative && (month.map { $0.value <= 12 } ?? true) ? 0 : 1
    }
}

/// A time of day with an optional zone.
public struct EDTFTime: Hashable, Sendable {
    public var hour: Int
    public var minute: Int
    public var second: Int
    /// Minutes east of Greenwich; nil where none is given. `Z` is 0.
    public var offset: Int?
    /// Written as `Z`, or with hours alone (`+04`).
    public var style = ZoneStyle.minutes
    public enum ZoneStyle: Hashable, Sendable { case zulu, hours, minutes }

    public init(hour: Int, minute: Int, second: Int, offset: Int? = nil, style: ZoneStyle = .minutes) {
        self.hour = hour
        self.minute = minute
        self.second = second
        self.offset = offset
        self.style = style
    }
}

/// One end of an interval.
public enum EDTFEndpoint: Hashable, Sendable {
    case date(EDTFDate)
    /// `..`: there is none.
    case open
    /// Left blank: there is one, and nobody knows it.
    case unknown

    var level: Int {
        switch self {
        case .date(let date): date.level
        case .open, .unknown: 1
        }
    }
}

public struct EDTFSet: Hashable, Sendable {
    /// `[…]` one of the members, `{…}` all of them.
    public enum Kind: Hashable, Sendable { case oneOf, all }
    public enum Member: Hashable, Sendable {
        case date(EDTFDate)
        case range(EDTFDate, EDTFDate)
        /// `..1984`: that date and all before it.
        case before(EDTFDate)
        /// `1984..`: that date and all after it.
        case after(EDTFDate)
    }
    public var kind: Kind
    public var members: [Member]

    public init(_ kind: Kind, _ members: [Member]) {
        self.kind = kind
        self.members = members
    }
}

extension EDTFValue: Codable {
    public init(from decoder: any Decoder) throws {
        self = try EDTFValue(parsing: try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

import EDTF

/// How a holiday's day is found in a year.
public enum HolidayRule: Hashable, Sendable, Codable {
    case fixed(month: Int, day: Int)
    /// Days from Easter Sunday of the western churches.
    case easter(offset: Int)
    /// The `nth` weekday (1 Monday … 7 Sunday) of a month, −1 being the last, and so many days more.
    case weekday(nth: Int, weekday: Int, month: Int, plus: Int)

    public func day(in year: Int) -> Day {
        switch self {
        case .fixed(let month, let day):
            return Day(year: year, month: month, day: min(day, Day.length(year: year, month: month)))!
        case .easter(let offset): return Day.easter(year) + offset
        case .weekday(let nth, let weekday, let month, let plus):
            let first = Day(year: year, month: month, day: 1)!
            if nth > 0 { return first + (weekday - first.weekday + 7) % 7 + (nth - 1) * 7 + plus }
            let last = Day(year: year, month: month, day: Day.length(year: year, month: month))!
            return last - (last.weekday - weekday + 7) % 7 + (nth + 1) * 7 + plus
        }
    }

    /// As grammar files write it: `12-24`, `easter-2`, `4thu11`, `-1mon5`, `1mon11+1`.
    init(grammar text: String) throws(GrammarFault) {
        if text.hasPrefix("easter"), let offset = Int(text.dropFirst(6).isEmpty ? "0" : text.dropFirst(6)) {
            self = .easter(offset: offset)
            return
        }
        let parts = text.split(separator: "-").compactMap { Int($0) }
        if parts.count == 2, (1...12).contains(parts[0]), (1...31).contains(parts[1]) {
            self = .fixed(month: parts[0], day: parts[1])
            return
        }
        for (i, name) in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].enumerated() {
            guard let range = text.split(separator: name, omittingEmptySubsequences: false) as [Substring]?, range.count == 2,
                let sum = range[1].split(separator: "+") as [Substring]?, let nth = Int(range[0]),
                let month = sum.first.flatMap({ Int($0) }), (1...12).contains(month), nth == -1 || (1...5).contains(nth)
            else { continue }
            self = .weekday(nth: nth, weekday: i + 1, month: month, plus: sum.count == 2 ? Int(sum[1]) ?? 0 : 0)
            return
        }
        throw GrammarFault("a holiday is 12-24, easter-2, 4thu11 or -1mon5, not \(text)")
    }
}

extension Day {
    /// Easter Sunday by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
    static func easter(_ year: Int) -> Day {
        let a = year % 19
        let (b, c) = (year / 100, year % 100)
        let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let month = (h + l - 7 * m + 114) / 31
        return Day(year: year, month: month, day: (h + l - 7 * m + 114) % 31 + 1)!
    }
}

import EDTF

/// A date as other formats take it: its first and last possible day, at the precision that both ends have in common.
struct DateParts: Hashable, Sendable {
    enum Precision: Int, Comparable {
        case year, month, day
        static func < (a: Precision, b: Precision) -> Bool { a.rawValue < b.rawValue }
    }
    /// nil where that end is open.
    var first: Day?
    var last: Day?
    var precision: Precision
    /// EDTF's "~" or "%"; "?" or "%".
    var approximate: Bool
    var uncertain: Bool

    /// nil where there is no date, or none that EDTF knows.
    init?(_ edtf: String?) {
        guard let edtf, let value = try? EDTFValue(parsing: edtf) else { return nil }
        let days = value.days
        first = days.first.flatMap { $0 > .distantPast ? $0 : nil }
        last = days.last.flatMap { $0 < .distantFuture ? $0 : nil }
        guard first != nil || last != nil else { return nil }
        if let first, let last {
            let years = first.month == 1 && first.day == 1 && last.month == 12 && last.day == 31
            let months = first.day == 1 && last.day == Day.length(year: last.year, month: last.month)
            precision = first == last ? .day : years ? .year : months ? .month : .day
        } else {
            // With one end open, only the text tells whether "2022" or "2022-01-01" was meant.
            let known = edtf.split(separator: "/").first { $0 != ".." }?.filter { $0.isNumber || $0 == "-" } ?? ""
            precision = known.utf8.count <= 4 ? .year : known.utf8.count <= 7 ? .month : .day
        }
        approximate = edtf.contains("~") || edtf.contains("%")
        uncertain = edtf.contains("?") || edtf.contains("%")
    }

    /// One day, month or year, and no more.
    var isSingle: Bool {
        guard let first, let last else { return false }
        switch precision {
        case .year: return first.year == last.year
        case .month: return first.year == last.year && first.month == last.month
        case .day: return first == last
        }
    }

    /// "2017-12-24", "2017-12" or "2017": an end at the date's precision.
    func iso(_ day: Day) -> String {
        let (year, month, date) = day.civil
        let head = DateParts.year(year)
        switch precision {
        case .year: return head
        case .month: return "\(head)-\(DateParts.two(month))"
        case .day: return "\(head)-\(DateParts.two(month))-\(DateParts.two(date))"
        }
    }

    /// A whole ISO day, whatever the precision.
    static func iso(day: Day) -> String {
        let (year, month, date) = day.civil
        return "\(DateParts.year(year))-\(two(month))-\(two(date))"
    }

    static func year(_ year: Int) -> String {
        let digits = String(abs(year))
        return (year < 0 ? "-" : "") + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Dates in words for people: "24 December 2017", "between 3 and 6 October 2018", "on or after 1 April 2022".
public enum DateWords {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]

    /// An EDTF date in English words; "no date" where there is none. `lasting`: the days between the ends are all meant
    /// ("1990 to 2000"), not one of them ("between 1990 and 2000").
    public static func words(_ edtf: String?, lasting: Bool = false) -> String {
        guard let parts = DateParts(edtf) else { return edtf.map { $0.isEmpty ? "no date" : $0 } ?? "no date" }
        var words = plain(parts, lasting: lasting)
        if parts.approximate { words = "about " + words }
        if parts.uncertain { words += " (uncertain)" }
        return words
    }

    private static func plain(_ parts: DateParts, lasting: Bool) -> String {
        guard let first = parts.first else { return "by " + one(parts.last!, parts.precision) }
        guard let last = parts.last else { return "on or after " + one(first, parts.precision) }
        if parts.isSingle { return one(first, parts.precision) }
        let end = one(last, parts.precision)
        var begin = one(first, parts.precision)
        // What both ends share is said once: "between 3 and 6 October 2018".
        if parts.precision != .year && first.year == last.year {
            begin = parts.precision == .day && first.month == last.month ? String(first.day) : dropYear(begin)
        }
        return lasting ? "\(begin) to \(end)" : "between \(begin) and \(end)"
    }

    private static func dropYear(_ words: String) -> String { String(words[..<(words.lastIndex(of: " ") ?? words.endIndex)]) }

    private static func one(_ day: Day, _ precision: DateParts.Precision) -> String {
        let (year, month, date) = day.civil
        let shown = year > 0 ? String(year) : "\(1 - year) BCE"
        switch precision {
        case .year: return shown
        case .month: return "\(months[month - 1]) \(shown)"
        case .day: return "\(date) \(months[month - 1]) \(shown)"
        }
    }
}

import EDTF

/// First and last day that an EDTF text leaves open; nil ends are open ends.
struct DayWindow: Hashable, Sendable {
    var first: Day?
    var last: Day?

    init(first: Day?, last: Day?) {
        self.first = first
        self.last = last
    }

    /// Nil when the text is no EDTF, or says nothing.
    init?(edtf: String?) {
        guard let edtf, let days = try? EDTFValue(parsing: edtf).days, let first = days.first, let last = days.last else {
            return nil
        }
        self.first = first == .distantPast ? nil : first
        self.last = last == .distantFuture ? nil : last
        if self.first == nil && self.last == nil { return nil }
    }

    /// Both ends known and the same.
    var isOneDay: Bool { first != nil && first == last }

    func meets(_ other: DayWindow) -> Bool {
        if let a = last, let b = other.first, a < b { return false }
        if let a = first, let b = other.last, a > b { return false }
        return true
    }
}

extension Day {
    /// YYYY-MM-DD.
    var iso: String {
        let (year, month, day) = civil
        return "\(Day.padded(year, 4))-\(Day.padded(month, 2))-\(Day.padded(day, 2))"
    }
    static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(abs(value))
        return (value < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

import EDTF

/// Dates for people: "24 December 2017", "about June 2004", "between 3 and 6 October 2018".
enum DateWords {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    /// - Parameter edtf: nil is "day unknown". What is no EDTF that we can word stands as it is.
    static func say(_ edtf: String?) -> String {
        guard let edtf, !edtf.isEmpty else { return "day unknown" }
        if edtf.hasPrefix("["), edtf.hasSuffix("]") { return set(String(edtf.dropFirst().dropLast()), joined: "or") }
        if edtf.hasPrefix("{"), edtf.hasSuffix("}") { return set(String(edtf.dropFirst().dropLast()), joined: "and") }
        if let cut = edtf.firstIndex(of: "/") {
            return interval(String(edtf[..<cut]), String(edtf[edtf.index(after: cut)...]), from: "from", to: "to")
        }
        return point(edtf)
    }

    /// "Tuesday" for a single day, else nil.
    static func weekday(_ edtf: String?) -> String? {
        guard let edtf, let window = DayWindow(edtf: edtf), window.isOneDay, let day = window.first else { return nil }
        return weekdays[day.weekday - 1]
    }

    private static func set(_ inner: String, joined word: String) -> String {
        let parts = inner.split(separator: ",").map { String($0).trimmed }
        let said = parts.map { part -> String in
            guard let dots = part.firstRange(of: "..") else { return point(part) }
            let low = String(part[..<dots.lowerBound])
            let high = String(part[dots.upperBound...])
            return interval(low.isEmpty ? ".." : low, high.isEmpty ? ".." : high, from: "between", to: "and")
        }
        guard said.count > 1 else { return said.first ?? "day unknown" }
        return said.dropLast().joined(separator: ", ") + " \(word) " + said[said.count - 1]
    }

    private static func interval(_ low: String, _ high: String, from: String, to: String) -> String {
        let noLow = low == ".." || low.isEmpty
        let noHigh = high == ".." || high.isEmpty
        if noLow && noHigh { return "day unknown" }
        if noLow { return "\(point(high)) or before" }
        if noHigh { return from == "from" ? "since \(point(low))" : "\(point(low)) or later" }
        // "between 3 and 6 October 2018": what both ends share is said once.
        if let a = parts(low), let b = parts(high), a.count == 3, b.count == 3, a[0] == b[0] {
            let first = a[1] == b[1] ? "\(a[2])" : "\(a[2]) \(months[a[1] - 1])"
            return "\(from) \(first) \(to) \(point(high))"
        }
        return "\(from) \(point(low)) \(to) \(point(high))"
    }

    private static func parts(_ text: String) -> [Int]? {
        let numbers = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...3).contains(numbers.count), !numbers.contains(nil) else { return nil }
        let known = numbers.compactMap { $0 }
        if known.count > 1, !(1...12).contains(known[1]) { return nil }
        return known
    }

    private static func point(_ text: String) -> String {
        var text = text
        var lead = ""
        switch text.last {
        case "~": lead = "about "
        case "?": lead = "perhaps "
        case "%": lead = "perhaps about "
        default: break
        }
        if !lead.isEmpty { text.removeLast() }
        if text.count == 4, text.hasSuffix("X"), !text.hasSuffix("XX") { return "\(lead)the \(text.dropLast())0s" }
        let pieces = text.split(separator: "-", omittingEmptySubsequences: false)
        if pieces.count == 2, let season = ["21": "spring", "22": "summer", "23": "autumn", "24": "winter"][String(pieces[1])] {
            return "\(lead)\(season) \(pieces[0])"
        }
        guard let known = parts(text), text.first != "-" else { return lead + text }
        switch known.count {
        case 1: return "\(lead)\(pieces[0])"
        case 2: return "\(lead)\(months[known[1] - 1]) \(pieces[0])"
        default: return "\(lead)\(known[2]) \(months[known[1] - 1]) \(pieces[0])"
        }
    }
}

import EDTF

/// A moment on one civil clock, in seconds since 1970-01-01T00:00 of that clock.
///
/// A day alone begins at midnight: an act "of the 8th" comes before an act "of the 8th at 14:13", and both are there when the
/// 8th ends. Moments with a zone are brought to the ledger's own clock (`LedgerFile.zone`) before they are compared.
public struct Moment: Hashable, Comparable, Sendable, Codable {
    /// Seconds since 1970-01-01T00:00 on the ledger's clock.
    public var seconds: Int64
    public init(seconds: Int64) { self.seconds = seconds }
    /// Midnight at the start of a day.
    public init(_ day: Day) { seconds = Int64(day.number) * 86_400 }
    /// The last second of a day: what a question about "that day" means.
    public init(endOf day: Day) { seconds = Int64(day.number) * 86_400 + 86_399 }

    public static let distantPast = Moment(seconds: Int64.min / 4)
    public static let distantFuture = Moment(seconds: Int64.max / 4)

    public static func < (a: Moment, b: Moment) -> Bool { a.seconds < b.seconds }

    /// The civil day that the moment lies in.
    public var day: Day {
        let q = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        return Day(number: Int32(clamping: q))
    }
    /// Seconds after midnight.
    public var clock: Int { Int(seconds - Int64(day.number) * 86_400) }

    /// `2018-07-08`, or `2018-07-08T14:13` where the clock matters (midnight and the last second of a day are the day).
    public var text: String {
        if self <= .distantPast { return ".." }
        if self >= .distantFuture { return ".." }
        let d = Moment.text(of: day)
        let c = clock
        if c == 0 || c == 86_399 { return d }
        let hm = "\(two(c / 3600)):\(two(c / 60 % 60))"
        return c % 60 == 0 ? "\(d)T\(hm)" : "\(d)T\(hm):\(two(c % 60))"
    }

    /// ISO 8601, years of four digits.
    public static func text(of day: Day) -> String {
        let c = day.civil
        let y = c.year < 0 ? "-" + four(-c.year) : four(c.year)
        return "\(y)-\(two(c.month))-\(two(c.day))"
    }
}

private func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
private func four(_ n: Int) -> String { String(repeating: "0", count: max(0, 4 - String(n).count)) + String(n) }

/// When something was: the moments that the words leave open, and the words.
///
/// A day, a clock time, or any EDTF value of levels 0 to 2 that the ledger needs: month, year, interval, one-of set, "~" and "?".
public struct When: Hashable, Sendable, Codable {
    /// First and last moment of each stretch, in order, disjoint. One stretch of one moment is a plain date.
    public struct Stretch: Hashable, Sendable, Codable {
        public var first: Moment
        public var last: Moment
        public init(_ first: Moment, _ last: Moment) { self.first = first; self.last = last }
    }
    public var stretches: [Stretch]
    /// As written in the file or given by the chronology; printed back unchanged.
    public var text: String

    public init(_ moment: Moment) { stretches = [Stretch(moment, moment)]; text = moment.text }
    public init(_ day: Day) { self.init(Moment(day)) }
    public init(stretches: [Stretch], text: String) { self.stretches = stretches; self.text = text }

    public var earliest: Moment { stretches.first?.first ?? .distantPast }
    public var latest: Moment { stretches.last?.last ?? .distantFuture }
    public var isCertain: Bool { earliest == latest }

    public func contains(_ moment: Moment) -> Bool { stretches.contains { $0.first <= moment && moment <= $0.last } }

    /// Reads a date of a ledger file. `zone`: minutes east of UTC of the ledger's clock; a time with another zone is moved to it.
    /// Nil when the words are no date or name a day that the calendar does not have.
    public init?(_ words: String, zone: Int? = nil) {
        guard let stretches = WhenReader(words, zone: zone).stretches() else { return nil }
        self.stretches = stretches
        text = words
    }
}

/// Reads the dates that a ledger may hold; small on purpose: `EDTF` has the whole of the standard, without clock times in sets.
struct WhenReader {
    let words: String
    let zone: Int?
    init(_ words: String, zone: Int?) {
        self.words = words.trimmed
        self.zone = zone
    }

    func stretches() -> [When.Stretch]? {
        if let single = part(words) { return [single] }
        if words.first == "[" || words.first == "{", words.last == "]" || words.last == "}" { return set() }
        let ends = words.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard ends.count == 2 else { return other() }
        let open = { (s: String) in s.isEmpty || s == ".." }
        guard let lo = open(ends[0]) ? When.Stretch(.distantPast, .distantPast) : part(ends[0]),
            let hi = open(ends[1]) ? When.Stretch(.distantFuture, .distantFuture) : part(ends[1]), lo.first <= hi.last
        else { return nil }
        return [When.Stretch(lo.first, hi.last)]
    }

    private func set() -> [When.Stretch]? {
        var out: [When.Stretch] = []
        for member in words.dropFirst().dropLast().split(separator: ",") {
            let m = String(member).trimmed
            if let dots = m.range(of: "..") {
                let a = String(m[..<dots.lowerBound]), b = String(m[dots.upperBound...])
                guard let lo = a.isEmpty ? When.Stretch(.distantPast, .distantPast) : part(a),
                    let hi = b.isEmpty ? When.Stretch(.distantFuture, .distantFuture) : part(b), lo.first <= hi.last
                else { return nil }
                out.append(When.Stretch(lo.first, hi.last))
            } else {
                guard let one = part(m) else { return nil }
                out.append(one)
            }
        }
        guard !out.isEmpty else { return nil }
        out.sort { ($0.first, $0.last) < ($1.first, $1.last) }
        var joined = [out[0]]
        for s in out.dropFirst() {
            if s.first <= joined[joined.count - 1].last {
                joined[joined.count - 1].last = max(joined[joined.count - 1].last, s.last)
            } else {
                joined.append(s)
            }
        }
        return joined
    }

    /// Decades, centuries, seasons, years with a letter: the EDTF floor knows them.
    private func other() -> [When.Stretch]? {
        guard let value = try? EDTFValue(parsing: words) else { return nil }
        let out = value.days.spans.map {
            When.Stretch(
                $0.first <= .distantPast ? .distantPast : Moment($0.first),
                $0.last >= .distantFuture ? .distantFuture : Moment($0.last))
        }
        return out.isEmpty ? nil : out
    }

    /// One date: its first and last moment.
    private func part(_ raw: String) -> When.Stretch? {
        var s = Substring(raw.trimmed)
        while let last = s.last, "?~%".contains(last) { s = s.dropLast() }
        if let t = s.firstIndex(where: { $0 == "T" || $0 == " " }) {
            guard let day = civil(s[..<t]), day.first == day.last, let time = clock(s[s.index(after: t)...]) else { return nil }
            var at = day.first.seconds + Int64(time.seconds)
            if let its = time.zone, let zone { at += Int64(zone - its) * 60 }
            return When.Stretch(Moment(seconds: at), Moment(seconds: at))
        }
        return civil(s)
    }

    /// A year, month or day; a day is one moment (its midnight), a month or year the midnights of its days.
    private func civil(_ s: Substring) -> When.Stretch? {
        let parts = s.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count <= 3, let y = number(parts[0], digits: 4) else { return nil }
        func span(_ a: Day?, _ b: Day?) -> When.Stretch? {
            guard let a, let b else { return nil }
            return When.Stretch(Moment(a), Moment(b))
        }
        if parts.count == 1 || parts[1] == "XX" { return span(Day(year: y, month: 1, day: 1), Day(year: y, month: 12, day: 31)) }
        guard let m = number(parts[1], digits: 2), (1...12).contains(m) else { return nil }
        if parts.count == 2 || parts[2] == "XX" {
            return span(Day(year: y, month: m, day: 1), Day(year: y, month: m, day: Day.length(year: y, month: m)))
        }
        guard let d = number(parts[2], digits: 2) else { return nil }
        return span(Day(year: y, month: m, day: d), Day(year: y, month: m, day: d))
    }

    private func number(_ s: Substring, digits: Int) -> Int? {
        guard s.utf8.count == digits, s.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(s)
    }

    private func clock(_ s: Substring) -> (seconds: Int, zone: Int?)? {
        var body = s
        var zone: Int?
        if body.last == "Z" {
            zone = 0
            body = body.dropLast()
        } else if let sign = body.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            guard let z = hoursMinutes(body[body.index(after: sign)...].filter { $0 != ":" }) else { return nil }
            zone = body[sign] == "-" ? -z : z
            body = body[..<sign]
        }
        let parts = body.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, let h = number(parts[0], digits: 2), let m = number(parts[1], digits: 2),
            h < 24, m < 60
        else { return nil }
        guard parts.count == 3 else { return (h * 3600 + m * 60, zone) }
        guard let sec = number(parts[2].prefix(2), digits: 2), sec < 60 else { return nil }
        return (h * 3600 + m * 60 + sec, zone)
    }

    private func hoursMinutes(_ digits: String) -> Int? {
        guard digits.utf8.count == 2 || digits.utf8.count == 4, let h = Int(digits.prefix(2)), h <= 18 else { return nil }
        guard digits.utf8.count == 4 else { return h * 60 }
        guard let m = Int(digits.suffix(2)), m < 60 else { return nil }
        return h * 60 + m
    }

    /// Minutes east of UTC of `-03:00`, `+0530`, `Z`; nil when it is none.
    static func zone(_ words: String) -> Int? {
        if words == "Z" { return 0 }
        guard let sign = words.first, sign == "+" || sign == "-" else { return nil }
        guard let z = WhenReader("", zone: nil).hoursMinutes(words.dropFirst().filter { $0 != ":" }) else { return nil }
        return sign == "-" ? -z : z
    }
}

extension String {
    var trimmed: String {
        var s = Substring(self)
        while let c = s.first, c.isWhitespace { s = s.dropFirst() }
        while let c = s.last, c.isWhitespace { s = s.dropLast() }
        return String(s)
    }

    /// Where `needle` first stands; Foundation-free.
    func range(of needle: String) -> Range<String.Index>? {
        guard !needle.isEmpty else { return nil }
        var i = startIndex
        while i < endIndex {
            if self[i...].hasPrefix(needle) { return i..<index(i, offsetBy: needle.count) }
            i = index(after: i)
        }
        return nil
    }
}

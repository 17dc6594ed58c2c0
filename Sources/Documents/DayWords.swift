import EDTF

/// Dates that stand in a line of words or in an attribute: numbers and month names of many languages, no relative words.
enum DayWords {
    struct Found: Equatable {
        /// EDTF: a day, a month, a day with its year unknown ("XXXX-06-29"), or one of two readings ("[2015-03-04,2015-04-03]").
        var edtf: String
        /// Bytes of the line.
        var range: Range<Int>
        var isDay: Bool { !edtf.hasPrefix("XXXX") && edtf.utf8.count >= 10 }
    }
    /// 1 to 12 for months, 21 to 27 for weekdays.
    private static let names: [String: Int] = {
        var names: [String: Int] = [:]
        for line in DataFile.lines("calendar.txt") {
            let words = line.split(separator: " ")
            let number = words[0].hasPrefix("w") ? 20 + Int(words[0].dropFirst())! : Int(words[0])!
            for word in words.dropFirst() where names[String(word)] == nil { names[String(word)] = number }
        }
        return names
    }()

    static func month(_ word: String) -> Int? { names[word].flatMap { $0 <= 12 ? $0 : nil } }
    /// 1 Monday … 7 Sunday; short names of two letters only where `short` allows them.
    static func weekday(_ word: String, short: Bool = false) -> Int? {
        guard word.utf8.count > 2 || short, let n = names[word.lowercased()], n > 20 else { return nil }
        return n - 20
    }

    private enum Piece {
        case number(Int, digits: Int), word(String), mark(UInt8)
    }

    /// All dates of `line`, in order, not overlapping.
    static func find(_ line: some Collection<UInt8>) -> [Found] {
        let bytes = Array(line.prefix(4000))
        var pieces: [Piece] = []
        var ranges: [Range<Int>] = []
        var i = 0
        while i < bytes.count {
            let start = i
            if bytes[i].isDigit {
                var value = 0
                while i < bytes.count, bytes[i].isDigit, i - start < 15 { value = value * 10 + Int(bytes[i] - 48); i += 1 }
                pieces.append(.number(value, digits: i - start))
            } else if bytes[i].isLetter || bytes[i] >= 128 {
                // 年, 月, 日 end a word by themselves.
                if bytes[i] >= 0xE0, i + 2 < bytes.count, ["年", "月", "日", "년", "월", "일"].contains(bytes[i..<(i + 3)].text) {
                    i += 3
                } else {
                    while i < bytes.count, bytes[i].isLetter || (bytes[i] >= 128 && !isDash(bytes, i)) { i += 1 }
                    if i == start { i += 1 }
                }
                pieces.append(.word(bytes[start..<i].text.lowercased()))
            } else if bytes[i].isWhite {
                i += 1
                continue
            } else {
                pieces.append(.mark(bytes[i]))
                i += 1
            }
            ranges.append(start..<i)
        }
        var found: [Found] = []
        var k = 0
        while k < pieces.count {
            if let (edtf, used) = match(pieces, k, ranges) {
                found.append(Found(edtf: edtf, range: ranges[k].lowerBound..<ranges[k + used - 1].upperBound))
                k += used
            } else {
                k += 1
            }
        }
        return found
    }

    private static func isDash(_ bytes: [UInt8], _ i: Int) -> Bool {
        (bytes[i] == 0xE2 && i + 2 < bytes.count && bytes[i + 1] == 0x80)
            || (bytes[i] == 0xC2 && i + 1 < bytes.count && bytes[i + 1] == 0xB7)
    }

    private static func match(_ p: [Piece], _ k: Int, _ ranges: [Range<Int>]) -> (String, Int)? {
        func number(_ i: Int) -> (Int, Int)? { if i < p.count, case .number(let v, let d) = p[i] { (v, d) } else { nil } }
        func word(_ i: Int) -> String? { if i < p.count, case .word(let w) = p[i] { w } else { nil } }
        func mark(_ i: Int) -> UInt8? { if i < p.count, case .mark(let m) = p[i] { m } else { nil } }
        func year(_ i: Int) -> Int? { number(i).flatMap { $0.1 == 4 && $0.0 >= 1700 && $0.0 <= 2100 ? $0.0 : nil } }
        func touching(_ i: Int) -> Bool { i + 1 < ranges.count && ranges[i].upperBound == ranges[i + 1].lowerBound }

        if let y = year(k) {
            // 2023-12-06, 2023/12/6, 2023.12.06, 2023年12月6日
            if let a = mark(k + 1), [45, 47, 46].contains(a), let m = number(k + 2), mark(k + 3) == a, let d = number(k + 4),
                d.1 <= 2,
                let day = Day(year: y, month: m.0, day: d.0)
            {
                return (edtf(day), 5)
            }
            if let w = word(k + 1), w == "年" || w == "년", let m = number(k + 2), word(k + 3) == "月" || word(k + 3) == "월",
                let d = number(k + 4), let day = Day(year: y, month: m.0, day: d.0)
            {
                return (edtf(day), word(k + 5) == "日" || word(k + 5) == "일" ? 6 : 5)
            }
            return nil
        }
        if let a = number(k), a.1 == 8, a.0 > 17_000_000, let day = Day(year: a.0 / 10000, month: a.0 / 100 % 100, day: a.0 % 100)
        {
            return (edtf(day), 1)
        }
        if let a = number(k), a.1 <= 2, a.0 >= 1 {
            if let s = mark(k + 1), [45, 47, 46].contains(s), let b = number(k + 2), b.1 <= 2, mark(k + 3) == s,
                let y = year(k + 4)
            {
                let dayFirst = Day(year: y, month: b.0, day: a.0)
                // Full stops and day-first go together; with strokes and hyphens both readings stand.
                let monthFirst = s == 46 ? nil : Day(year: y, month: a.0, day: b.0)
                switch (dayFirst, monthFirst) {
                case (let d?, let m?) where d != m: return ("[\(edtf(min(d, m))),\(edtf(max(d, m)))]", 5)
                case (let d?, _): return (edtf(d), 5)
                case (nil, let m?): return (edtf(m), 5)
                default: return nil
                }
            }
            // 6 December 2023, 6. Dezember 2023, 6 de diciembre de 2023, 6-Dec-2023, 1st June 2020
            var j = k + 1
            if mark(j) == 46 || mark(j) == 45 { j += 1 }
            if let w = word(j), ["st", "nd", "rd", "th", "er", "º", "°", "ª"].contains(w), touching(k) { j += 1 }
            if let w = word(j), w == "de" || w == "of" || w == "den" || w == "d" { j += 1 }
            if let w = word(j), let m = month(w) {
                j += 1
                let afterMonth = j
                while mark(j) == 46 || mark(j) == 44 || mark(j) == 45 || word(j) == "de" || word(j) == "del" { j += 1 }
                if let y = year(j) { return Day(year: y, month: m, day: a.0).map { (edtf($0), j + 1 - k) } }
                return a.0 <= Day.length(year: 2000, month: m) ? ("XXXX-\(two(m))-\(two(a.0))", afterMonth - k) : nil
            }
            return nil
        }
        if let w = word(k), let m = month(w) {
            var j = k + 1
            while mark(j) == 46 { j += 1 }
            // "mar" and "set" are also words: a month name needs a number beside it.
            if let d = number(j), d.1 <= 2, d.0 >= 1, d.0 <= 31 {
                var used = j + 1
                j += 1
                if let o = word(j), ["st", "nd", "rd", "th"].contains(o) { j += 1; used = j }
                while mark(j) == 44 || mark(j) == 46 { j += 1 }
                if let y = year(j) { return Day(year: y, month: m, day: d.0).map { (edtf($0), j + 1 - k) } }
                return d.0 <= Day.length(year: 2000, month: m) ? ("XXXX-\(two(m))-\(two(d.0))", used - k) : nil
            }
            while mark(j) == 44 || word(j) == "de" || word(j) == "of" { j += 1 }
            if let y = year(j) { return ("\(y)-\(two(m))", j + 1 - k) }
        }
        return nil
    }

    /// The day of a plain EDTF day.
    static func day(_ edtf: String) -> Day? {
        let parts = edtf.split(separator: "-").compactMap { Int($0) }
        return edtf.utf8.count == 10 && parts.count == 3 ? Day(year: parts[0], month: parts[1], day: parts[2]) : nil
    }

    static func edtf(_ day: Day) -> String {
        let c = day.civil
        return "\(four(c.year))-\(two(c.month))-\(two(c.day))"
    }
    private static func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    private static func four(_ n: Int) -> String {
        n < 1000 ? String(repeating: "0", count: 4 - "\(n)".utf8.count) + "\(n)" : "\(n)"
    }

    /// The day of a machine-written moment: ISO 8601 with or without a time (the day in the moment's own zone), RFC 822, or words.
    static func moment(_ text: String) -> String? {
        let found = find(text.utf8)
        return (found.first { $0.isDay } ?? found.first { !$0.edtf.hasPrefix("XXXX") })?.edtf
    }

    /// A date in an address or a file name: /2012/01/09/, 2012-01-09, 20120109, /2012/jan/09/.
    static func inName(_ name: String) -> Found? {
        let bytes = Array(name.utf8.map(\.lowered))
        for found in find(bytes) where found.isDay && !found.edtf.hasPrefix("[") { return found }
        // /2012/01/09/ splits as year, month, day; underscores and month names need their own look.
        let parts = bytes.split(whereSeparator: { !$0.isLetter && !$0.isDigit })
        for (i, part) in parts.enumerated() where part.count == 4 && i + 2 < parts.count {
            guard let y = Int(part.text), y >= 1700, y <= 2100 else { continue }
            let m = Int(parts[i + 1].text) ?? month(parts[i + 1].text)
            if let m, parts[i + 2].count <= 2, let d = Int(parts[i + 2].text), let day = Day(year: y, month: m, day: d) {
                return Found(edtf: edtf(day), range: part.startIndex..<parts[i + 2].endIndex)
            }
        }
        return nil
    }
}

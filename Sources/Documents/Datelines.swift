import CaseModel

extension Dateline {
    /// Reads "LIMA, Peru (AP) —", "KORVHOLM, Friday (Norlan News Agency) -", "PRETORIA, Sept 6 (Agency) -" at the start of a paragraph.
    ///
    /// - Parameters:
    ///   - paragraph: UTF-8 of the paragraph.
    ///   - offset: where it stands in `Document.text`; the range given back counts from there.
    ///   - alone: the paragraph is nothing but the dateline, so that no dash is needed.
    /// - Returns: nil when the paragraph does not begin with capitals and a dash, a place and an agency, or the like.
    static func parse(_ paragraph: some Collection<UInt8>, offset: Int, alone: Bool = false) -> Dateline? {
        let bytes = Array(paragraph.prefix(160))
        guard let end = end(bytes, alone: alone) else { return nil }
        var head = bytes[..<end.mark]
        var agency: String?
        if let open = head.firstIndex(of: UInt8(ascii: "(")), let close = head.lastIndex(of: UInt8(ascii: ")")), open < close {
            agency = folded(head[(open + 1)..<close].text)
            head = head[..<open]
        }
        var place: [String] = []
        var day: String?
        let found = DayWords.find(head)
        if let first = found.first { day = first.edtf }
        var cut = head.endIndex
        if let first = found.first { cut = head.startIndex + first.range.lowerBound }
        for part in head[..<cut].split(separator: UInt8(ascii: ",")) {
            let words = folded(part.text)
            if words.isEmpty { continue }
            if let weekday = DayWords.weekday(words) {
                day = day ?? ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday - 1]
            } else {
                place.append(words)
            }
        }
        guard let first = place.first, first.utf8.first.map({ $0.isUpper || $0 >= 128 }) == true, place.count <= 3 else {
            return nil
        }
        // Without an agency or a day it takes capitals to be sure: "Fine — he said" is no dateline.
        let capitals = first.utf8.allSatisfy { !$0.isLower }
        guard capitals || agency != nil || (day != nil && place.count <= 2) || (place.count == 2 && end.long) else { return nil }
        guard capitals || first.split(separator: " ").count <= 4 else { return nil }
        if capitals, !first.utf8.contains(where: { $0.isUpper || $0 >= 128 }) { return nil }
        return Dateline(place: place.joined(separator: ", "), day: day, agency: agency, range: offset..<(offset + end.after))
    }

    /// Where the dash begins and where the story's first word does.
    private static func end(_ bytes: [UInt8], alone: Bool) -> (mark: Int, after: Int, long: Bool)? {
        var i = 0
        var depth = 0
        while i < min(bytes.count, 120) {
            let byte = bytes[i]
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            // "(EFE).-" as Spanish agencies write it.
            let spaced =
                i > 1
                && (bytes[i - 1] == 32 || bytes[i - 1] == UInt8(ascii: ")")
                    || (bytes[i - 1] == 46 && bytes[i - 2] == UInt8(ascii: ")")))
            if depth == 0, byte == 0xE2, i + 2 < bytes.count, bytes[i + 1] == 0x80, (0x92...0x95).contains(bytes[i + 2]), i > 1 {
                return (i, skip(bytes, i + 3), true)
            }
            if depth == 0, byte == UInt8(ascii: "-"), spaced {
                var j = i
                while j < bytes.count, bytes[j] == UInt8(ascii: "-") { j += 1 }
                if j < bytes.count, bytes[j] == 32 { return (i, skip(bytes, j), true) }
            }
            // "PUTRAJAYA: The court": capitals and a colon.
            if depth == 0, byte == UInt8(ascii: ":"), i >= 3, i + 1 < bytes.count, bytes[i + 1] == 32,
                bytes[..<i].allSatisfy({ $0.isUpper || $0 == 32 || $0 == 44 || $0 >= 128 || $0 == 46 }), i <= 40
            {
                return (i, skip(bytes, i + 1), true)
            }
            if byte == UInt8(ascii: "."), i + 2 < bytes.count, bytes[i + 1] == 32, bytes[i + 2].isUpper, i > 5,
                bytes[i - 1].isLower, bytes[i - 4] == 32 || bytes[i - 3] == 32
            {
                // A sentence's end, unless an abbreviated month or state stands before it.
                if bytes[max(0, i - 5)..<i].contains(where: \.isUpper) { i += 1; continue }
                return nil
            }
            if byte == 10 { break }
            i += 1
        }
        return alone && bytes.count < 100 && (bytes.last == UInt8(ascii: ")") || bytes.last == UInt8(ascii: "-"))
            ? (bytes.count, bytes.count, true) : nil
    }
    private static func skip(_ bytes: [UInt8], _ from: Int) -> Int {
        var i = from
        while i < bytes.count, bytes[i].isWhite { i += 1 }
        return i
    }
}

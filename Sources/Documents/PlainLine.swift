/// One line (or, in hard-wrapped text, one paragraph) of a plain-text paper, and what its shape tells.
struct PlainLine {
    enum Role { case body, chrome, date, byline, masthead, heading, subheading, caption, credit, listItem, quotation, dateline }
    /// White space folded.
    var text: [UInt8]
    /// Bytes of the decoded input.
    var source: Range<Int>
    /// Lines of one group have no blank line between them.
    var group: Int
    /// A heading by its markup ("## …"), with its level.
    var level = 0
    var role = Role.body

    var lower: [UInt8] { Phrases.plain(text) }
    var endsSentence: Bool {
        var i = text.count - 1
        // Closing quotes and brackets after the full stop.
        while i >= 0, [34, 39, 41, 93].contains(text[i]) || text[i] >= 0x80 && isClosingQuote(i) { i -= text[i] >= 0x80 ? 3 : 1 }
        guard i >= 0 else { return false }
        return [46, 33, 63].contains(text[i]) || (i >= 2 && text[i - 2] == 0xE2 && text[i - 1] == 0x80 && text[i] == 0xA6)
            || (i >= 2 && text[i - 2] == 0xE3 && text[i - 1] == 0x80 && text[i] == 0x82)
    }
    private func isClosingQuote(_ i: Int) -> Bool {
        i >= 2 && text[i - 2] == 0xE2 && text[i - 1] == 0x80 && (0x98...0x9E).contains(text[i])
    }
    var words: [ArraySlice<UInt8>] { text.split(separator: 32) }
    /// Long enough, and closed like a sentence: what articles are made of.
    var isProse: Bool { text.count >= 110 && endsSentence || text.count >= 260 }
    var isUpper: Bool { !text.contains(where: \.isLower) && text.contains(where: \.isUpper) }

    /// How much the line looks like the page's furniture; 2 and more is furniture.
    /// `tail`: it stands after the last paragraph of the article, where short lines without a full stop are rarely the article's.
    func furniture(tail: Bool) -> Double {
        let line = lower
        let phrases = Phrases.shared
        let short = text.count < 200
        var score = 0.0
        if Self.isCopyright(line), text.count < 300 { return 9 }
        if let length = Phrases.prefix(phrases.starts, of: Self.afterMarks(line)) {
            // "Watch: …" and "Advertisement" always; "Comments by the minister were …" is prose.
            score += isProse && text[min(length, text.count) - 1] != UInt8(ascii: ":") ? 0.8 : 3
        }
        if short, Phrases.first(phrases.holds, in: line) != nil { score += isProse && text.contains(34) ? 1 : 2.2 }
        if Self.isReporters(line) { return 9 }
        var weak = 0
        for word in line.split(whereSeparator: { !$0.isWord && $0 != 39 }) where phrases.weak.contains(word.text) { weak += 1 }
        if text.count < 120 { score += Double(min(weak, 4)) * (endsSentence ? 0.35 : 0.7) }
        let bars = line.indices.filter { line[$0] == 124 || (line[$0] == 0xC2 && $0 + 1 < line.count && line[$0 + 1] == 0xBB) }
            .count
        if short, bars > 0 { score += bars > 1 ? 2 : 0.8 }
        if short, line.find(Array(">>".utf8)) != nil || line.find(Array("<<".utf8)) != nil || line.find(Array("((".utf8)) != nil {
            score += 2
        }
        if short, let first = text.first, let last = text.last, first == 91, last == 93 { score += 2 }
        if text.count < 60, Self.hasTimecode(line) { score += text.count < 24 ? 2 : 1.2 }
        if let colon = text.firstIndex(of: 58), colon >= 3, colon < 28,
            text[..<colon].allSatisfy({ $0.isUpper || $0 == 32 || $0 == 39 }), !isProse
        {
            score += 1.6
        }
        if isUpper, text.count < 60, !endsSentence, tail { score += 1 }
        if text.count < 120, Self.hasYou(line), !text.contains(34), !text.contains(0x9C) { score += endsSentence ? 0.8 : 1.1 }
        if short, text.last == 33 { score += 0.6 }
        if text.count < 120, line.find(Array("@".utf8)) != nil { score += 1.2 }
        if !text.contains(where: \.isLetter), !text.contains(where: { $0 >= 128 }), level == 0 { score += 2.5 }
        if tail, !endsSentence, text.count < 110 { score += 1.3 }
        if text.count > 150, endsSentence { score -= 1 }
        return score
    }

    /// Without a leading "[PLAY]", "<<", "* ".
    private static func afterMarks(_ line: [UInt8]) -> [UInt8] {
        guard let first = line.first, !first.isWord else { return line }
        if first == 91, let close = line.prefix(14).firstIndex(of: 93), close + 2 < line.count {
            return Array(line[(close + 1)...].drop { !$0.isWord })
        }
        return Array(line.drop { !$0.isWord })
    }

    static func isCopyright(_ line: [UInt8]) -> Bool {
        if line.starts(with: Array("copyright".utf8)) || line.starts(with: Array("[copyright".utf8))
            || line.starts(with: Array("(c) ".utf8))
        {
            return true
        }
        if line.starts(with: [0xC2, 0xA9]) { return true }
        return line.count < 200 && line.find(Array("rights reserved".utf8)) != nil
    }

    /// "(Reporting by Ann Alder; Editing by Ben Birch)", with or without brackets.
    static func isReporters(_ line: [UInt8]) -> Bool {
        guard line.count < 300 else { return false }
        let words = line.first == UInt8(ascii: "(") ? Array(line.dropFirst()) : line
        if reporters.contains(where: { words.starts(with: $0) }) { return true }
        return line.first == UInt8(ascii: "(") && reporters.contains { line.find($0) != nil }
    }
    private static let reporters = [
        "reporting by", "writing by", "editing by", "edited by", "additional reporting", "con información de", "compiled by",
    ].map { Array($0.utf8) }

    /// "0:00", "04:12", "3 min": lengths of players, not times of day.
    private static func hasTimecode(_ line: [UInt8]) -> Bool {
        for (i, byte) in line.enumerated() where byte == 58 {
            guard i > 0, line[i - 1].isDigit, i + 2 < line.count, line[i + 1].isDigit, line[i + 2].isDigit else { continue }
            let rest = line[(i + 3)...].drop { $0 == 32 }
            if rest.first == 97 || rest.first == 112 || line.contains(44) { continue }
            return true
        }
        return line.count < 24 && line.contains(where: \.isDigit) && line.suffix(4).elementsEqual(" min".utf8)
    }

    private static func hasYou(_ line: [UInt8]) -> Bool {
        line.split(whereSeparator: { !$0.isWord && $0 != 39 }).contains {
            ["you", "your", "you're", "you've", "us", "our"].contains($0.text)
        }
    }
}

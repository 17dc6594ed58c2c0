/// Cuts plain text and Markdown into lines that are paragraphs.
enum PlainText {
    static func lines(_ bytes: [UInt8], markdown: Bool) -> [PlainLine] {
        var raw: [(range: Range<Int>, group: Int)] = []
        var group = 0
        var start = 0
        for i in 0...bytes.count
        where i == bytes.count || bytes[i] == 10 || bytes[i] == 12
            || (bytes[i] == 13 && (i + 1 == bytes.count || bytes[i + 1] != 10))
        {
            let range = bytes.trimmed(start..<i)
            if range.isEmpty { group += 1 } else { raw.append((range, group)) }
            if i < bytes.count, bytes[i] == 12 { group += 1 }
            start = i + 1
        }
        if isWrapped(raw.map { $0.range.count }, raw.map(\.group), bytes, raw.map(\.range)) { raw = unwrapped(raw, bytes) }
        var lines: [PlainLine] = []
        for (range, group) in raw {
            var line = PlainLine(text: rejoined(bytes[range]), source: range, group: group)
            if markdown { mark(&line) }
            bullet(&line)
            if !line.text.isEmpty { lines.append(line) }
        }
        return lines
    }

    /// Text broken at a fixed width: most lines that another follows are of like, middling length.
    private static func isWrapped(_ lengths: [Int], _ groups: [Int], _ bytes: [UInt8], _ ranges: [Range<Int>]) -> Bool {
        var followed = 0
        var near = 0
        let longest = lengths.max() ?? 0
        guard longest <= 100, longest >= 40, lengths.count >= 6 else { return false }
        for i in lengths.indices.dropLast() where groups[i] == groups[i + 1] {
            followed += 1
            if lengths[i] > longest * 3 / 4 { near += 1 }
        }
        return followed >= 4 && near * 4 >= followed * 3
    }

    private static func unwrapped(_ raw: [(range: Range<Int>, group: Int)], _ bytes: [UInt8]) -> [(range: Range<Int>, group: Int)]
    {
        var out: [(range: Range<Int>, group: Int)] = []
        for line in raw {
            let bullet = [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: ">"), UInt8(ascii: "#")].contains(
                bytes[line.range.lowerBound])
            if let last = out.last, last.group == line.group, !bullet {
                out[out.count - 1].range = last.range.lowerBound..<line.range.upperBound
            } else {
                out.append(line)
            }
        }
        return out
    }

    /// White space folded; a word that a hyphen parts at a line's end put together ("judg-\nment").
    private static func rejoined(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(10) else { return folded(bytes) }
        var out: [UInt8] = []
        var i = bytes.startIndex
        while i < bytes.endIndex {
            if bytes[i] == 45, i > bytes.startIndex, bytes[i - 1].isLower,
                let next = bytes[(i + 1)...].firstIndex(where: { !$0.isWhite }), bytes[(i + 1)..<next].contains(10),
                bytes[next].isLower
            {
                i = next
            } else {
                out.append(bytes[i])
                i += 1
            }
        }
        return folded(out)
    }

    private static func bullet(_ line: inout PlainLine) {
        let text = line.text
        guard text.count > 2 else { return }
        var cut = 0
        if text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "*") || text[0] == UInt8(ascii: "+"), text[1] == 32 {
            cut = 2
        } else if text.starts(with: [0xE2, 0x80, 0xA2]) {
            cut = 3
        }
        guard cut > 0 else { return }
        line.text = folded(text[cut...])
        line.role = .listItem
    }

    /// Takes Markdown's marks away (CommonMark 0.31): ATX headings, quotations, emphasis, links, images, code spans.
    private static func mark(_ line: inout PlainLine) {
        var text = line.text
        let hashes = text.prefix { $0 == UInt8(ascii: "#") }.count
        if hashes > 0, hashes <= 6, hashes < text.count, text[hashes] == 32 {
            line.level = hashes
            text = folded(text[hashes...])
            while text.last == UInt8(ascii: "#") { text.removeLast() }
        } else if text.first == UInt8(ascii: ">") {
            line.role = .quotation
            text = folded(text.drop { $0 == UInt8(ascii: ">") || $0 == 32 })
        } else if text.count >= 3, text.allSatisfy({ $0 == text[0] }), [42, 45, 61, 95].contains(text[0]) {
            text = []
        }
        var out: [UInt8] = []
        var i = 0
        while i < text.count {
            let byte = text[i]
            if byte == 92, i + 1 < text.count, !text[i + 1].isWord {
                out.append(text[i + 1])
                i += 2
                continue
            }
            if byte == 91 || (byte == 33 && i + 1 < text.count && text[i + 1] == 91),
                let link = link(text, byte == 33 ? i + 1 : i)
            {
                if byte == 91 { out += text[link.words] }
                i = link.end
                continue
            }
            if byte == 42 || byte == 96
                || (byte == 95 && (i == 0 || !text[i - 1].isWord || i + 1 == text.count || !text[i + 1].isWord))
            {
                // A star between spaces is a star.
                let alone = (i == 0 || text[i - 1] == 32) && (i + 1 == text.count || text[i + 1] == 32)
                if !alone || i == 0 && text.count == 1 {
                    i += 1
                    continue
                }
            }
            out.append(byte)
            i += 1
        }
        // A bullet is still to be seen by `bullet`.
        let kept = folded(out)
        line.text =
            text.count > 1 && [42, 45, 43].contains(text[0]) && text[1] == 32 && kept.first != text[0]
            ? [text[0], 32] + kept : kept
    }

    private static func link(_ text: [UInt8], _ open: Int) -> (words: Range<Int>, end: Int)? {
        guard let close = text[open...].firstIndex(of: 93), close + 1 < text.count, text[close + 1] == 40, close - open < 300,
            let end = text[(close + 1)...].firstIndex(of: 41)
        else { return nil }
        return ((open + 1)..<close, end + 1)
    }
}

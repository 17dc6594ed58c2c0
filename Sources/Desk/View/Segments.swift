import CaseModel

/// A stretch of text with at most one mark: how marked text reaches the templates without any markup in it.
struct Segment: Encodable, Sendable, Equatable {
    var text: String
    /// event, quote, name, date, trigger, hit; the first of those that cover the stretch.
    var mark: String?
    /// All marks that cover it, as class names.
    var marks: String?
    var href: String?
    /// What the mark means, for pointer and screen reader; empty without a mark.
    var says: String
    /// Where links to this place lead.
    var anchor: String?
}

/// One thing to mark.
struct Mark: Sendable {
    var range: Range<Int>
    var kind: String
    var href: String?
    var says: String?
    /// Decides who gives a stretch its link: the smallest number first.
    var rank: Int
}

enum Segments {
    /// Cuts `text[range]` at every mark's ends. Offsets are UTF-8 bytes in `text`; ends inside a scalar move to its beginning;
    /// marks outside the range are cut to it. `anchored` names the beginning of every mark "at-" and its offset.
    static func cut(_ text: String, range: Range<Int>, marks: [Mark], anchored: Bool = false) -> [Segment] {
        let utf8 = text.utf8
        let count = utf8.count
        let low = max(0, min(range.lowerBound, count))
        let high = max(low, min(range.upperBound, count))
        var edges: Set<Int> = [low, high]
        let inside = marks.filter { $0.range.lowerBound < high && $0.range.upperBound > low && !$0.range.isEmpty }
            .sorted { ($0.range.lowerBound, $0.rank, $0.range.upperBound) < ($1.range.lowerBound, $1.rank, $1.range.upperBound) }
        for mark in inside {
            edges.insert(max(low, mark.range.lowerBound))
            edges.insert(min(high, mark.range.upperBound))
        }
        let cuts = edges.sorted()
        var active: [Mark] = []
        var next = 0
        var segments: [Segment] = []
        func floor(_ index: String.Index) -> String.Index {
            var at = index
            while at != utf8.startIndex, at != utf8.endIndex, utf8[at] & 0xC0 == 0x80 { at = utf8.index(before: at) }
            return at
        }
        // The cursor stays where the offset is; only what is cut out moves to a scalar's beginning.
        var cursor = utf8.index(utf8.startIndex, offsetBy: low)
        var fromOffset = low
        for to in cuts.dropFirst() {
            let end = utf8.index(cursor, offsetBy: to - fromOffset)
            active.removeAll { $0.range.upperBound <= fromOffset }
            while next < inside.count, inside[next].range.lowerBound <= fromOffset {
                if inside[next].range.upperBound > fromOffset { active.append(inside[next]) }
                next += 1
            }
            let words = String(text.unicodeScalars[floor(cursor)..<floor(end)])
            let anchor = anchored && active.contains { $0.range.lowerBound == fromOffset } ? "at-\(fromOffset)" : nil
            cursor = end
            fromOffset = to
            if words.isEmpty { continue }
            let top = active.min { ($0.rank, $0.range.lowerBound) < ($1.rank, $1.range.lowerBound) }
            let kinds = active.map(\.kind).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.sorted()
            segments.append(
                Segment(
                    text: words, mark: top?.kind, marks: kinds.isEmpty ? nil : kinds.map { "mark-\($0)" }.joined(separator: " "),
                    href: active.filter { $0.href != nil }.min { $0.rank < $1.rank }?.href, says: top?.says ?? "", anchor: anchor)
            )
        }
        return segments
    }

    /// The sentence or paragraph around a passage: back and forth to a blank line, but at most `reach` bytes each way, then to
    /// a space.
    static func surroundings(of range: Range<Int>, in text: String, reach: Int = 280) -> Range<Int> {
        let bytes = text.utf8
        let count = bytes.count
        let start = max(0, min(range.lowerBound, count))
        let end = max(start, min(range.upperBound, count))
        var low = start
        var at = bytes.index(bytes.startIndex, offsetBy: start)
        var lineBreaks = 0
        while low > 0, start - low < reach {
            let before = bytes.index(before: at)
            lineBreaks = bytes[before] == 10 ? lineBreaks + 1 : 0
            if lineBreaks == 2 { break }
            at = before
            low -= 1
        }
        if low > 0, lineBreaks < 2 {
            while low < start, bytes[at] != 32 && bytes[at] != 10 {
                at = bytes.index(after: at)
                low += 1
            }
        }
        var high = end
        at = bytes.index(bytes.startIndex, offsetBy: end)
        lineBreaks = 0
        while high < count, high - end < reach {
            lineBreaks = bytes[at] == 10 ? lineBreaks + 1 : 0
            if lineBreaks == 2 { break }
            at = bytes.index(after: at)
            high += 1
        }
        if high < count, lineBreaks < 2 {
            while high > end, bytes[bytes.index(before: at)] != 32 {
                at = bytes.index(before: at)
                high -= 1
            }
        }
        func isBlank(_ at: Int) -> Bool { [10, 32].contains(bytes[bytes.index(bytes.startIndex, offsetBy: at)]) }
        while low < start, isBlank(low) { low += 1 }
        while high > end, isBlank(high - 1) { high -= 1 }
        return low..<high
    }

    /// The words of a byte range; ends inside a scalar move to its beginning.
    static func words(_ range: Range<Int>, of text: String) -> String {
        cut(text, range: range, marks: []).map(\.text).joined()
    }
}

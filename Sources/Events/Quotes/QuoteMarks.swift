import CaseModel

/// Words between quotation marks: byte offsets in the text, marks excluded.
struct Marked: Hashable {
    var inner: Range<Int>
    /// With its marks.
    var outer: Range<Int>
    var block: Int
    /// False where the paragraph ends before the quotation does.
    var isClosed: Bool
    /// Whether it goes on a quotation that the paragraph before left open.
    var goesOn: Bool
}

/// Finds quotation marks, straight, curly and angular, paragraph by paragraph.
enum QuoteMarks {
    private enum Mark { case straight, open, close }

    static func find(_ text: [UInt8], blocks: [Range<Int>]) -> [Marked] {
        var found: [Marked] = []
        var wasOpen = false
        for (number, block) in blocks.enumerated() {
            var start: Int?
            var outer = 0
            var at = block.lowerBound
            var first = true
            var sawMark = false
            while at < block.upperBound {
                guard let (mark, length) = mark(text, at, block) else {
                    if text[at] > 0x20 { first = false }
                    at += 1
                    continue
                }
                let opens = mark == .open || (mark == .straight && start == nil)
                if opens, start == nil {
                    start = at + length
                    outer = at
                    if first, wasOpen { sawMark = true }
                } else if !opens, let from = start {
                    if at > from {
                        found.append(
                            Marked(
                                inner: from..<at, outer: outer..<(at + length), block: number, isClosed: true,
                                goesOn: sawMark && found.last?.block != number))
                    }
                    start = nil
                }
                first = false
                at += length
            }
            if let from = start, block.upperBound - from > 20 {
                var end = block.upperBound
                while end > from, text[end - 1] <= 0x20 { end -= 1 }
                found.append(
                    Marked(
                        inner: from..<end, outer: outer..<end, block: number, isClosed: false,
                        goesOn: sawMark && found.last?.block != number))
                wasOpen = true
            } else if block.count > 0 {
                wasOpen = false
            }
        }
        return found
    }

    private static func mark(_ text: [UInt8], _ at: Int, _ block: Range<Int>) -> (Mark, Int)? {
        switch text[at] {
        case 0x22: return (.straight, 1)
        case 0xE2 where at + 2 < block.upperBound && text[at + 1] == 0x80:
            switch text[at + 2] {
            case 0x9C, 0x9E: return (.open, 3)
            case 0x9D: return (.close, 3)
            default: return nil
            }
        case 0xC2 where at + 1 < block.upperBound:
            if text[at + 1] == 0xAB { return (.open, 2) }
            if text[at + 1] == 0xBB { return (.close, 2) }
            return nil
        case 0x60 where at + 1 < block.upperBound && text[at + 1] == 0x60: return (.open, 2)
        // Two apostrophes close what two grave accents open, and stand for both where a text has no other marks.
        case 0x27 where at + 1 < block.upperBound && text[at + 1] == 0x27: return (.straight, 2)
        default: return nil
        }
    }
}

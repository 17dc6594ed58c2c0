import CaseModel

/// One paper as exports need it: its words at byte offsets, and those offsets in Unicode scalars.
struct Paper: Sendable {
    let document: Document
    /// The number of scalars before each 256th byte; nil where the text is ASCII and both counts agree.
    private let counts: [Int]?
    private static let stride = 256

    init(_ document: Document) {
        self.document = document
        var ascii = true
        for byte in document.text.utf8 where byte >= 0x80 { ascii = false; break }
        guard !ascii else { counts = nil; return }
        var counts: [Int] = []
        var scalars = 0
        for (offset, byte) in document.text.utf8.enumerated() {
            if offset % Paper.stride == 0 { counts.append(scalars) }
            if byte & 0xC0 != 0x80 { scalars += 1 }
        }
        counts.append(scalars)
        self.counts = counts
    }

    /// A byte offset as the number of scalars before it; an offset inside a scalar counts to that scalar's beginning.
    func scalar(_ offset: Int) -> Int {
        let utf8 = document.text.utf8
        let offset = min(max(0, offset), utf8.count)
        guard let counts else { return offset }
        let block = offset / Paper.stride
        var scalars = counts[block]
        let start = utf8.index(utf8.startIndex, offsetBy: block * Paper.stride)
        let end = utf8.index(utf8.startIndex, offsetBy: offset)
        for byte in utf8[start..<end] where byte & 0xC0 != 0x80 { scalars += 1 }
        // The lead byte of a scalar that `offset` cuts was counted.
        if end < utf8.endIndex, utf8[end] & 0xC0 == 0x80 { scalars -= 1 }
        return scalars
    }

    /// The words of a byte range, widened to whole scalars.
    func words(_ range: Range<Int>) -> String {
        let utf8 = document.text.utf8
        var low = utf8.index(utf8.startIndex, offsetBy: min(max(0, range.lowerBound), utf8.count))
        var high = utf8.index(utf8.startIndex, offsetBy: min(max(range.lowerBound, range.upperBound, 0), utf8.count))
        while low > utf8.startIndex, low < utf8.endIndex, utf8[low] & 0xC0 == 0x80 { low = utf8.index(before: low) }
        while high < utf8.endIndex, utf8[high] & 0xC0 == 0x80 { high = utf8.index(after: high) }
        return String(decoding: utf8[low..<high], as: UTF8.self)
    }

    /// A byte range in scalars, widened to whole scalars as `words` is.
    func scalars(_ range: Range<Int>) -> (start: Int, end: Int) {
        let start = scalar(range.lowerBound)
        return (start, start + words(range).unicodeScalars.count)
    }
}

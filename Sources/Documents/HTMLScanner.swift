import Foundation

/// What a scan of HTML reports, in the order of the bytes. Ranges are byte offsets into the scanned buffer.
protocol HTMLSink {
    /// A start tag; `attributes` hold name and value ranges (value not decoded). `end` is the offset after ">".
    mutating func start(_ tag: PageTag, _ attributes: borrowing HTMLAttributes, at: Int, end: Int)
    mutating func end(_ tag: PageTag, at: Int)
    mutating func text(_ range: Range<Int>)
    /// The content of an element whose content is not markup (script, style, title).
    mutating func raw(_ tag: PageTag, _ attributes: borrowing HTMLAttributes, _ range: Range<Int>)
}

/// The attributes of one start tag. At most 64 are kept: a tag with a million of them costs a scan over its bytes and nothing more.
struct HTMLAttributes {
    struct Item {
        var name: Range<Int>
        var value: Range<Int>
    }
    static let limit = 64
    var items: [Item] = []
    let bytes: UnsafeBufferPointer<UInt8>

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        items.reserveCapacity(HTMLAttributes.limit)
    }

    func value(_ name: StaticString) -> Range<Int>? {
        for item in items where bytes[item.name].equalsIgnoringCase(name) { return item.value }
        return nil
    }
    func string(_ name: StaticString) -> String? {
        value(name).map { Entities.decoded(bytes[$0]) }
    }
}

/// A tokenizer for HTML as found on the web: one pass over UTF-8, linear in the bytes whatever they are, never failing.
///
/// After the HTML Living Standard, 13.2.5, without the states that only a document tree needs. It is ours and not libxml2's because
/// evidence needs the byte range of every run of text, which libxml2's HTML parser does not report, and because that parser takes
/// quadratic time on tags with very many attributes.
enum HTMLScanner {
    static func scan<Sink: HTMLSink>(_ bytes: UnsafeBufferPointer<UInt8>, into sink: inout Sink) {
        guard let base = bytes.baseAddress else { return }
        let n = bytes.count
        var attributes = HTMLAttributes(bytes: bytes)
        var i = 0
        var textStart = 0
        while i < n {
            guard let hit = memchr(base + i, 60, n - i) else { break }
            let lt = UnsafePointer(hit.assumingMemoryBound(to: UInt8.self)) - base
            guard lt + 1 < n else { break }
            let next = bytes[lt + 1]
            if next.isLetter {
                if lt > textStart { sink.text(textStart..<lt) }
                i = startTag(bytes, lt, &attributes, &sink)
                textStart = i
            } else if next == UInt8(ascii: "/") {
                guard lt + 2 < n, bytes[lt + 2].isLetter else {
                    if lt > textStart { sink.text(textStart..<lt) }
                    i = after(62, bytes, lt + 2)
                    textStart = i
                    continue
                }
                if lt > textStart { sink.text(textStart..<lt) }
                var j = lt + 2
                while j < n, isName(bytes[j]) { j += 1 }
                sink.end(PageTag.named(UnsafeBufferPointer(rebasing: bytes[(lt + 2)..<j])), at: lt)
                i = after(62, bytes, j)
                textStart = i
            } else if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
                if lt > textStart { sink.text(textStart..<lt) }
                i = isComment(bytes, lt) ? afterComment(bytes, lt + 4) : after(62, bytes, lt + 2)
                textStart = i
            } else {
                i = lt + 1
            }
        }
        if textStart < n { sink.text(textStart..<n) }
    }

    @inline(__always) private static func isName(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "_")
            || byte >= 128
    }

    @inline(__always) private static func after(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        guard start < bytes.count, let hit = memchr(bytes.baseAddress! + start, Int32(byte), bytes.count - start) else {
            return bytes.count
        }
        return UnsafePointer(hit.assumingMemoryBound(to: UInt8.self)) - bytes.baseAddress! + 1
    }

    private static func isComment(_ bytes: UnsafeBufferPointer<UInt8>, _ lt: Int) -> Bool {
        lt + 3 < bytes.count && bytes[lt + 1] == 33 && bytes[lt + 2] == 45 && bytes[lt + 3] == 45
    }

    /// The offset after "-->"; a comment that never ends takes the rest, as browsers do. `start` is after "<!--".
    private static func afterComment(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var i = max(start - 2, 0)
        while true {
            i = after(62, bytes, i)
            if i >= bytes.count { return bytes.count }
            if i >= 3, bytes[i - 2] == 45, bytes[i - 3] == 45, i - 3 >= start - 2 { return i }
        }
    }

    /// Reads the start tag at `lt`, reports it, passes over the content of raw elements, and gives the offset after all that.
    private static func startTag<Sink: HTMLSink>(
        _ bytes: UnsafeBufferPointer<UInt8>, _ lt: Int, _ attributes: inout HTMLAttributes, _ sink: inout Sink
    ) -> Int {
        let n = bytes.count
        var i = lt + 1
        while i < n, isName(bytes[i]) { i += 1 }
        let tag = PageTag.named(UnsafeBufferPointer(rebasing: bytes[(lt + 1)..<i]))
        attributes.items.removeAll(keepingCapacity: true)
        while i < n {
            while i < n, bytes[i].isWhite || bytes[i] == UInt8(ascii: "/") { i += 1 }
            guard i < n, bytes[i] != UInt8(ascii: ">") else { break }
            let name = i
            i += 1
            while i < n, !bytes[i].isWhite, bytes[i] != UInt8(ascii: "="), bytes[i] != UInt8(ascii: ">"),
                bytes[i] != UInt8(ascii: "/")
            { i += 1 }
            let nameEnd = i
            while i < n, bytes[i].isWhite { i += 1 }
            var value = i..<i
            if i < n, bytes[i] == UInt8(ascii: "=") {
                i += 1
                while i < n, bytes[i].isWhite { i += 1 }
                guard i < n else { break }
                let quote = bytes[i]
                if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                    let close = after(quote, bytes, i + 1)
                    let closed = close <= n && close > i + 1 && bytes[close - 1] == quote
                    value = (i + 1)..<(closed ? close - 1 : close)
                    i = close
                } else {
                    let start = i
                    while i < n, !bytes[i].isWhite, bytes[i] != UInt8(ascii: ">") { i += 1 }
                    value = start..<i
                }
            }
            if attributes.items.count < HTMLAttributes.limit {
                attributes.items.append(.init(name: name..<nameEnd, value: value))
            }
        }
        let end = min(i + 1, n)
        guard tag.isRaw else {
            sink.start(tag, attributes, at: lt, end: end)
            return end
        }
        let close = rawEnd(bytes, end, nameLength: nameLength(bytes, lt), lt: lt)
        sink.raw(tag, attributes, end..<close)
        return after(62, bytes, close)
    }

    private static func nameLength(_ bytes: UnsafeBufferPointer<UInt8>, _ lt: Int) -> Int {
        var i = lt + 1
        while i < bytes.count, isName(bytes[i]) { i += 1 }
        return i - lt - 1
    }

    /// The offset of "</name" for the raw element that starts at `lt`; the end of the bytes when it is never closed.
    private static func rawEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, nameLength: Int, lt: Int) -> Int {
        let n = bytes.count
        var i = start
        while i < n, let hit = memchr(bytes.baseAddress! + i, 60, n - i) {
            let at = UnsafePointer(hit.assumingMemoryBound(to: UInt8.self)) - bytes.baseAddress!
            if at + 2 + nameLength <= n, bytes[at + 1] == UInt8(ascii: "/") {
                var same = true
                for k in 0..<nameLength where bytes[at + 2 + k].lowered != bytes[lt + 1 + k].lowered { same = false; break }
                if same { return at }
            }
            i = at + 1
        }
        return n
    }
}

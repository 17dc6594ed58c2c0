import Foundation

/// Bytes of any character set as UTF-8, with the way back to the original offsets.
struct DecodedText {
    var bytes: [UInt8]
    /// The name of the character set that was read, nil for UTF-8.
    var charset: String?
    var problems: [String] = []
    /// Offsets (decoded, original), ascending, wherever the two run apart; empty when they are the same.
    fileprivate(set) var marks: [(decoded: Int, original: Int)] = []

    /// The original range of a decoded one. Exact at marks, which stand at every "<", ">" and line end; between them to the nearest mark outwards.
    func original(_ range: Range<Int>) -> Range<Int> {
        guard !marks.isEmpty else { return range }
        func last(atMost offset: Int) -> Int {
            var low = 0
            var high = marks.count
            while low < high {
                let mid = (low + high) / 2
                if marks[mid].decoded <= offset { low = mid + 1 } else { high = mid }
            }
            return low - 1
        }
        let a = max(0, last(atMost: range.lowerBound))
        let b = last(atMost: max(range.lowerBound, range.upperBound - 1)) + 1
        let low = marks[a].decoded == range.lowerBound ? marks[a].original : marks[a].original
        let high = b < marks.count ? marks[b].original : originalCount
        return low..<max(low, high)
    }
    fileprivate var originalCount = 0
}

enum Charset {
    /// Decodes bytes: a byte order mark, then `declared` (a header's word), then what the document itself declares, then detection.
    static func decode(_ bytes: [UInt8], declared: String? = nil, isMarkup: Bool) -> DecodedText {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return utf8(bytes, dropping: 3, valid: false) }
        if bytes.starts(with: [0xFF, 0xFE]) { return convert(bytes, from: "UTF-16LE", dropping: 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return convert(bytes, from: "UTF-16BE", dropping: 2) }
        let valid = isUTF8(bytes)
        if valid, wideGuess(bytes) == nil { return utf8(bytes, dropping: 0, valid: true) }
        if let wide = wideGuess(bytes) { return convert(bytes, from: wide, dropping: 0) }
        let name = (declared ?? (isMarkup ? declaration(bytes) : nil)).flatMap(known)
        if let name, name != "UTF-8" { return convert(bytes, from: name, dropping: 0) }
        // Declared UTF-8 with few broken bytes stays UTF-8; otherwise the commonest old set of the west.
        if name == "UTF-8" || brokenShare(bytes) < 0.02 {
            var text = utf8(bytes, dropping: 0, valid: false)
            text.problems.append("broken UTF-8 was replaced by U+FFFD")
            return text
        }
        return convert(bytes, from: guess(bytes), dropping: 0)
    }

    /// Names are what iconv knows; the web's old names mean their Windows supersets (WHATWG Encoding Standard).
    private static func known(_ name: String) -> String? {
        switch name.lowercased() {
        case "utf-8", "utf8": "UTF-8"
        case "iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii", "windows-1252", "cp1252", "iso8859-1": "WINDOWS-1252"
        case "iso-8859-9", "windows-1254": "WINDOWS-1254"
        case "shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j": "CP932"
        case "gb2312", "gbk", "gb18030": "GB18030"
        case "euc-kr", "ks_c_5601-1987", "korean": "CP949"
        case "x-euc-jp", "euc-jp": "EUC-JP"
        case "big5", "big5-hkscs": "BIG5-HKSCS"
        default:
            name.utf8.allSatisfy { $0.isWord && $0 < 128 || $0 == 45 || $0 == 95 } && name.utf8.count < 30
                ? name.uppercased() : nil
        }
    }

    /// `<meta charset>`, `<meta http-equiv>` or the XML declaration in the first 4 kB.
    private static func declaration(_ bytes: [UInt8]) -> String? {
        let head = bytes.prefix(4096).map(\.lowered)
        for key in ["charset=", "encoding="] {
            guard let at = head.find(Array(key.utf8)) else { continue }
            let rest = head[(at + key.utf8.count)...].drop { $0 == 34 || $0 == 39 || $0 == 32 }
            let name = rest.prefix { $0.isLetter || $0.isDigit || $0 == 45 || $0 == 95 }
            if !name.isEmpty { return name.text }
        }
        return nil
    }

    static func isUTF8(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { p in
            var i = 0
            while i < p.count {
                if p[i] < 128 {
                    // Eight bytes at a time while all are ASCII.
                    let raw = UnsafeRawPointer(p.baseAddress!)
                    while i + 8 <= p.count, raw.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
                        i += 8
                    }
                    while i < p.count, p[i] < 128 { i += 1 }
                    continue
                }
                let n = sequenceLength(p, i)
                if n == 0 { return false }
                i += n
            }
            return true
        }
    }

    /// Length of the well-formed sequence at `i` (Unicode 15, table 3-7), 0 when it is broken.
    private static func sequenceLength(_ p: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
        let b = p[i]
        func tail(_ k: Int) -> Bool { i + k < p.count && p[i + k] & 0xC0 == 0x80 }
        if b < 0x80 { return 1 }
        if b >= 0xC2, b <= 0xDF { return tail(1) ? 2 : 0 }
        if b >= 0xE0, b <= 0xEF {
            guard tail(1), tail(2) else { return 0 }
            if b == 0xE0 && p[i + 1] < 0xA0 || b == 0xED && p[i + 1] > 0x9F { return 0 }
            return 3
        }
        if b >= 0xF0, b <= 0xF4 {
            guard tail(1), tail(2), tail(3) else { return 0 }
            if b == 0xF0 && p[i + 1] < 0x90 || b == 0xF4 && p[i + 1] > 0x8F { return 0 }
            return 4
        }
        return 0
    }

    private static func utf8(_ bytes: [UInt8], dropping head: Int, valid: Bool) -> DecodedText {
        var result = DecodedText(bytes: [])
        result.originalCount = bytes.count
        let nuls = bytes.withUnsafeBufferPointer { $0.count > 0 && memchr($0.baseAddress!, 0, $0.count) != nil }
        if head == 0, !nuls, valid {
            guard Mojibake.isSuspect(bytes) else {
                result.bytes = bytes
                return result
            }
            let mended = Mojibake.mended(bytes)
            result.bytes = mended.text
            result.marks = mended.marks
            result.problems.append("\(mended.count) words in a wrongly converted character set were mended")
            return result
        }
        if nuls { result.problems.append("NUL bytes were dropped") }
        result.bytes.reserveCapacity(bytes.count)
        result.marks = [(0, head)]
        bytes.withUnsafeBufferPointer { p in
            var i = head
            while i < p.count {
                let n = p[i] == 0 ? 0 : sequenceLength(p, i)
                if n > 0 {
                    for k in 0..<n { result.bytes.append(p[i + k]) }
                    i += n
                } else {
                    if p[i] != 0 { result.bytes += [0xEF, 0xBF, 0xBD] }
                    i += 1
                    result.marks.append((result.bytes.count, i))
                }
            }
        }
        return result
    }

    private static func brokenShare(_ bytes: [UInt8]) -> Double {
        bytes.withUnsafeBufferPointer { p in
            var broken = 0
            var good = 0
            var i = 0
            while i < p.count {
                if p[i] < 128 { i += 1; continue }
                let n = sequenceLength(p, i)
                if n == 0 { broken += 1; i += 1 } else { good += 1; i += n }
            }
            return Double(broken) / Double(max(1, broken + good))
        }
    }

    /// Every other byte of western text in UTF-16 is NUL.
    static func wideGuess(_ bytes: [UInt8]) -> String? {
        guard bytes.count >= 8 else { return nil }
        var even = 0
        var odd = 0
        let n = min(bytes.count, 2000) & ~1
        for i in 0..<n where bytes[i] == 0 { if i & 1 == 0 { even += 1 } else { odd += 1 } }
        if odd * 10 > n * 3, even * 20 < n { return "UTF-16LE" }
        if even * 10 > n * 3, odd * 20 < n { return "UTF-16BE" }
        return nil
    }

    /// Between the sets that old pages without a declaration use: bytes of Cyrillic, Japanese and western text differ in kind.
    private static func guess(_ bytes: [UInt8]) -> String {
        let high = bytes.prefix(200_000).filter { $0 >= 128 }
        if convert(bytes, from: "EUC-JP", dropping: 0, strict: true) != nil, high.count > 40 { return "EUC-JP" }
        if high.count > 40, let sjis = convert(bytes, from: "CP932", dropping: 0, strict: true), kanaShare(sjis.bytes) > 0.2 {
            return "CP932"
        }
        let cyrillic = high.filter { $0 >= 0xC0 }.count
        let runs = zip(bytes.prefix(200_000), bytes.prefix(200_000).dropFirst()).filter { $0.0 >= 0xC0 && $0.1 >= 0xC0 }.count
        return cyrillic > 40 && runs * 2 > cyrillic ? "WINDOWS-1251" : "WINDOWS-1252"
    }
    private static func kanaShare(_ utf8: [UInt8]) -> Double {
        var kana = 0
        var wide = 0
        for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars where scalar.value >= 128 {
            wide += 1
            if (0x3040...0x30FF).contains(scalar.value) { kana += 1 }
        }
        return Double(kana) / Double(max(1, wide))
    }

    private static func convert(_ bytes: [UInt8], from name: String, dropping head: Int) -> DecodedText {
        if let text = convert(bytes, from: name, dropping: head, strict: false) { return text }
        // iconv does not know the name.
        var text = convert(bytes, from: "WINDOWS-1252", dropping: head, strict: false) ?? DecodedText(bytes: bytes)
        text.problems.append("unknown character set \(name), read as Windows-1252")
        return text
    }

    /// Converts piece by piece, so that offsets stay known at every "<", ">" and line end. Nil when the set is unknown, or `strict` and a byte does not fit.
    private static func convert(_ bytes: [UInt8], from name: String, dropping head: Int, strict: Bool) -> DecodedText? {
        let handle = iconv_open("UTF-8", name)
        guard handle != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(handle) }
        var result = DecodedText(bytes: [], charset: name)
        result.originalCount = bytes.count
        result.bytes.reserveCapacity(bytes.count * 3 / 2)
        let wide = name.hasPrefix("UTF-16")
        var broken = 0
        var buffer = [CChar](repeating: 0, count: 16384)
        var start = head
        while start < bytes.count {
            var end = start + 1
            if wide {
                end = min(bytes.count, start + 2)
                while end + 1 < bytes.count, end - start < 4000,
                    !isMark(bytes[name == "UTF-16LE" ? end : end + 1]) || bytes[name == "UTF-16LE" ? end + 1 : end] != 0
                { end += 2 }
                if end + 1 == bytes.count { end = bytes.count }
            } else {
                while end < bytes.count, end - start < 4000, !isMark(bytes[end]) { end += 1 }
                // A cut in the middle of long text must not part two bytes of one character: iconv reports that, and the rest joins the next piece.
            }
            result.marks.append((result.bytes.count, start))
            var at = start
            while at < end {
                var left = end - at
                let done = bytes.withUnsafeBufferPointer { p -> Int in
                    var input: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: p.baseAddress! + at)
                        .assumingMemoryBound(to: CChar.self)
                    let produced = buffer.withUnsafeMutableBufferPointer { out -> Int in
                        var pointer: UnsafeMutablePointer<CChar>? = out.baseAddress!
                        var room = out.count
                        _ = iconv(handle, &input, &left, &pointer, &room)
                        return out.count - room
                    }
                    return produced
                }
                for k in 0..<done where buffer[k] != 0 { result.bytes.append(UInt8(bitPattern: buffer[k])) }
                let used = end - at - left
                at += used
                if left > 0, used == 0 || errno == EILSEQ || errno == EINVAL {
                    if errno == EINVAL, end < bytes.count, end - at < 4 {
                        end = at
                        break
                    }
                    if strict { return nil }
                    broken += 1
                    result.bytes += [0xEF, 0xBF, 0xBD]
                    at += wide ? min(2, end - at) : 1
                    _ = iconv(handle, nil, nil, nil, nil)
                }
            }
            start = max(end, start + 1)
        }
        if broken > 0 { result.problems.append("\(broken) bytes are no \(name) and were replaced by U+FFFD") }
        return result
    }
    @inline(__always) private static func isMark(_ byte: UInt8) -> Bool { byte == 60 || byte == 62 || byte == 10 }
}

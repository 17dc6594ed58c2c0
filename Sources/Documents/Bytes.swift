import Foundation

/// Questions about bytes that every reader here asks. ASCII only: bytes of 128 and above are never white, digit or letter.
extension UInt8 {
    @inline(__always) var isWhite: Bool { self == 32 || (self >= 9 && self <= 13) }
    @inline(__always) var isDigit: Bool { self >= 48 && self <= 57 }
    @inline(__always) var isUpper: Bool { self >= 65 && self <= 90 }
    @inline(__always) var isLower: Bool { self >= 97 && self <= 122 }
    @inline(__always) var isLetter: Bool { (self | 32) >= 97 && (self | 32) <= 122 }
    /// A letter, a digit, or part of a character outside ASCII.
    @inline(__always) var isWord: Bool { isLetter || isDigit || self >= 128 }
    @inline(__always) var lowered: UInt8 { isUpper ? self | 32 : self }
    @inline(__always) var hexValue: Int? {
        if isDigit { return Int(self) - 48 }
        let low = self | 32
        return low >= 97 && low <= 102 ? Int(low) - 87 : nil
    }
}

extension Collection where Element == UInt8 {
    var text: String { String(decoding: self, as: UTF8.self) }
    func equalsIgnoringCase(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        var p = word.utf8Start
        for byte in self {
            if byte.lowered != p.pointee { return false }
            p += 1
        }
        return true
    }
    func startsIgnoringCase(_ word: StaticString) -> Bool {
        guard count >= word.utf8CodeUnitCount else { return false }
        var p = word.utf8Start
        let end = p + word.utf8CodeUnitCount
        for byte in self {
            if p == end { return true }
            if byte.lowered != p.pointee { return false }
            p += 1
        }
        return true
    }
}

extension [UInt8] {
    /// The place of `needle` at or after `start`, byte for byte.
    func find(_ needle: [UInt8], from start: Int = 0, to end: Int? = nil) -> Int? {
        let last = (end ?? count) - needle.count
        guard let first = needle.first, start <= last else { return nil }
        return withUnsafeBytes { hay in
            needle.withUnsafeBytes { wanted in
                let base = hay.baseAddress!
                var at = start
                while at <= last, let hit = memchr(base + at, Int32(first), last - at + 1) {
                    let found = UnsafeRawPointer(hit) - base
                    if memcmp(base + found, wanted.baseAddress!, wanted.count) == 0 { return found }
                    at = found + 1
                }
                return nil
            }
        }
    }

    /// Bytes of `range` without white space at its ends, as a range.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high, self[low].isWhite { low += 1 }
        while high > low, self[high - 1].isWhite { high -= 1 }
        return low..<high
    }
}

/// Text with runs of white space (also no-break spaces) as one space, and none at the ends.
func folded<S: Sequence>(_ bytes: S) -> [UInt8] where S.Element == UInt8 {
    var out: [UInt8] = []
    var gap = false
    for byte in bytes {
        if byte.isWhite {
            gap = true
        } else if byte == 0xa0, out.last == 0xc2 {
            out.removeLast()
            gap = true
        } else {
            if gap, !out.isEmpty { out.append(32) }
            gap = false
            out.append(byte)
        }
    }
    if out.last == 32 { out.removeLast() }
    return out
}

func folded(_ text: String) -> String { String(decoding: folded(text.utf8), as: UTF8.self) }

/// Appends a Unicode scalar as UTF-8; what is no scalar becomes U+FFFD.
@inline(__always) func appendScalar(_ value: UInt32, to out: inout [UInt8]) {
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    for unit in UTF8.encode(scalar)! { out.append(unit) }
}

/// Unicode scalars in a span of UTF-8: bytes that are no continuation.
func scalarCount<S: Sequence>(_ bytes: S) -> Int where S.Element == UInt8 {
    var n = 0
    for byte in bytes where byte & 0xc0 != 0x80 { n += 1 }
    return n
}

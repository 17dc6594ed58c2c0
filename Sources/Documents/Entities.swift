import Foundation
import CLibXML

/// Character references of HTML (Living Standard, 13.2.5.72 to 13.2.5.80): numbers here, names from libxml2's table.
enum Entities {
    /// Windows-1252 in the range that numeric references borrow from it.
    static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
    ]
    /// Names that pages use and HTML 4's table lacks.
    private static let newer: [(StaticString, UInt32)] = [
        ("apos", 39), ("comma", 44), ("period", 46), ("colon", 58), ("semi", 59), ("excl", 33), ("quest", 63), ("lpar", 40),
        ("rpar", 41), ("lbrack", 91), ("lsqb", 91), ("rsqb", 93), ("num", 35), ("dollar", 36), ("percnt", 37), ("sol", 47),
        ("NewLine", 10), ("Tab", 9), ("hyphen", 0x2010), ("dash", 0x2010), ("horbar", 0x2015), ("QUOT", 34), ("AMP", 38),
        ("LT", 60), ("GT", 62), ("plus", 43), ("equals", 61), ("commat", 64), ("lowbar", 95), ("ast", 42), ("verbar", 124),
        ("scaron", 0x161), ("Ccaron", 0x10C), ("ccaron", 0x10D), ("inodot", 0x131), ("breve", 0x2D8), ("gbreve", 0x11F),
    ]

    /// The scalar at an ampersand and the offset after the reference; nil where the ampersand is only itself.
    /// `bytes[at]` is the ampersand.
    static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at: Int, end: Int) -> (value: UInt32, next: Int)? {
        var i = at + 1
        guard i < end else { return nil }
        if bytes[i] == UInt8(ascii: "#") {
            i += 1
            var value: UInt32 = 0
            let hex = i < end && bytes[i] | 32 == UInt8(ascii: "x")
            if hex { i += 1 }
            let start = i
            while i < end, i - start < 10 {
                if hex, let digit = bytes[i].hexValue {
                    value = min(value &* 16 &+ UInt32(digit), 0x110000)
                } else if !hex, bytes[i].isDigit {
                    value = min(value &* 10 &+ UInt32(bytes[i] - 48), 0x110000)
                } else {
                    break
                }
                i += 1
            }
            guard i > start else { return nil }
            if i < end, bytes[i] == UInt8(ascii: ";") { i += 1 }
            if value >= 0x80 && value < 0xA0 { value = windows1252[Int(value) - 0x80] }
            return (value == 0 ? 0xFFFD : value, i)
        }
        let start = i
        while i < end, i - start < 24, bytes[i].isLetter || bytes[i].isDigit { i += 1 }
        guard i > start else { return nil }
        // Without its semicolon a name counts only when it is one of the old Latin-1 names, as in "AT&amp T".
        let closed = i < end && bytes[i] == UInt8(ascii: ";")
        let name = UnsafeBufferPointer(rebasing: bytes[start..<i])
        if !closed, !["amp", "lt", "gt", "quot", "nbsp", "copy", "reg"].contains(where: { name.elementsEqual($0.utf8) }) {
            return nil
        }
        for (known, value) in newer where known.utf8CodeUnitCount == name.count {
            if memcmp(known.utf8Start, name.baseAddress!, name.count) == 0 { return (value, closed ? i + 1 : i) }
        }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { buffer -> (UInt32, Int)? in
            for (k, byte) in name.enumerated() { buffer[k] = byte }
            buffer[name.count] = 0
            guard let entry = htmlEntityLookup(buffer.baseAddress!) else { return nil }
            return (entry.pointee.value, closed ? i + 1 : i)
        }
    }

    /// Text with its references resolved.
    static func decoded(_ text: some Collection<UInt8>) -> String {
        let bytes = Array(text)
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var out: [UInt8] = []
        bytes.withUnsafeBufferPointer { p in
            var i = 0
            while i < p.count {
                if p[i] == UInt8(ascii: "&"), let (value, next) = scalar(p, at: i, end: p.count) {
                    appendScalar(value, to: &out)
                    i = next
                } else {
                    out.append(p[i])
                    i += 1
                }
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

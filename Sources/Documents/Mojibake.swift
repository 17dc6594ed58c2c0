import Foundation

/// Mends text that was UTF-8, was read as Windows-1252 and saved as UTF-8 again ("MarÃ­a", "donâ€™t").
enum Mojibake {
    /// Byte of Windows-1252 by scalar, for those above 127.
    private static let bytes: [UInt32: UInt8] = {
        var table: [UInt32: UInt8] = [:]
        for (i, scalar) in Entities.windows1252.enumerated() { table[scalar] = UInt8(0x80 + i) }
        for value in 0xA0...0xFF { table[UInt32(value)] = UInt8(value) }
        return table
    }()

    /// Whether the signs are there at all: cheap, since nearly all text has none.
    static func isSuspect(_ text: [UInt8]) -> Bool {
        var signs = 0
        text.withUnsafeBufferPointer { p in
            var i = 0
            while i + 3 < p.count, let hit = memchr(p.baseAddress! + i, 0xC3, p.count - i - 3) {
                i = UnsafePointer(hit.assumingMemoryBound(to: UInt8.self)) - p.baseAddress!
                if p[i] == 0xC3, p[i + 1] == 0x83 || p[i + 1] == 0x82,
                    p[i + 2] == 0xC2 || p[i + 2] == 0xE2 || p[i + 2] == 0xC5 || p[i + 2] == 0xC6
                {
                    signs += 1
                }
                if p[i] == 0xC3, p[i + 1] == 0xA2, p[i + 2] == 0xE2, p[i + 3] == 0x82 { signs += 1 }
                i += 1
            }
        }
        return signs >= 2
    }

    /// The mended text with its marks (decoded, original) for every place where lengths differ.
    static func mended(_ text: [UInt8]) -> (text: [UInt8], marks: [(Int, Int)], count: Int) {
        var out: [UInt8] = []
        var marks: [(Int, Int)] = [(0, 0)]
        var count = 0
        var i = 0
        while i < text.count {
            if text[i] < 128 {
                out.append(text[i])
                i += 1
                continue
            }
            // A run of characters that Windows-1252 has above 127, read back as the bytes that they were.
            var j = i
            var raw: [UInt8] = []
            while j < text.count, text[j] >= 128 {
                let length = text[j] >= 0xF0 ? 4 : text[j] >= 0xE0 ? 3 : 2
                guard j + length <= text.count,
                    let scalar = String(decoding: text[j..<(j + length)], as: UTF8.self).unicodeScalars.first,
                    let byte = bytes[scalar.value]
                else { break }
                raw.append(byte)
                j += length
            }
            if raw.count >= 2, Charset.isUTF8(raw) {
                out += raw
                count += 1
                i = j
                marks.append((out.count, i))
            } else {
                let length = text[i] >= 0xF0 ? 4 : text[i] >= 0xE0 ? 3 : 2
                out += text[i..<min(i + length, text.count)]
                i = min(i + length, text.count)
            }
        }
        return (out, marks, count)
    }
}

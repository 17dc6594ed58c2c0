/// What a byte or a scalar is to the tokeniser: tables and decoding without `Character`.
enum ByteClass {
    static let letter: UInt8 = 1
    static let digit: UInt8 = 2
    static let upper: UInt8 = 4
    static let space: UInt8 = 8

    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    @inline(__always)
    static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
    @inline(__always)
    static func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
    @inline(__always)
    static func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    /// Letters, digits and every byte of a scalar outside ASCII.
    @inline(__always)
    static func isWordByte(_ byte: UInt8) -> Bool { isASCIILetter(byte) || isDigit(byte) || byte >= 0x80 }
}

/// Kinds of scalars that tokenisation tells apart.
enum ScalarKind: UInt8 {
    case letter, digit, space, mark, quote, apostrophe, dash, ellipsis, bracket, symbol, ignorable
}

enum Scalars {
    /// The scalar at an offset and its length in bytes; a broken sequence gives U+FFFD and length 1.
    @inline(__always)
    static func decode(_ text: UnsafePointer<UInt8>, _ offset: Int, _ end: Int) -> (scalar: UInt32, length: Int) {
        let first = text[offset]
        if first < 0x80 { return (UInt32(first), 1) }
        let wanted = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
        if wanted == 1 || first > 0xF4 || offset + wanted > end { return (0xFFFD, 1) }
        var scalar = UInt32(first) & (wanted == 2 ? 0x1F : wanted == 3 ? 0x0F : 0x07)
        for index in 1..<wanted {
            let byte = text[offset + index]
            if byte & 0xC0 != 0x80 { return (0xFFFD, 1) }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        return (scalar, wanted)
    }

    /// The kind of a scalar; ranges of Unicode's general punctuation and symbols, everything else outside ASCII is a letter.
    static func kind(_ scalar: UInt32) -> ScalarKind {
        if scalar < 0x80 {
            let byte = UInt8(scalar)
            if ByteClass.isASCIILetter(byte) { return .letter }
            if ByteClass.isDigit(byte) { return .digit }
            if ByteClass.isSpace(byte) || byte == 0x1C || byte == 0x1D || byte == 0x1E || byte == 0x1F { return .space }
            switch byte {
            case 0x22: return .quote
            case 0x27, 0x60: return .apostrophe
            case 0x2D: return .dash
            case 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D: return .bracket
            case 0x00...0x08, 0x0E...0x1B, 0x7F: return .ignorable
            case 0x21, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F: return .mark
            default: return .symbol
            }
        }
        switch scalar {
        case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return .space
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xFE00...0xFE0F: return .ignorable
        case 0xAA, 0xB5, 0xBA: return .letter
        case 0xAB, 0xBB, 0x201C...0x201F, 0x2039, 0x203A, 0x300C...0x300F: return .quote
        case 0x2018...0x201B, 0xB4, 0x2032: return .apostrophe
        case 0x2010...0x2015, 0x2212: return .dash
        case 0x2026: return .ellipsis
        case 0x3008...0x300B, 0x3010, 0x3011, 0xFF08, 0xFF09: return .bracket
        case 0xA1, 0xBF, 0x3001, 0x3002, 0x060C, 0x061B, 0x061F, 0x06D4, 0xFF01, 0xFF0C, 0xFF0E, 0xFF1F, 0x203D: return .mark
        case 0xA2...0xA9, 0xAC, 0xAE...0xB1, 0xB6...0xB8, 0xD7, 0xF7: return .symbol
        case 0xB2, 0xB3, 0xB9, 0xBC...0xBE, 0x660...0x669, 0x6F0...0x6F9, 0x966...0x96F: return .digit
        case 0x2000...0x206F, 0x20A0...0x20CF, 0x2100...0x2BFF, 0x1F000...0x1FAFF, 0xE000...0xF8FF, 0xFFFD: return .symbol
        default: return .letter
        }
    }

    /// Lower case by the simple mappings of Latin, Greek, Cyrillic and Armenian; other scalars stay.
    static func lower(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x41...0x5A: return scalar + 32
        case 0xC0...0xD6, 0xD8...0xDE: return scalar + 32
        case 0x130: return 0x69
        case 0x178: return 0xFF
        case 0x100...0x137, 0x14A...0x177, 0x1E00...0x1E95, 0x1EA0...0x1EFF, 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F:
            return scalar | 1
        case 0x139...0x148, 0x179...0x17E: return scalar & 1 == 1 ? scalar + 1 : scalar
        case 0x218...0x21B, 0x1DE...0x1EF, 0x1F8...0x217, 0x222...0x233: return scalar | 1
        case 0x1CD...0x1DC: return scalar & 1 == 1 ? scalar + 1 : scalar
        case 0x386: return 0x3AC
        case 0x388...0x38A: return scalar + 37
        case 0x38C: return 0x3CC
        case 0x38E, 0x38F: return scalar + 63
        case 0x391...0x3A1, 0x3A3...0x3AB: return scalar + 32
        case 0x400...0x40F: return scalar + 80
        case 0x410...0x42F: return scalar + 32
        case 0x531...0x556: return scalar + 48
        default: return scalar
        }
    }

    /// Whether a letter is a capital of the scripts that `lower` knows.
    @inline(__always)
    static func isUpper(_ scalar: UInt32) -> Bool { lower(scalar) != scalar }

    /// Appends a scalar as UTF-8.
    @inline(__always)
    static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        switch scalar {
        case 0..<0x80: bytes.append(UInt8(scalar))
        case 0x80..<0x800:
            bytes.append(UInt8(0xC0 | scalar >> 6))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        case 0x800..<0x10000:
            bytes.append(UInt8(0xE0 | scalar >> 12))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        default:
            bytes.append(UInt8(0xF0 | scalar >> 18))
            bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        }
    }
}

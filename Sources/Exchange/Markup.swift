import CLibCrypto

/// Text made safe for XML, HTML and Markdown.
enum Markup {
    /// Text for XML 1.0 content and attributes: marks escaped, characters that XML does not allow left out.
    static func xml(_ text: String) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case "\t", "\n": out.unicodeScalars.append(scalar)
            case "\r": out += "&#13;"
            case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": continue
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Text for one line of Markdown: what would be read as markup escaped, line breaks made spaces.
    static func markdown(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "<", ">", "#", "|", "~":
                out += "\\"
                out.unicodeScalars.append(scalar)
            case "\n", "\r", "\t": out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Runs of white space as one space.
    static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// Ids that are the same whenever they are made from the same words.
enum StableID {
    private static func digest(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var out = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        _ = bytes.withUnsafeBufferPointer { SHA256($0.baseAddress, $0.count, &out) }
        return out
    }

    /// A UUID of version 8 (RFC 9562: custom), from SHA-256.
    static func uuid(_ text: String) -> String {
        var bytes = Array(digest(text).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let hex = bytes.map(hexadecimal).joined()
        var out = ""
        for (index, digit) in hex.enumerated() {
            if [8, 12, 16, 20].contains(index) { out += "-" }
            out.append(digit)
        }
        return out
    }

    /// 40 hex digits.
    static func hex(_ text: String) -> String { digest(text).prefix(20).map(hexadecimal).joined() }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = Array("0123456789abcdef")
        return String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }
}

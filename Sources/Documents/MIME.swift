import Foundation

/// A message or a part of one: header fields and a body (RFC 5322, RFC 2045 to 2047, leniently).
struct MIMEPart {
    /// Fields in order, names lower case, values unfolded and not decoded.
    var fields: [(name: String, value: String)]
    /// Bytes of the body in the message.
    var body: Range<Int>

    /// Reads the header that starts at `range`.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        fields = []
        var at = range.lowerBound
        while at < range.upperBound {
            var end = at
            while end < range.upperBound, bytes[end] != 10 { end += 1 }
            let line = bytes[at..<(end > at && bytes[end - 1] == 13 ? end - 1 : end)]
            let next = min(end + 1, range.upperBound)
            if line.isEmpty {
                at = next
                break
            }
            if line.first == 32 || line.first == 9, !fields.isEmpty {
                fields[fields.count - 1].value += " " + folded(line.text)
            } else if let colon = line.firstIndex(of: 58), line[..<colon].allSatisfy({ $0 > 32 && $0 < 127 }),
                colon > line.startIndex
            {
                fields.append((line[..<colon].map(\.lowered).text, folded(line[(colon + 1)...].text)))
            } else if !line.starts(with: Array("From ".utf8)) {
                // No header at all: the rest is body.
                break
            }
            at = next
        }
        body = at..<range.upperBound
    }

    func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
    var type: String { (field("content-type") ?? "text/plain").prefix { $0 != ";" && $0 != " " }.lowercased() }

    /// A parameter of Content-Type or Content-Disposition.
    func parameter(_ key: String, of name: String = "content-type") -> String? {
        guard let value = field(name) else { return nil }
        for part in Self.split(value).dropFirst() {
            guard let equals = part.firstIndex(of: "="), part[..<equals].trimmingCharacters(in: .whitespaces).lowercased() == key
            else { continue }
            return part[part.index(after: equals)...].trimmingCharacters(in: CharacterSet(charactersIn: " \"'"))
        }
        return nil
    }
    private static func split(_ value: String) -> [String] {
        var out = [""]
        var quoted = false
        for c in value {
            if c == "\"" { quoted.toggle() }
            if c == ";", !quoted { out.append("") } else { out[out.count - 1].append(c) }
        }
        return out
    }

    /// The parts of a multipart body, by its boundary.
    func parts(_ bytes: [UInt8]) -> [MIMEPart] {
        guard type.hasPrefix("multipart/"), let boundary = parameter("boundary"), !boundary.isEmpty else { return [] }
        let mark = Array("--\(boundary)".utf8)
        var parts: [MIMEPart] = []
        var start: Int?
        var at = body.lowerBound
        while let hit = bytes.find(mark, from: at, to: body.upperBound) {
            let atLine = hit == body.lowerBound || bytes[hit - 1] == 10
            at = hit + mark.count
            guard atLine else { continue }
            if let start, parts.count < 10_000 { parts.append(MIMEPart(bytes, start..<max(start, hit - 1))) }
            if at + 1 < body.upperBound, bytes[at] == 45, bytes[at + 1] == 45 { return parts }
            while at < body.upperBound, bytes[at] != 10 { at += 1 }
            start = min(at + 1, body.upperBound)
        }
        // The closing mark is missing: the last part runs to the end.
        if let start, start < body.upperBound { parts.append(MIMEPart(bytes, start..<body.upperBound)) }
        return parts
    }

    /// The body with its transfer encoding taken off.
    func decoded(_ bytes: [UInt8]) -> [UInt8] {
        switch (field("content-transfer-encoding") ?? "").lowercased() {
        case "base64": Self.base64(bytes[body])
        case "quoted-printable": Self.quotedPrintable(bytes[body])
        default: Array(bytes[body])
        }
    }

    static func base64(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var bits: UInt32 = 0
        var n = 0
        for byte in bytes {
            let value: UInt32
            switch byte {
            case 65...90: value = UInt32(byte) - 65
            case 97...122: value = UInt32(byte) - 71
            case 48...57: value = UInt32(byte) + 4
            case 43, 45: value = 62
            case 47, 95: value = 63
            case 61: return out
            default: continue
            }
            bits = bits << 6 | value
            n += 6
            if n >= 8 {
                n -= 8
                out.append(UInt8(bits >> UInt32(n) & 255))
            }
        }
        return out
    }

    static func quotedPrintable(_ bytes: ArraySlice<UInt8>, underscore: Bool = false) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var i = bytes.startIndex
        while i < bytes.endIndex {
            if bytes[i] == 61 {
                if i + 2 < bytes.endIndex, let a = bytes[i + 1].hexValue, let b = bytes[i + 2].hexValue {
                    out.append(UInt8(a * 16 + b))
                    i += 3
                    continue
                }
                // A soft line break.
                var j = i + 1
                while j < bytes.endIndex, bytes[j] == 32 || bytes[j] == 9 || bytes[j] == 13 { j += 1 }
                if j < bytes.endIndex, bytes[j] == 10 {
                    i = j + 1
                    continue
                }
            }
            out.append(underscore && bytes[i] == 95 ? 32 : bytes[i])
            i += 1
        }
        return out
    }

    /// A header value with its encoded words resolved (RFC 2047): "=?utf-8?B?…?=".
    static func words(_ value: String) -> String {
        guard value.contains("=?") else { return value }
        var out = ""
        var rest = Substring(value)
        var afterWord = false
        while let open = rest.range(of: "=?") {
            let before = rest[..<open.lowerBound]
            let parts = rest[open.upperBound...].split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
            guard parts.count == 4, parts[1].utf8.count == 1, parts[3].hasPrefix("=") else {
                out += rest[..<open.upperBound]
                rest = rest[open.upperBound...]
                continue
            }
            // White space between two encoded words is none.
            if !(afterWord && before.allSatisfy { $0 == " " }) { out += before }
            let raw = Array(parts[2].utf8)
            let bytes = parts[1].lowercased() == "b" ? base64(raw) : quotedPrintable(raw[...], underscore: true)
            let charset = String(parts[0].prefix { $0 != "*" })
            out += Charset.decode(bytes, declared: charset, isMarkup: false).bytes.text
            rest = parts[3].dropFirst()
            afterWord = true
        }
        return out + rest
    }
}

/// A JSON value (RFC 8259), read leniently: raw line breaks in strings, trailing commas and comments of the CMS are let through,
/// because pages hold them. Depth is limited; numbers stay text.
indirect enum JSONValue {
    case null, bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    /// In the order of the text; a repeated key keeps all its values.
    case object([(key: String, value: JSONValue)])

    static let depthLimit = 64

    /// The value that starts at `range`'s first byte that is not white; nil when there is none.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> JSONValue? {
        var parser = Parser(bytes: bytes, at: range.lowerBound, end: range.upperBound)
        return parser.value(0)
    }
    static func parse(_ bytes: [UInt8]) -> JSONValue? { bytes.withUnsafeBufferPointer { parse($0, 0..<$0.count) } }

    subscript(key: String) -> JSONValue? {
        if case .object(let members) = self { return members.first { $0.key == key }?.value }
        return nil
    }
    /// The string, the number's text, or the first string of an array; references resolved and white space folded.
    var words: String? {
        switch self {
        case .string(let s):
            let clean = folded(Entities.decoded(s.utf8))
            return clean.isEmpty ? nil : clean
        case .number(let s): return s
        case .array(let items): return items.lazy.compactMap(\.words).first
        case .object: return self["@value"]?.words
        default: return nil
        }
    }
    /// A string with character references in it, which JSON has no use for.
    var isEscaped: Bool {
        guard case .string(let s) = self, s.utf8.contains(UInt8(ascii: "&")) else { return false }
        return Entities.decoded(s.utf8) != s
    }
    var items: [JSONValue] {
        switch self {
        case .array(let items): items
        case .null: []
        default: [self]
        }
    }

    /// Whether some bytes are one JSON value and nothing more.
    static func isWhole(_ bytes: ArraySlice<UInt8>) -> Bool {
        Array(bytes).withUnsafeBufferPointer { p in
            var parser = Parser(bytes: p, at: 0, end: p.count)
            guard parser.value(0) != nil else { return false }
            parser.skip()
            // A value that was closed for want of bytes ends at the last of them without its bracket.
            return parser.at == p.count && !parser.ranOut
        }
    }

    private struct Parser {
        let bytes: UnsafeBufferPointer<UInt8>
        var at: Int
        let end: Int
        /// A list, object or string was still open at the end.
        var ranOut = false
        init(bytes: UnsafeBufferPointer<UInt8>, at: Int, end: Int) {
            self.bytes = bytes
            self.at = at
            self.end = end
        }

        mutating func skip() {
            while at < end {
                if bytes[at].isWhite || bytes[at] == 0xEF || bytes[at] == 0xBB || bytes[at] == 0xBF {
                    at += 1
                } else if bytes[at] == UInt8(ascii: "/"), at + 1 < end, bytes[at + 1] == UInt8(ascii: "*") {
                    at += 2
                    while at + 1 < end, !(bytes[at] == UInt8(ascii: "*") && bytes[at + 1] == UInt8(ascii: "/")) { at += 1 }
                    at = min(at + 2, end)
                } else if bytes[at] == UInt8(ascii: "<"), at + 8 < end, bytes[at + 1] == UInt8(ascii: "!") {
                    // "<![CDATA[" or "<!--" around the whole.
                    at += bytes[at + 2] == UInt8(ascii: "[") ? 9 : 4
                } else {
                    return
                }
            }
        }

        mutating func value(_ depth: Int) -> JSONValue? {
            skip()
            guard at < end, depth < JSONValue.depthLimit else { return nil }
            switch bytes[at] {
            case UInt8(ascii: "{"):
                at += 1
                var members: [(key: String, value: JSONValue)] = []
                while true {
                    skip()
                    guard at < end else { ranOut = true; return .object(members) }
                    if bytes[at] == UInt8(ascii: "}") { at += 1; return .object(members) }
                    if bytes[at] == UInt8(ascii: ",") { at += 1; continue }
                    guard bytes[at] == UInt8(ascii: "\"") else { return members.isEmpty ? nil : .object(members) }
                    let key = string()
                    skip()
                    guard at < end, bytes[at] == UInt8(ascii: ":") else { return members.isEmpty ? nil : .object(members) }
                    at += 1
                    guard let v = value(depth + 1) else { return members.isEmpty ? nil : .object(members) }
                    members.append((key, v))
                }
            case UInt8(ascii: "["):
                at += 1
                var items: [JSONValue] = []
                while true {
                    skip()
                    guard at < end else { ranOut = true; return .array(items) }
                    if bytes[at] == UInt8(ascii: "]") { at += 1; return .array(items) }
                    if bytes[at] == UInt8(ascii: ",") { at += 1; continue }
                    guard let v = value(depth + 1) else { return items.isEmpty ? nil : .array(items) }
                    items.append(v)
                }
            case UInt8(ascii: "\""): return .string(string())
            case UInt8(ascii: "t"): at = min(at + 4, end); return .bool(true)
            case UInt8(ascii: "f"): at = min(at + 5, end); return .bool(false)
            case UInt8(ascii: "n"): at = min(at + 4, end); return .null
            default:
                let start = at
                while at < end, bytes[at].isDigit || bytes[at] | 32 == UInt8(ascii: "e") || [43, 45, 46].contains(bytes[at]) {
                    at += 1
                }
                return at > start ? .number(String(decoding: bytes[start..<at], as: UTF8.self)) : nil
            }
        }

        /// The string whose opening quote is at `at`.
        private mutating func string() -> String {
            at += 1
            let start = at
            while at < end, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\") { at += 1 }
            if at >= end || bytes[at] == UInt8(ascii: "\"") {
                let s = String(decoding: bytes[start..<at], as: UTF8.self)
                at = min(at + 1, end)
                return s
            }
            var out = Array(bytes[start..<at])
            while at < end, bytes[at] != UInt8(ascii: "\"") {
                let byte = bytes[at]
                guard byte == UInt8(ascii: "\\"), at + 1 < end else {
                    out.append(byte)
                    at += 1
                    continue
                }
                at += 2
                switch bytes[at - 1] {
                case UInt8(ascii: "n"): out.append(10)
                case UInt8(ascii: "r"): out.append(13)
                case UInt8(ascii: "t"): out.append(9)
                case UInt8(ascii: "b"), UInt8(ascii: "f"): out.append(32)
                case UInt8(ascii: "u"):
                    guard var unit = hex4() else { continue }
                    if unit >= 0xD800, unit < 0xDC00, at + 1 < end, bytes[at] == UInt8(ascii: "\\"),
                        bytes[at + 1] == UInt8(ascii: "u")
                    {
                        let back = at
                        at += 2
                        if let low = hex4(), low >= 0xDC00, low < 0xE000 {
                            unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
                        } else {
                            at = back
                        }
                    }
                    appendScalar(unit, to: &out)
                default: out.append(bytes[at - 1])
                }
            }
            at = min(at + 1, end)
            return String(decoding: out, as: UTF8.self)
        }

        private mutating func hex4() -> UInt32? {
            guard at + 4 <= end else { at = end; return nil }
            var value: UInt32 = 0
            for k in 0..<4 {
                guard let digit = bytes[at + k].hexValue else { return nil }
                value = value << 4 | UInt32(digit)
            }
            at += 4
            return value
        }
    }
}

/// Writes JSON (RFC 8259) straight to bytes, members in the order they are given, so that the same case gives the same
/// bytes. One line for each entry of the outer arrays: files that people can compare.
struct JSONOut {
    private(set) var bytes: [UInt8] = []
    /// Whether the next value or key needs a comma before it.
    private var comma = false
    /// Depth down to which each element stands on its own line.
    private let lines: Int
    private var depth = 0

    init(lines: Int = 0) { self.lines = lines }

    private mutating func next() {
        if comma { bytes.append(UInt8(ascii: ",")) }
        if depth <= lines && depth > 0 { bytes.append(UInt8(ascii: "\n")) }
    }
    private mutating func open(_ byte: UInt8) {
        bytes.append(byte)
        comma = false
        depth += 1
    }
    private mutating func close(_ byte: UInt8) {
        if depth <= lines && comma { bytes.append(UInt8(ascii: "\n")) }
        depth -= 1
        bytes.append(byte)
        comma = true
    }

    mutating func object(_ body: (inout JSONOut) throws -> Void) rethrows {
        open(UInt8(ascii: "{"))
        try body(&self)
        close(UInt8(ascii: "}"))
    }
    mutating func object(_ key: String, _ body: (inout JSONOut) throws -> Void) rethrows {
        self.key(key)
        try object(body)
    }
    mutating func array<Items: Sequence>(_ key: String, _ items: Items, _ body: (inout JSONOut, Items.Element) throws -> Void)
        rethrows
    {
        self.key(key)
        try array(items, body)
    }
    mutating func array<Items: Sequence>(_ items: Items, _ body: (inout JSONOut, Items.Element) throws -> Void) rethrows {
        open(UInt8(ascii: "["))
        for item in items {
            next()
            comma = false
            try body(&self, item)
            comma = true
        }
        close(UInt8(ascii: "]"))
    }

    /// A member's name; its value follows.
    mutating func key(_ key: String) {
        next()
        write(key)
        bytes.append(UInt8(ascii: ":"))
        comma = false
    }
    mutating func member(_ key: String, _ value: String?) { self.key(key); self.value(value) }
    mutating func member(_ key: String, _ value: Int) { self.key(key); raw(String(value)) }
    mutating func member(_ key: String, _ value: Bool) { self.key(key); raw(value ? "true" : "false") }
    mutating func member(_ key: String, number: Double) { self.key(key); raw(JSONOut.number(number)) }
    mutating func member<Strings: Sequence<String>>(_ key: String, strings: Strings) {
        array(key, strings) { $0.value($1) }
    }
    /// A member whose value is JSON already.
    mutating func member(_ key: String, json: [UInt8]) {
        self.key(key)
        bytes += json
        comma = true
    }
    mutating func value(_ value: String?) {
        if let value { write(value) } else { bytes += "null".utf8 }
        comma = true
    }
    mutating func value(_ value: Int) { raw(String(value)) }
    private mutating func raw(_ text: String) {
        bytes += text.utf8
        comma = true
    }

    /// Ends the text with a line break.
    mutating func finish() -> [UInt8] {
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    /// A number without needless digits: 25, 2.5.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
        return "\(value)"
    }

    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        let hex = Array("0123456789abcdef".utf8)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\\"): bytes += [byte, byte]
            case 0x0A: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case 0x09: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
            case 0x0D: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
            case 0..<0x20, 0x7F:
                bytes += "\\u00".utf8
                bytes += [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

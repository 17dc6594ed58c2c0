/// Names and values of an address's query or of a form, in order; files of an upload apart.
struct Fields: Sendable, Equatable {
    struct File: Sendable, Equatable {
        var name: String
        var bytes: [UInt8]
    }
    private(set) var pairs: [(name: String, value: String)] = []
    var files: [File] = []

    static func == (a: Fields, b: Fields) -> Bool {
        a.files == b.files && a.pairs.elementsEqual(b.pairs) { $0.name == $1.name && $0.value == $1.value }
    }

    init() {}
    init(_ pairs: [(String, String)]) { self.pairs = pairs.map { (name: $0.0, value: $0.1) } }

    /// application/x-www-form-urlencoded (WHATWG URL, section 5). Broken escapes stay as they are; bytes that are no UTF-8
    /// become U+FFFD. At most 200 pairs are read.
    init(encoded: some Collection<UInt8>) {
        for part in encoded.split(separator: UInt8(ascii: "&")).prefix(200) {
            let cut = part.firstIndex(of: UInt8(ascii: "="))
            let name = part[..<(cut ?? part.endIndex)]
            let value = cut.map { part[part.index(after: $0)...] } ?? part[part.endIndex...]
            pairs.append((Self.decode(name), Self.decode(value)))
        }
    }

    /// The first value of the name, without white space around it; nil when absent or empty.
    subscript(name: String) -> String? {
        guard let value = pairs.first(where: { $0.name == name })?.value else { return nil }
        let trimmed = value.trimmed
        return trimmed.isEmpty ? nil : trimmed
    }

    /// Every value of the name, in order.
    func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    mutating func add(_ name: String, _ value: String) { pairs.append((name, value)) }

    static func decode(_ bytes: some Collection<UInt8>) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var at = bytes.startIndex
        while at < bytes.endIndex {
            let byte = bytes[at]
            let rest = bytes[at...].dropFirst()
            if byte == UInt8(ascii: "+") {
                out.append(32)
            } else if byte == UInt8(ascii: "%"), rest.count >= 2, let high = hex(rest.first!),
                let low = hex(rest.dropFirst().first!)
            {
                out.append(high << 4 | low)
                at = bytes.index(at, offsetBy: 2)
            } else {
                out.append(byte)
            }
            at = bytes.index(after: at)
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 48
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 87
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 55
        default: nil
        }
    }

    /// A value as it stands in a query.
    static func encode(_ text: String) -> String {
        var out: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                out.append(byte)
            default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

extension StringProtocol {
    /// Without white space at either end.
    var trimmed: String {
        var part = self[...]
        while let first = part.first, first.isWhitespace { part = part.dropFirst() }
        while let last = part.last, last.isWhitespace { part = part.dropLast() }
        return String(part)
    }
}

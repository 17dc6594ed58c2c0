import EDTF

/// Reads and writes TimeML 1.2.1 with inline TIMEX3. Ages ("the 79-year-old") are not written: TimeML's corpora leave them out.
public enum TimeML {
    /// A `.tml` file: its day of creation, and where its text stands.
    public struct Input: Sendable {
        /// The day in `<DCT>`, where there is one.
        public var documentDay: Day?
        /// The bytes of the file before the text, to be written again as they stand.
        public var head: [UInt8]
        /// The text as a reader sees it: without tags, entities resolved.
        public var text: String
        /// The bytes of the file behind the text.
        public var tail: [UInt8]
        /// For each byte of `text` and its end, the offset in `source`.
        var origins: [Int32]
        /// The bytes between `<TEXT>` and `</TEXT>`.
        var source: [UInt8]
    }

    /// Reads a `.tml` file. Tags inside the text are dropped. A file without `<TEXT>` is nil.
    public static func read(_ bytes: [UInt8]) -> Input? {
        guard let open = find(Array("<TEXT".utf8), in: bytes[...], from: 0),
            let begin = bytes[open...].firstIndex(of: UInt8(ascii: ">")).map({ $0 + 1 }),
            let end = findLast(Array("</TEXT>".utf8), in: bytes), begin <= end
        else { return nil }
        var input = Input(
            documentDay: nil, head: Array(bytes[..<begin]), text: "", tail: Array(bytes[end...]), origins: [],
            source: Array(bytes[begin..<end]))
        if let dct = find(Array("<DCT".utf8), in: bytes[...], from: 0),
            let close = find(Array("</DCT>".utf8), in: bytes[...], from: dct)
        {
            input.documentDay = day(bytes[dct..<close])
        }
        var text: [UInt8] = []
        text.reserveCapacity(input.source.count)
        input.origins.reserveCapacity(input.source.count + 1)
        var at = 0
        while at < input.source.count {
            let byte = input.source[at]
            if byte == UInt8(ascii: "<"), let close = input.source[at...].firstIndex(of: UInt8(ascii: ">")) {
                at = close + 1
            } else if byte == UInt8(ascii: "&"), let (resolved, next) = entity(input.source, at) {
                for byte in resolved.utf8 {
                    text.append(byte)
                    input.origins.append(Int32(at))
                }
                at = next
            } else {
                text.append(byte)
                input.origins.append(Int32(at))
                at += 1
            }
        }
        input.origins.append(Int32(input.source.count))
        input.text = String(decoding: text, as: UTF8.self)
        return input
    }

    /// The file again, its text copied byte for byte, with a TIMEX3 around each expression.
    public static func write(_ input: Input, expressions: [TimeExpression]) -> [UInt8] {
        var out = input.head
        var at = 0
        for (number, expression) in expressions.enumerated() where expression.age == nil {
            guard expression.range.upperBound < input.origins.count else { break }
            let start = Int(input.origins[expression.range.lowerBound])
            // The end is behind the source of the last byte, which may be an entity.
            let last = Int(input.origins[expression.range.upperBound - 1])
            let end = input.source[last] == UInt8(ascii: "&") ? (entity(input.source, last)?.1 ?? last + 1) : last + 1
            guard start >= at, end > start, !input.source[start..<end].contains(UInt8(ascii: "<")) else { continue }
            out += input.source[at..<start]
            out += tag(expression, number: number + 1, day: input.documentDay).utf8
            out += input.source[start..<end]
            out += "</TIMEX3>".utf8
            at = end
        }
        return out + input.source[at...] + input.tail
    }

    /// A TimeML document of a plain text, its day of creation where it is known, and its expressions.
    public static func write(text: String, expressions: [TimeExpression], dct: Day?, name: String = "") -> String {
        var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n"
        if !name.isEmpty { out += "<DOCID>\(escaped(name.utf8))</DOCID>\n" }
        if let dct {
            out +=
                "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"\(dct)\" functionInDocument=\"CREATION_TIME\">\(dct)</TIMEX3></DCT>\n"
        }
        out += "<TEXT>"
        let bytes = Array(text.utf8)
        var at = 0
        for (number, expression) in expressions.enumerated() where expression.age == nil && expression.range.lowerBound >= at {
            out += escaped(bytes[at..<expression.range.lowerBound])
            out += tag(expression, number: number + 1, day: dct) + escaped(bytes[expression.range]) + "</TIMEX3>"
            at = expression.range.upperBound
        }
        return out + escaped(bytes[at...]) + "</TEXT>\n</TimeML>\n"
    }

    private static func tag(_ expression: TimeExpression, number: Int, day: Day?) -> String {
        var tag = "<TIMEX3 tid=\"t\(number)\" type=\"\(expression.kind.rawValue)\" value=\"\(expression.value(on: day))\""
        if let mod = expression.mod { tag += " mod=\"\(mod)\"" }
        if expression.relation.anchor == .document { tag += " temporalFunction=\"true\" anchorTimeID=\"t0\"" }
        if let end = expression.endsAt { tag += " endPoint=\"t\(end + 1)\"" }
        return tag + ">"
    }

    private static func escaped(_ bytes: some Sequence<UInt8>) -> String {
        var out: [UInt8] = []
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "<"): out += "&lt;".utf8
            case UInt8(ascii: ">"): out += "&gt;".utf8
            case UInt8(ascii: "&"): out += "&amp;".utf8
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// `value="1998-01-08…"` of the DCT, else the day that its text begins with.
    private static func day(_ bytes: ArraySlice<UInt8>) -> Day? {
        let key = Array("value=\"".utf8)
        if let at = find(key, in: bytes, from: bytes.startIndex), at + key.count + 10 <= bytes.endIndex {
            if let day = Day(iso: String(decoding: bytes[(at + key.count)..<(at + key.count + 10)], as: UTF8.self)) { return day }
        }
        var depth = 0
        let plain = bytes.filter { byte in
            if byte == UInt8(ascii: "<") { depth += 1 }
            defer { if byte == UInt8(ascii: ">") { depth -= 1 } }
            return depth == 0 && byte > 0x20
        }
        return Day(iso: String(decoding: plain.prefix(10), as: UTF8.self))
    }

    /// The text of a character reference, and the offset behind it.
    private static func entity(_ bytes: [UInt8], _ at: Int) -> (String, Int)? {
        guard let end = bytes[at..<min(bytes.count, at + 12)].firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
        let named = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
        if let text = named[name] { return (text, end + 1) }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let code = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return code.flatMap(Unicode.Scalar.init).map { (String($0), end + 1) }
    }

    private static func find(_ needle: [UInt8], in bytes: ArraySlice<UInt8>, from: Int) -> Int? {
        var at = from
        while at + needle.count <= bytes.endIndex {
            if bytes[at] == needle[0], bytes[at..<(at + needle.count)].elementsEqual(needle) { return at }
            at += 1
        }
        return nil
    }

    private static func findLast(_ needle: [UInt8], in bytes: [UInt8]) -> Int? {
        var at = bytes.count - needle.count
        while at >= 0 {
            if bytes[at] == needle[0], bytes[at..<(at + needle.count)].elementsEqual(needle) { return at }
            at -= 1
        }
        return nil
    }
}

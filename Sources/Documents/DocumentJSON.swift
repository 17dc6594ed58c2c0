import CaseModel

/// One document as a line of JSON: an object of `documents` in the export contract, with blocks, days and datelines beside the
/// contract's keys. Offsets count Unicode scalars; keys come in a fixed order.
public enum DocumentJSON {
    /// - Returns: UTF-8 without a line break.
    public static func line(_ document: Document) -> [UInt8] {
        var out = JSONLine()
        let scalars = ScalarOffsets(document.text)
        out.open()
        out.member("id", document.id.hex)
        out.member("name", document.name)
        out.member("title", document.title)
        out.member("outlet", document.outlet)
        out.member("authors", document.authors)
        out.member("language", document.language)
        out.member("section", document.section)
        out.member("canonical_url", document.canonicalURL)
        out.member("text", document.text)
        out.member("captions", document.captions)
        out.member("credits", document.blocks.filter { $0.kind == .credit }.map(\.text))
        out.key("published")
        solved(&out, document.published)
        out.key("updated")
        if let updated = document.updated { solved(&out, updated) } else { out.raw("null") }
        out.member("copy_of", document.copyOf?.hex)
        out.key("blocks")
        out.list(document.blocks) { out, block in
            out.open()
            out.member("kind", block.kind.rawValue)
            if let range = block.range {
                out.member("start", scalars[range.lowerBound])
                out.member("end", scalars[range.upperBound])
            } else {
                out.member("text", block.text)
            }
            if let source = block.source {
                out.member("source_start", source.lowerBound)
                out.member("source_end", source.upperBound)
            }
            out.close()
        }
        out.key("datelines")
        out.list(document.datelines) { out, dateline in
            out.open()
            out.member("place", dateline.place)
            out.member("day", dateline.day)
            out.member("agency", dateline.agency)
            if let range = dateline.range {
                out.member("start", scalars[range.lowerBound])
                out.member("end", scalars[range.upperBound])
            }
            out.close()
        }
        out.key("days")
        out.list(document.days) { out, day in
            out.open()
            out.member("role", day.role.rawValue)
            out.member("source", day.source.rawValue)
            out.member("edtf", day.edtf)
            out.member("words", day.words)
            out.close()
        }
        out.member("problems", document.problems)
        out.close()
        return out.bytes
    }

    private static func solved(_ out: inout JSONLine, _ date: SolvedDate) {
        out.open()
        out.member("edtf", date.edtf)
        out.member("best", date.best)
        out.member("basis", date.basis.rawValue)
        out.member("why", date.why)
        out.close()
    }
}

/// Byte offsets of a text as scalar offsets.
struct ScalarOffsets {
    private let text: [UInt8]
    /// Scalars before every 256th byte.
    private let sums: [Int]
    init(_ string: String) {
        text = Array(string.utf8)
        var sums = [0]
        var n = 0
        for (i, byte) in text.enumerated() {
            if byte & 0xC0 != 0x80 { n += 1 }
            if (i + 1) % 256 == 0 { sums.append(n) }
        }
        self.sums = sums
    }
    subscript(offset: Int) -> Int {
        let block = offset / 256
        var n = sums[block]
        for i in (block * 256)..<offset where text[i] & 0xC0 != 0x80 { n += 1 }
        return n
    }
}

/// A JSON text being written, compact.
struct JSONLine {
    private(set) var bytes: [UInt8] = []
    private var comma = false

    mutating func raw(_ s: StaticString) {
        separate(); bytes += UnsafeBufferPointer(start: s.utf8Start, count: s.utf8CodeUnitCount); comma = true
    }
    mutating func open() { separate(); bytes.append(UInt8(ascii: "{")); comma = false }
    mutating func close() { bytes.append(UInt8(ascii: "}")); comma = true }
    mutating func key(_ name: String) { separate(); string(name); bytes.append(UInt8(ascii: ":")); comma = false }
    mutating func member(_ name: String, _ value: String?) {
        key(name)
        if let value { string(value); comma = true } else { raw("null") }
    }
    mutating func member(_ name: String, _ value: Int) { key(name); bytes += Array("\(value)".utf8); comma = true }
    mutating func member(_ name: String, _ values: [String]) {
        key(name)
        list(values) { out, value in
            out.string(value); out.comma = true
        }
    }
    mutating func list<T>(_ items: [T], _ write: (inout JSONLine, T) -> Void) {
        bytes.append(UInt8(ascii: "["))
        comma = false
        for item in items {
            separate()
            comma = false
            write(&self, item)
            comma = true
        }
        bytes.append(UInt8(ascii: "]"))
        comma = true
    }
    private mutating func separate() { if comma { bytes.append(UInt8(ascii: ",")); comma = false } }

    mutating func string(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += [92, 34]
            case 92: bytes += [92, 92]
            case 10: bytes += [92, 110]
            case 9: bytes += [92, 116]
            case 13: bytes += [92, 114]
            case 0..<32: bytes += Array("\\u00\(SHA256.hexadecimal([byte]))".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

/// multipart/form-data (RFC 7578), read from bytes that are all here already: the guard has limited them.
enum Multipart {
    struct Malformed: Error {}
    static let mostParts = 500

    /// The boundary of a content type, or nil when it is no form with parts.
    static func boundary(of contentType: String) -> String? {
        guard contentType.lowercased().hasPrefix("multipart/form-data") else { return nil }
        for piece in contentType.split(separator: ";").dropFirst() {
            let piece = piece.trimmed
            guard piece.lowercased().hasPrefix("boundary=") else { continue }
            var value = piece.dropFirst("boundary=".count)
            if value.hasPrefix("\""), value.hasSuffix("\""), value.count >= 2 { value = value.dropFirst().dropLast() }
            return (1...70).contains(value.utf8.count) ? String(value) : nil
        }
        return nil
    }

    /// - Returns: text fields, and files with the last part of the name that the browser gave.
    static func read(_ bytes: [UInt8], boundary: String) throws -> Fields {
        var fields = Fields()
        let mark = Array("--\(boundary)".utf8)
        guard var at = find(mark, in: bytes, from: 0) else { throw Malformed() }
        var parts = 0
        while true {
            at += mark.count
            if bytes[at...].starts(with: Array("--".utf8)) { return fields }
            guard bytes[at...].starts(with: Array("\r\n".utf8)) else { throw Malformed() }
            at += 2
            parts += 1
            guard parts <= mostParts, let bodyMark = find(Array("\r\n\r\n".utf8), in: bytes, from: at - 2), bodyMark - at < 4096,
                let end = find(Array("\r\n".utf8) + mark, in: bytes, from: bodyMark + 2)
            else { throw Malformed() }
            let head = String(decoding: bytes[at..<max(at, bodyMark)], as: UTF8.self)
            let body = min(bodyMark + 4, end)
            guard
                let disposition = head.split(whereSeparator: \.isNewline)
                    .first(where: { $0.lowercased().hasPrefix("content-disposition:") })
            else { throw Malformed() }
            if let name = parameter("name", of: disposition) {
                if let file = parameter("filename", of: disposition) {
                    if !file.isEmpty { fields.files.append(.init(name: lastPart(file), bytes: Array(bytes[body..<end]))) }
                } else {
                    fields.add(name, String(decoding: bytes[body..<end], as: UTF8.self))
                }
            }
            at = end + 2
        }
    }

    /// A file's own name: nothing before a slash or backslash, no control characters, never "." or "..", at most 180 bytes.
    static func lastPart(_ path: String) -> String {
        let own = path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        var kept = String(String.UnicodeScalarView(own.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 })).trimmed
        while kept.hasPrefix(".") { kept.removeFirst() }
        while kept.utf8.count > 180 { kept.removeFirst() }
        return kept.isEmpty ? "paper" : kept
    }

    private static func parameter(_ name: String, of line: some StringProtocol) -> String? {
        let bytes = Array(line.utf8)
        let key = Array("\(name)=\"".utf8)
        var from = 0
        while let at = find(key, in: bytes, from: from) {
            from = at + 1
            guard at > 0, bytes[at - 1] == UInt8(ascii: " ") || bytes[at - 1] == UInt8(ascii: ";") else { continue }
            let rest = bytes[(at + key.count)...]
            guard let close = rest.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
            // Browsers escape only these three in a part's name (WHATWG HTML, multipart/form-data encoding).
            return String(decoding: rest[..<close], as: UTF8.self).replacing("%22", with: "\"").replacing("%0D", with: " ")
                .replacing("%0A", with: " ")
        }
        return nil
    }

    private static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard start >= 0, bytes.count - start >= needle.count, let first = needle.first else { return nil }
        return bytes.withUnsafeBufferPointer { hay in
            var at = start
            let last = hay.count - needle.count
            while at <= last {
                if hay[at] == first, needle.indices.allSatisfy({ hay[at + $0] == needle[$0] }) { return at }
                at += 1
            }
            return nil
        }
    }
}

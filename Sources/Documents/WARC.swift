/// Web archives (ISO 28500, WARC 1.0 and 1.1): records one after the other, each a header and a block.
enum WARC {
    struct Record {
        var header: MIMEPart
        /// Nil when the block is longer than the reader keeps.
        var block: [UInt8]?
        /// Where the record starts in the unpacked stream.
        var offset: Int
        var type: String { (header.field("warc-type") ?? "").lowercased() }
        var url: String? { header.field("warc-target-uri").map { $0.hasPrefix("<") ? String($0.dropFirst().dropLast()) : $0 } }
        var date: String? { header.field("warc-date") }
    }

    /// Calls back with each record of the kinds that hold pages; others are passed over without being kept.
    /// - Throws: `PackedError.truncated` when the last record is cut, `.broken` when no record starts where one must.
    static func records(_ stream: ByteStream, limit: Int, each: (Record) -> Bool) throws {
        while true {
            // Records end with two line ends; some writers put more or fewer.
            while let byte = try stream.peek(1).first, byte == 13 || byte == 10 { try stream.skip(1) }
            if try stream.isAtEnd { return }
            let offset = stream.offset
            guard let version = try stream.line(limit: 1000), version.starts(with: Array("WARC/".utf8)) else {
                throw PackedError.broken(at: offset, "no record starts there")
            }
            var head: [UInt8] = []
            while let line = try stream.line(limit: 1 << 16) {
                if line.isEmpty { break }
                head += line + [10]
                if head.count > 1 << 20 { throw PackedError.broken(at: offset, "the record's header has no end") }
            }
            var record = Record(header: MIMEPart(head + [10], 0..<(head.count + 1)), block: nil, offset: offset)
            guard let length = record.header.field("content-length").flatMap({ Int($0) }), length >= 0 else {
                throw PackedError.broken(at: offset, "the record does not say its length")
            }
            if ["response", "resource", "conversion"].contains(record.type) {
                if length <= limit { record.block = try stream.take(length) } else { try stream.skip(length) }
                if !each(record) { return }
            } else {
                try stream.skip(length)
            }
        }
    }
}

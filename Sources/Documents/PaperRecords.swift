import CZlib

/// One record of a stream of papers: what a filter takes at a time.
public struct PaperRecord: Sendable, Hashable {
    /// `NAME/000000001234.warc` for a record of an archive (its offset in the stream as given), `NAME/line-7.jsonl` for a line, `NAME` for
    /// a stream that is one file.
    public var name: String
    /// A web archive's record, unpacked, with its header; a line without its end; or the whole stream.
    public var bytes: [UInt8]
}

/// Cuts a stream into records in bounded memory, and goes on behind what is broken.
///
/// Web archives (WARC 1.0 and 1.1, ISO 28500, plain or gzipped record by record or as a whole) and JSON Lines, both also gzipped, are cut;
/// anything else is one record. A gzip member that is damaged costs that record alone: the next member is looked for behind it. Records
/// of an archive that hold no page (requests, metadata, revisits) are passed over.
public final class PaperRecords {
    public enum Item: Sendable {
        case record(PaperRecord)
        /// Something could not be cut out; the stream goes on behind it, or ends.
        case failed(ReadProblem)
    }
    private enum Layout { case unknown, members, archive, lines, whole, ended }

    private let source: ByteStream
    private let name: String
    private let limit: Int
    private var stream: ByteStream
    private var layout = Layout.unknown
    private var line = 0
    /// Where the member starts whose unpacked bytes `stream` holds, where a member holds more than one record.
    private var inside: Int?

    /// - Parameters:
    ///   - name: what records are named by.
    ///   - limit: the longest record in bytes; longer ones are passed over without being held, and named.
    ///   - pull: the next bytes of the stream, nil at its end.
    public init(name: String, limit: Int = 64 << 20, pull: @escaping () throws -> [UInt8]?) {
        self.name = name
        self.limit = limit
        source = ByteStream(pull)
        stream = source
    }

    /// True where records are lines of JSON.
    public private(set) var isLines = false

    /// The next record or trouble; nil at the end. Never throws: what the stream's own reading throws is trouble at its end.
    public func next() -> Item? {
        while true {
            do {
                switch layout {
                case .unknown: try look()
                case .members: if let item = try inside == nil ? member() : archived() { return item }
                case .archive: if let item = try archived() { return item }
                case .lines: if let item = try nextLine() { return item }
                case .whole:
                    layout = .ended
                    return .record(PaperRecord(name: name, bytes: try stream.rest(limit: limit)))
                case .ended: return nil
                }
            } catch {
                layout = .ended
                return .failed(ReadProblem(name: name, reason: "\(error)"))
            }
        }
    }

    /// Tells what the stream is by its beginning.
    private func look() throws {
        // What has come is looked at; a slow writer is not waited for.
        let head = Array(try source.peek(min(1 << 16, try source.ready(5))))
        if head.isEmpty {
            layout = .ended
        } else if head.starts(with: [0x1F, 0x8B]) {
            try lookInside(Array(try source.peek(1 << 16)))
        } else {
            layout = Self.layout(head)
        }
        isLines = layout == .lines
    }

    private static func layout(_ head: [UInt8]) -> Layout {
        if head.starts(with: Array("WARC/".utf8)) { return .archive }
        return head.first { !$0.isWhite } == UInt8(ascii: "{") ? .lines : .whole
    }

    /// A gzip file: member by member where each holds one record of an archive, else unpacked as it comes.
    private func lookInside(_ head: [UInt8]) throws {
        var out: [UInt8] = []
        var isWhole = false
        do {
            let used = try Inflate.one(head, .gzip, limit: 1 << 20, into: &out)
            isWhole = used > 0
        } catch {}
        if out.starts(with: Array("WARC/".utf8)), !Self.holdsTwoRecords(out),
            isWhole || out.count >= 1 << 16 || head.count < 1 << 16
        {
            layout = .members
            return
        }
        let kind = Self.layout(out)
        if kind == .whole {
            layout = .whole
        } else {
            layout = kind
            stream = source.gunzipped(limit: .max)
        }
    }

    private static func holdsTwoRecords(_ bytes: [UInt8]) -> Bool {
        guard let head = Head(bytes) else { return false }
        var at = head.size + head.length
        while at < bytes.count, bytes[at] == 13 || bytes[at] == 10 { at += 1 }
        return at < bytes.count
    }

    // MARK: Archives

    /// A WARC record's header: where it ends, how long its block is, and whether it may hold a page.
    private struct Head {
        var size: Int
        var length: Int
        var holdsPage: Bool

        /// Nil where no record starts, or its header has no end or says no length.
        init?(_ bytes: [UInt8]) {
            guard bytes.starts(with: Array("WARC/".utf8)) else { return nil }
            var at = 0
            var ended = false
            while at < bytes.count, at < 1 << 20, !ended {
                guard let end = bytes[at...].firstIndex(of: 10) else { return nil }
                ended = end == at || (end == at + 1 && bytes[at] == 13)
                at = end + 1
            }
            guard ended else { return nil }
            size = at
            // The version line is no field.
            let header = MIMEPart(bytes, (bytes.firstIndex(of: 10)! + 1)..<at)
            guard let length = header.field("content-length").flatMap({ Int($0) }), length >= 0 else { return nil }
            self.length = length
            holdsPage = ["response", "resource", "conversion"].contains((header.field("warc-type") ?? "").lowercased())
        }
    }

    private func place(_ offset: Int) -> String {
        func padded(_ n: Int) -> String { String(repeating: "0", count: max(0, 12 - String(n).count)) + String(n) }
        return "\(name)/\(inside.map { padded($0) + "-" } ?? "")\(padded(offset)).warc"
    }

    /// One gzip member, or nil to go on.
    private func member() throws -> Item? {
        guard try source.ready(1) > 0 else {
            layout = .ended
            return nil
        }
        let offset = source.offset
        guard Array(try source.peek(2)) == [0x1F, 0x8B] else {
            if try source.peek(1 << 16).allSatisfy({ $0 == 0 }) {
                // Padding behind the last member.
                try source.skip(try source.ready(1))
                return nil
            }
            try seekMember(from: 0)
            return .failed(ReadProblem(name: place(offset), reason: "no packed record starts there"))
        }
        var out: [UInt8] = []
        let member = GzipMember()
        while true {
            let have = try source.ready(member.used + 1)
            if have <= member.used {
                try source.skip(have)
                layout = .ended
                return .failed(ReadProblem(name: place(offset), reason: "\(PackedError.truncated(at: offset + have))"))
            }
            let input = Array(try source.peek(min(have, member.used + 1 << 18)).dropFirst(member.used))
            switch member.feed(input, into: &out, limit: limit) {
            case .more: continue
            case .done:
                try source.skip(member.used)
                if out.count >= limit { return tooLong(offset, out.count) }
                guard let head = Head(out), out.count >= head.size + head.length else {
                    return .failed(
                        ReadProblem(name: place(offset), reason: "what is packed there is no whole record of an archive"))
                }
                if Self.holdsTwoRecords(out) {
                    stream = ByteStream(out)
                    inside = offset
                    return nil
                }
                guard head.holdsPage else { return nil }
                return .record(PaperRecord(name: place(offset), bytes: Array(out[..<(head.size + head.length)])))
            case .tooLong:
                try seekMember(from: 2)
                return tooLong(offset, out.count)
            case .broken(let why):
                // A wrong checksum is told at the member's end: the next one starts there.
                let wrongSum = why.contains("incorrect")
                try seekMember(from: wrongSum ? member.used : 2)
                return .failed(ReadProblem(name: place(offset), reason: "\(PackedError.broken(at: offset, why))"))
            }
        }
    }

    private func tooLong(_ offset: Int, _ size: Int) -> Item {
        .failed(ReadProblem(name: place(offset), reason: "the record is longer than \(limit >> 20) MB, the most that is read"))
    }

    /// Goes to the next place where a gzip member with a record may start, `from` bytes on or later.
    private func seekMember(from: Int) throws {
        try source.skip(min(from, try source.ready(from)))
        while true {
            let have = Array(try source.peek(1 << 16))
            if have.count < 18 {
                try source.skip(have.count)
                return
            }
            var i = 0
            while i + 18 <= have.count {
                if have[i] == 0x1F, have[i + 1] == 0x8B, have[i + 2] == 8, have[i + 3] < 0x20 {
                    try source.skip(i)
                    let start = Array(try source.peek(1 << 12))
                    var out: [UInt8] = []
                    _ = GzipMember().feed(start, into: &out, limit: 1 << 16)
                    if out.starts(with: Array("WARC/".utf8)) { return }
                    try source.skip(1)
                    i = -1
                    break
                }
                i += 1
            }
            if i >= 0 { try source.skip(i) }
        }
    }

    /// One record of an archive that is not packed record by record, or nil to go on.
    private func archived() throws -> Item? {
        while let byte = try stream.peek(1).first, byte == 13 || byte == 10 { try stream.skip(1) }
        guard try stream.ready(1) > 0 else {
            endStream()
            return nil
        }
        let offset = stream.offset
        var wanted = 1 << 12
        var head: Head?
        var bytes: [UInt8] = []
        while head == nil {
            bytes = Array(try stream.peek(wanted))
            head = Head(bytes)
            if bytes.count < wanted || wanted > 1 << 20 { break }
            wanted *= 4
        }
        guard let head else {
            try seekRecord()
            return .failed(ReadProblem(name: place(offset), reason: "no record with a length starts there"))
        }
        guard head.length <= limit, head.holdsPage else {
            try stream.skip(head.size + head.length)
            return head.holdsPage ? tooLong(offset, head.length) : nil
        }
        do {
            return .record(PaperRecord(name: place(offset), bytes: try stream.take(head.size + head.length)))
        } catch {
            let problem = ReadProblem(name: place(offset), reason: "\(error)")
            endStream()
            return .failed(problem)
        }
    }

    private func endStream() {
        if inside == nil { layout = .ended }
        inside = nil
    }

    private func seekRecord() throws {
        let mark = Array("\nWARC/1.".utf8)
        while true {
            let have = Array(try stream.peek(1 << 16))
            var i = 1
            while i + mark.count <= have.count {
                if have[i] == 10, have[i..<(i + mark.count)].elementsEqual(mark) { return try stream.skip(i) }
                i += 1
            }
            if have.count < 1 << 16 { return try stream.skip(have.count) }
            try stream.skip(i - 1)
        }
    }

    // MARK: Lines

    private func nextLine() throws -> Item? {
        var held: [UInt8] = []
        var size = 0
        while true {
            let have = try stream.peek(min(1 << 16, try stream.ready(1)))
            if have.isEmpty {
                layout = .ended
                if size == 0 { return nil }
                break
            }
            let end = have.firstIndex(of: 10)
            let piece = have[..<(end ?? have.endIndex)]
            size += piece.count
            if size <= limit { held += piece } else { held = [] }
            try stream.skip(piece.count + (end == nil ? 0 : 1))
            if end != nil { break }
        }
        line += 1
        let place = "\(name)/line-\(line).jsonl"
        if size > limit {
            return .failed(
                ReadProblem(name: place, reason: "\(size >> 20) MB in one line; at most \(limit >> 20) MB are read"))
        }
        if held.last == 13 { held.removeLast() }
        return held.allSatisfy(\.isWhite) ? nil : .record(PaperRecord(name: place, bytes: held))
    }
}

/// One gzip member being unpacked.
private final class GzipMember {
    enum Outcome { case more, done, tooLong, broken(String) }
    private var stream = z_stream()
    private var open = false
    /// Bytes of packed input taken so far.
    private(set) var used = 0

    init() { open = legajo_inflateInit2(&stream, 31) == Z_OK }
    deinit { if open { inflateEnd(&stream) } }

    func feed(_ input: [UInt8], into out: inout [UInt8], limit: Int) -> Outcome {
        guard open else { return .broken("zlib has no memory") }
        var outcome = Outcome.more
        input.withUnsafeBufferPointer { p in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { buffer in
                stream.next_in = UnsafeMutablePointer(mutating: p.baseAddress!)
                stream.avail_in = UInt32(p.count)
                loop: while true {
                    stream.next_out = buffer.baseAddress!
                    stream.avail_out = UInt32(buffer.count)
                    let status = inflate(&stream, Z_NO_FLUSH)
                    let made = buffer.count - Int(stream.avail_out)
                    out.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<made]))
                    switch status {
                    case Z_STREAM_END: outcome = .done; break loop
                    case Z_OK: if out.count > limit { outcome = .tooLong; break loop }
                    case Z_BUF_ERROR: break loop
                    default: outcome = .broken(stream.msg.map { String(cString: $0) } ?? "zlib \(status)"); break loop
                    }
                    if stream.avail_in == 0 && stream.avail_out > 0 { break }
                }
                used += p.count - Int(stream.avail_in)
            }
        }
        return outcome
    }
}

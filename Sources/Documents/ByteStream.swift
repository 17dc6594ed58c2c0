import CZlib
import Foundation

/// Bytes that come piece by piece, with a window to look ahead: what archives of many documents are read from in bounded memory.
final class ByteStream {
    private let pull: () throws -> [UInt8]?
    private var buffer: [UInt8] = []
    private var at = 0
    private var ended = false
    /// Bytes taken so far.
    private(set) var offset = 0

    /// - Parameter pull: the next piece, nil at the end.
    init(_ pull: @escaping () throws -> [UInt8]?) { self.pull = pull }

    convenience init(_ bytes: [UInt8]) {
        var rest: [UInt8]? = bytes
        self.init {
            defer { rest = nil }; return rest
        }
    }

    /// Makes `n` bytes ready; fewer only at the end. Gives how many are ready.
    @discardableResult
    func ready(_ n: Int) throws -> Int {
        while buffer.count - at < n, !ended {
            if at > 1 << 20 || at == buffer.count {
                buffer.removeFirst(at)
                at = 0
            }
            if let piece = try pull() { buffer += piece } else { ended = true }
        }
        return buffer.count - at
    }
    var isAtEnd: Bool { get throws { try ready(1) == 0 } }

    /// Up to `n` bytes without taking them.
    func peek(_ n: Int) throws -> ArraySlice<UInt8> {
        let have = min(n, try ready(n))
        return buffer[at..<(at + have)]
    }

    /// Takes exactly `n` bytes. - Throws: `PackedError.truncated`.
    func take(_ n: Int) throws -> [UInt8] {
        guard try ready(n) >= n else { throw PackedError.truncated(at: offset + buffer.count - at) }
        defer { at += n; offset += n }
        return Array(buffer[at..<(at + n)])
    }

    /// Passes over `n` bytes without keeping them. - Throws: `PackedError.truncated`.
    func skip(_ n: Int) throws {
        var left = n
        while left > 0 {
            let have = try ready(1)
            guard have > 0 else { throw PackedError.truncated(at: offset) }
            let step = min(left, have)
            at += step
            offset += step
            left -= step
        }
    }

    /// The next line without its end (LF or CRLF); nil at the end. A line of more than `limit` bytes is cut there.
    func line(limit: Int) throws -> [UInt8]? {
        var looked = 0
        while true {
            let have = try ready(looked + 1)
            if have == 0 { return nil }
            if let end = buffer[(at + looked)...].firstIndex(of: 10) {
                var line = Array(buffer[at..<end])
                offset += end + 1 - at
                at = end + 1
                if line.last == 13 { line.removeLast() }
                return line
            }
            looked = have
            if ended || looked > limit { return try take(looked) }
        }
    }

    /// All that is left. - Throws: `PackedError.tooLong` past `limit`.
    func rest(limit: Int) throws -> [UInt8] {
        while !ended {
            if buffer.count - at > limit { throw PackedError.tooLong(limit: limit) }
            try ready(buffer.count - at + 1)
        }
        if buffer.count - at > limit { throw PackedError.tooLong(limit: limit) }
        defer { offset += buffer.count - at; at = buffer.count }
        return at == 0 ? buffer : Array(buffer[at...])
    }

    /// The unpacked bytes of a gzip stream, all members (RFC 1952); at most `limit` of them.
    func gunzipped(limit: Int) -> ByteStream {
        let inflater = Inflater(source: self, limit: limit)
        return ByteStream { try inflater.next() }
    }

    /// The unpacked bytes of a deflate stream without a wrapping (RFC 1951).
    func inflated(limit: Int) -> ByteStream {
        let inflater = Inflater(source: self, limit: limit, raw: true)
        return ByteStream { try inflater.next() }
    }
}

/// Unpacks a stream as it is read.
private final class Inflater {
    private let source: ByteStream
    private let limit: Int
    private let raw: Bool
    private var stream = z_stream()
    private var open = false
    private var done = false
    private var produced = 0

    init(source: ByteStream, limit: Int, raw: Bool = false) {
        self.source = source
        self.limit = limit
        self.raw = raw
    }
    deinit { if open { inflateEnd(&stream) } }

    func next() throws -> [UInt8]? {
        if done { return nil }
        var out = [UInt8](repeating: 0, count: 1 << 17)
        while true {
            if !open {
                // What follows the last member and is no member is padding.
                let head = try source.peek(2)
                if head.isEmpty || (!raw && !head.elementsEqual([0x1F, 0x8B])) { done = true; return nil }
                guard legajo_inflateInit2(&stream, raw ? -15 : 31) == Z_OK else {
                    throw PackedError.broken(at: source.offset, "zlib has no memory")
                }
                open = true
            }
            let input = Array(try source.peek(1 << 16))
            if input.isEmpty { throw PackedError.truncated(at: source.offset) }
            var used = 0
            var made = 0
            var status = Z_OK
            input.withUnsafeBufferPointer { p in
                out.withUnsafeMutableBufferPointer { o in
                    stream.next_in = UnsafeMutablePointer(mutating: p.baseAddress!)
                    stream.avail_in = UInt32(p.count)
                    stream.next_out = o.baseAddress!
                    stream.avail_out = UInt32(o.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    used = p.count - Int(stream.avail_in)
                    made = o.count - Int(stream.avail_out)
                }
            }
            try source.skip(used)
            produced += made
            if produced > limit { throw PackedError.tooLarge(limit: limit) }
            if status == Z_STREAM_END {
                inflateEnd(&stream)
                stream = z_stream()
                open = false
                if raw { done = true }
            } else if status != Z_OK && !(status == Z_BUF_ERROR && (used > 0 || made > 0)) {
                if status == Z_BUF_ERROR { throw PackedError.truncated(at: source.offset) }
                throw PackedError.broken(at: source.offset, stream.msg.map { String(cString: $0) } ?? "zlib \(status)")
            }
            if made > 0 {
                out.removeLast(out.count - made)
                return out
            }
            if done { return nil }
        }
    }
}

/// Bytes that can be read from any place: in memory or a file.
final class RandomBytes {
    let count: Int
    private let bytes: [UInt8]?
    private let descriptor: Int32

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        count = bytes.count
        descriptor = -1
    }

    /// - Parameter path: NUL-terminated, as the system has it: a name need not be UTF-8.
    /// - Throws: the system's reason, in words.
    init(path: [CChar]) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        bytes = nil
        guard descriptor >= 0 else { throw SystemTrouble(reason: String(cString: strerror(errno))) }
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { throw SystemTrouble(reason: String(cString: strerror(errno))) }
        guard info.st_mode & S_IFMT == S_IFREG else { throw SystemTrouble(reason: "it is no file") }
        count = Int(info.st_size)
    }
    deinit { if descriptor >= 0 { close(descriptor) } }

    func read(_ range: Range<Int>) throws -> [UInt8] {
        let range = range.clamped(to: 0..<count)
        if let bytes { return Array(bytes[range]) }
        var failure: Int32 = 0
        let out = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
            while filled < range.count {
                let got = pread(descriptor, buffer.baseAddress! + filled, range.count - filled, off_t(range.lowerBound + filled))
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { break }
                filled += got
            }
        }
        guard failure == 0 else { throw SystemTrouble(reason: String(cString: strerror(failure))) }
        return out
    }

    /// The bytes of a range as a stream.
    func stream(_ range: Range<Int>? = nil) -> ByteStream {
        let range = range ?? 0..<count
        var at = range.lowerBound
        return ByteStream { [self] in
            guard at < range.upperBound else { return nil }
            let piece = try read(at..<min(range.upperBound, at + 1 << 18))
            if piece.isEmpty { return nil }
            at += piece.count
            return piece
        }
    }
}

/// What the system said when a file could not be read.
struct SystemTrouble: Error, CustomStringConvertible {
    var reason: String
    var description: String { reason }
}

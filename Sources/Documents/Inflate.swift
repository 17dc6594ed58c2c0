import CZlib

/// What can go wrong with packed bytes.
public enum PackedError: Error, CustomStringConvertible, Hashable {
    case tooLarge(limit: Int)
    /// One document is longer than a reader takes.
    case tooLong(limit: Int)
    case truncated(at: Int)
    case broken(at: Int, String)
    public var description: String {
        switch self {
        case .tooLarge(let limit):
            "it expands to more than \(limit >> 20) MB, the limit for one file; unpack it by hand if that is right"
        case .tooLong(let limit): "it is longer than \(limit >> 20) MB, the limit for one document; split it"
        case .truncated(let at): "the packed data end too early, after byte \(at); get the file again"
        case .broken(let at, let why): "the packed data are broken at byte \(at) (\(why)); get the file again"
        }
    }
}

/// Unpacking through zlib.
public enum Inflate {
    public enum Wrapping: Sendable { case gzip, zlib, raw }

    /// All members of a gzip file (RFC 1952), one after the other.
    /// - Throws: `PackedError` when more than `limit` bytes come out, or the data are broken or cut short.
    public static func gzip(_ bytes: [UInt8], limit: Int) throws -> [UInt8] {
        var out: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if at > 0, !(bytes[at] == 0x1F && at + 1 < bytes.count && bytes[at + 1] == 0x8B) { break }
            let used = try one(bytes, from: at, .gzip, limit: limit - out.count, into: &out)
            at += used
        }
        return out
    }

    /// One stream from `start`; gives the number of bytes it took and appends what it holds to `out`.
    @discardableResult
    public static func one(_ bytes: [UInt8], from start: Int = 0, _ wrapping: Wrapping, limit: Int, into out: inout [UInt8])
        throws -> Int
    {
        var stream = z_stream()
        let window: Int32 =
            switch wrapping {
            case .gzip: 31
            case .zlib: 15
            case .raw: -15
            }
        guard legajo_inflateInit2(&stream, window) == Z_OK else { throw PackedError.broken(at: start, "zlib has no memory") }
        defer { inflateEnd(&stream) }
        var produced = 0
        return try bytes.withUnsafeBufferPointer { input -> Int in
            stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress! + start)
            var left = input.count - start
            stream.avail_in = 0
            return try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { buffer -> Int in
                while true {
                    if stream.avail_in == 0, left > 0 {
                        let piece = min(left, 1 << 30)
                        stream.avail_in = UInt32(piece)
                        left -= piece
                    }
                    stream.next_out = buffer.baseAddress
                    stream.avail_out = UInt32(buffer.count)
                    let status = inflate(&stream, Z_NO_FLUSH)
                    let n = buffer.count - Int(stream.avail_out)
                    produced += n
                    if produced > limit { throw PackedError.tooLarge(limit: limit) }
                    out.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<n]))
                    let consumed = input.count - left - Int(stream.avail_in)
                    switch status {
                    case Z_STREAM_END: return consumed - start
                    case Z_OK: continue
                    case Z_BUF_ERROR: throw PackedError.truncated(at: consumed)
                    default: throw PackedError.broken(at: consumed, stream.msg.map { String(cString: $0) } ?? "zlib \(status)")
                    }
                }
            }
        }
    }
}

/// Packing through zlib.
public enum Deflate {
    /// - Parameter level: 1 (fast) to 9 (small).
    public static func pack(_ bytes: [UInt8], _ wrapping: Inflate.Wrapping = .gzip, level: Int32 = 6) -> [UInt8] {
        var stream = z_stream()
        let window: Int32 =
            switch wrapping {
            case .gzip: 31
            case .zlib: 15
            case .raw: -15
            }
        guard legajo_deflateInit2(&stream, level, window) == Z_OK else { return [] }
        defer { deflateEnd(&stream) }
        var out: [UInt8] = []
        bytes.withUnsafeBufferPointer { input in
            stream.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0) }
            var left = input.count
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { buffer in
                var status = Z_OK
                repeat {
                    if stream.avail_in == 0, left > 0 {
                        let piece = min(left, 1 << 30)
                        stream.avail_in = UInt32(piece)
                        left -= piece
                    }
                    stream.next_out = buffer.baseAddress
                    stream.avail_out = UInt32(buffer.count)
                    status = deflate(&stream, left == 0 ? Z_FINISH : Z_NO_FLUSH)
                    out.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<(buffer.count - Int(stream.avail_out))]))
                } while status == Z_OK
            }
        }
        return out
    }
}

import CLibCrypto
import CZlib
import Foundation
import Synchronization

/// SHA-256 by libcrypto.
enum Digest {
    /// The digest of bytes, 64 lower-case hex digits.
    static func hex(_ bytes: [UInt8]) -> String {
        var out = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        _ = bytes.withUnsafeBufferPointer { SHA256($0.baseAddress, $0.count, &out) }
        return hexadecimal(out)
    }

    /// The digest of a string's UTF-8.
    static func hex(_ text: String) -> String { hex(Array(text.utf8)) }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var out = [UInt8]()
        out.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 15)])
        }
        return String(decoding: out, as: UTF8.self)
    }
}

/// zlib streams (RFC 1950) in memory, as the case file keeps originals and annotations.
enum Packing {
    /// Bytes deflated; the same bytes always pack to the same bytes.
    static func pack(_ bytes: ArraySlice<UInt8>, level: Int32 = 6) -> Data {
        var length = compressBound(uLong(bytes.count))
        var out = Data(count: Int(length))
        out.withUnsafeMutableBytes { target in
            bytes.withUnsafeBufferPointer { source in
                _ = compress2(
                    target.bindMemory(to: Bytef.self).baseAddress, &length, source.baseAddress, uLong(bytes.count), level)
            }
        }
        out.removeSubrange(Int(length)...)
        return out
    }

    /// The bytes of a packed part whose unpacked size is known; nil where the part is damaged.
    static func unpack(_ data: Data, size: Int) -> [UInt8]? {
        var length = uLong(size)
        var status: Int32 = Z_OK
        let out = [UInt8](unsafeUninitializedCapacity: max(size, 1)) { target, count in
            status = data.withUnsafeBytes { source in
                uncompress(
                    target.baseAddress, &length, source.bindMemory(to: Bytef.self).baseAddress, uLong(data.count))
            }
            count = status == Z_OK ? Int(length) : 0
        }
        return status == Z_OK && out.count == size ? out : nil
    }
}

/// Canonical JSON: sorted keys, no spaces, no escaped slashes. What is hashed and what rows keep.
enum CanonicalJSON {
    static func text<Value: Encodable>(_ value: Value) throws -> String {
        String(decoding: try data(value), as: UTF8.self)
    }
    static func data<Value: Encodable>(_ value: Value) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }
    /// The texts of many values, made on all cores, in their order.
    static func texts<Value: Encodable & Sendable>(_ values: [Value]) throws -> [String] {
        let chunk = 256
        let results = Mutex<[Int: Result<[String], any Error>]>([:])
        DispatchQueue.concurrentPerform(iterations: (values.count + chunk - 1) / chunk) { number in
            let part = values[number * chunk..<min(values.count, (number + 1) * chunk)]
            let result = Result { try part.map { try text($0) } }
            results.withLock { $0[number] = result }
        }
        return try results.withLock { results in
            try (0..<results.count).flatMap { try results[$0]!.get() }
        }
    }
    static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

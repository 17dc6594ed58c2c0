/// Feature hashes: 64-bit, the same on every machine and in every run.
enum Hashing {
    static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Folds one value into a running hash.
    @inline(__always)
    static func mix(_ hash: UInt64, _ value: UInt64) -> UInt64 {
        let product = (hash ^ value) &* multiplier
        return product ^ (product >> 29)
    }

    /// Last step before a hash addresses a table: spreads the entropy over all bits.
    @inline(__always)
    static func finish(_ hash: UInt64) -> UInt64 {
        let product = (hash ^ (hash >> 32)) &* 0xD6E8_FEB8_6659_FD93
        return product ^ (product >> 32)
    }

    /// Hash of the bytes, eight at a time.
    @inline(__always)
    static func bytes(_ start: UnsafePointer<UInt8>, count: Int) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: count) &* 0xA076_1D64_78BD_642F
        var index = 0
        while index + 8 <= count {
            let word = UnsafeRawPointer(start + index).loadUnaligned(as: UInt64.self)
            hash = mix(hash, UInt64(littleEndian: word))
            index += 8
        }
        var rest: UInt64 = 0
        var shift: UInt64 = 0
        while index < count {
            rest |= UInt64(start[index]) << shift
            shift += 8
            index += 1
        }
        return finish(mix(hash, rest))
    }

    static func string(_ text: String) -> UInt64 {
        var copy = text
        return copy.withUTF8 { buffer in
            guard let base = buffer.baseAddress else { return bytes(UnsafePointer(bitPattern: 1)!, count: 0) }
            return bytes(base, count: buffer.count)
        }
    }
}

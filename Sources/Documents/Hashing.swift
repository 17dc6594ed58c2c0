import CLibCrypto

/// SHA-256 (FIPS 180-4) through libcrypto.
public enum SHA256 {
    /// The digest of some bytes as 64 lower-case hexadecimal digits.
    public static func hex(_ bytes: [UInt8]) -> String { bytes.withUnsafeBufferPointer { hex($0) } }

    /// The digest of some bytes as 64 lower-case hexadecimal digits.
    public static func hex(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 0
        // EVP_Digest fails only when libcrypto has no memory left or no SHA-256 at all.
        let done = EVP_Digest(bytes.baseAddress, bytes.count, &digest, &length, EVP_sha256(), nil)
        precondition(done == 1 && length == 32, "libcrypto offers no SHA-256")
        return hexadecimal(digest)
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 15)])
        }
        return String(decoding: out, as: UTF8.self)
    }
}

/// FNV-1a over bytes: fast, the same in every run, for tables and shingles, never for identity.
@inline(__always) func fnv1a(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64 {
    var hash = seed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): spreads a hash over all 64 bits.
@inline(__always) func mixed(_ x: UInt64) -> UInt64 {
    var z = x &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
}

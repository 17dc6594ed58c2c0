import CLibCrypto

/// Random bytes, keyed hashes and slow hashes, all of OpenSSL.
enum Secrets {
    /// Bytes that nobody can guess.
    static func random(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        // Without random numbers nothing here is safe: there is no way to go on.
        precondition(RAND_bytes(&bytes, Int32(count)) == 1, "no random numbers from OpenSSL")
        return bytes
    }

    /// HMAC-SHA-256 (RFC 2104), 32 bytes.
    static func hmac(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: 32)
        var written = 0
        let made = EVP_Q_mac(
            nil, "HMAC", nil, "SHA256", nil, key, key.count, message, message.count, &out, out.count, &written)
        precondition(made != nil && written == 32, "no HMAC-SHA-256 from OpenSSL")
        return out
    }

    /// Compares in a time that does not tell where the difference is.
    static func equal(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        a.count == b.count && CRYPTO_memcmp(a, b, a.count) == 0
    }

    static func equal(_ a: String, _ b: String) -> Bool { equal(Array(a.utf8), Array(b.utf8)) }

    /// scrypt (RFC 7914) with N = 2^15, r = 8, p = 1: about 32 MB and a tenth of a second a try.
    static func scrypt(_ password: String, salt: [UInt8]) -> [UInt8] {
        let words = Array(password.utf8).map { CChar(bitPattern: $0) }
        var key = [UInt8](repeating: 0, count: 32)
        let made = EVP_PBE_scrypt(
            words, words.count, salt, salt.count, 1 << 15, 8, 1, 64 << 20, &key, key.count)
        precondition(made == 1, "no scrypt from OpenSSL")
        return key
    }

    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Base64 for addresses (RFC 4648 section 5), without padding.
    static func base64URL(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count * 4 + 2) / 3)
        var at = 0
        while at < bytes.count {
            let left = min(3, bytes.count - at)
            var word = 0
            for i in 0..<3 { word = word << 8 | (i < left ? Int(bytes[at + i]) : 0) }
            for i in 0...left { out.append(letters[word >> (18 - 6 * i) & 63]) }
            at += 3
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The bytes again; nil where the text is none of ours.
    static func bytes(base64URL text: String) -> [UInt8]? {
        var out: [UInt8] = []
        var word = 0
        var bits = 0
        for letter in text.utf8 {
            let value: Int
            switch letter {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = Int(letter) - 65
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = Int(letter) - 71
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = Int(letter) + 4
            case UInt8(ascii: "-"): value = 62
            case UInt8(ascii: "_"): value = 63
            default: return nil
            }
            word = (word << 6 | value) & 0xFF_FFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(truncatingIfNeeded: word >> bits))
            }
        }
        return out
    }
}

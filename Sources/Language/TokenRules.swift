/// The tokeniser's word lists as sets of hashes of lower-case words.
struct TokenRules: Sendable {
    enum Abbreviation: UInt8, Sendable { case title, number, versus, open }

    let abbreviations: [UInt64: Abbreviation]
    let prefixes: Set<UInt64>
    /// Hash of a contraction → lengths in bytes of its parts but the last.
    let contractions: [UInt64: [Int]]
    let units: Set<UInt64>
    let domains: Set<UInt64>
    let starters: Set<UInt64>
    /// Open abbreviations that are no words of their own, so that lower case does too ("etc", "approx").
    let lowerAbbreviations: Set<UInt64>

    /// - Throws: `LanguageError.missingData`.
    init() throws {
        let short = try WordLists(resource: "abbreviations.txt")
        var kinds: [UInt64: Abbreviation] = [:]
        // A word of two lists belongs to the first.
        for (kind, name) in [(Abbreviation.title, "title"), (.number, "number"), (.open, "open"), (.versus, "versus")] {
            for hash in short.hashes(name) where kinds[hash] == nil { kinds[hash] = kind }
        }
        abbreviations = kinds
        let lists = try WordLists(resource: "tokens.txt")
        prefixes = lists.hashes("prefix")
        units = lists.hashes("unit")
        domains = lists.hashes("domain")
        lowerAbbreviations = short.hashes("lower")
        starters = lists.hashes("starter")
        var cuts: [UInt64: [Int]] = [:]
        for word in lists.words("contraction") {
            let parts = word.split(separator: "|")
            cuts[Hashing.string(parts.joined())] = parts.dropLast().map(\.utf8.count)
        }
        contractions = cuts
    }

    /// Hash of ASCII bytes in lower case; words over 32 bytes are in no list.
    @inline(__always)
    static func lowerHash(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
        let count = end - start
        if count > 32 || count <= 0 { return 0 }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { buffer in
            for index in 0..<count {
                let byte = text[start + index]
                buffer[index] = ByteClass.isUpper(byte) ? byte | 0x20 : byte
            }
            return Hashing.bytes(buffer.baseAddress!, count: count)
        }
    }
}

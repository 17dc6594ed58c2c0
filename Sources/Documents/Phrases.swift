/// The sections of `Data/phrases.txt`, matched on lower-cased bytes.
struct Phrases: Sendable {
    static let shared = Phrases()
    let starts: [[UInt8]], holds: [[UInt8]], credits: [[UInt8]], updated: [[UInt8]], published: [[UInt8]], by: [[UInt8]]
    let weak: Set<String>, mastheads: Set<String>
    /// `key` of each text that links tell to screen readers alone.
    let unseen: Set<UInt64>

    private init() {
        var sections: [String: [String]] = [:]
        var section = ""
        for line in DataFile.lines("phrases.txt") {
            if line.hasPrefix("[") {
                section = String(line.dropFirst().dropLast())
            } else {
                sections[section, default: []].append(line)
            }
        }
        func bytes(_ name: String) -> [[UInt8]] { (sections[name] ?? []).map { Array($0.utf8) } }
        starts = bytes("starts")
        holds = bytes("holds")
        credits = bytes("credits")
        updated = bytes("updated").sorted { $0.count > $1.count }
        published = bytes("published").sorted { $0.count > $1.count }
        by = bytes("by").sorted { $0.count > $1.count }
        weak = Set(sections["weak"] ?? [])
        mastheads = Set(sections["mastheads"] ?? [])
        unseen = Set(bytes("unseen").map { Self.key($0) })
    }

    /// A hash of the letters and digits alone, lower case.
    static func key(_ bytes: some Collection<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes where byte.isWord { hash = (hash ^ UInt64(byte.lowered)) &* 0x100_0000_01b3 }
        return hash
    }

    /// Lower-cased with curly apostrophes as straight ones, so that phrases need one spelling.
    static func plain(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        for byte in bytes {
            if byte == 0x99 || byte == 0x98, out.count >= 2, out[out.count - 1] == 0x80, out[out.count - 2] == 0xE2 {
                out.removeLast(2)
                out.append(UInt8(ascii: "'"))
            } else {
                out.append(byte.lowered)
            }
        }
        return out
    }

    /// The length of the longest phrase that `line` begins with, as whole words.
    static func prefix(_ phrases: [[UInt8]], of line: [UInt8]) -> Int? {
        var best: Int?
        for phrase in phrases where line.count >= phrase.count && phrase.count > best ?? 0 && line.starts(with: phrase) {
            let next = phrase.count < line.count ? line[phrase.count] : 32
            if !next.isWord || !phrase.last!.isWord { best = phrase.count }
        }
        return best
    }

    /// Where the first of `phrases` stands in `line` as whole words.
    static func first(_ phrases: [[UInt8]], in line: [UInt8]) -> Range<Int>? {
        var best: Range<Int>?
        for phrase in phrases {
            var from = 0
            while let at = line.find(phrase, from: from) {
                let after = at + phrase.count
                let startsWord = at == 0 || !line[at - 1].isWord || !phrase[0].isWord
                let endsWord = after == line.count || !line[after].isWord || !phrase.last!.isWord
                if startsWord, endsWord {
                    if at < best?.lowerBound ?? Int.max { best = at..<after }
                    break
                }
                from = at + 1
            }
        }
        return best
    }
}

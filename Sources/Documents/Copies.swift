import CaseModel

/// Near-duplicates: one wire story as several papers print it, trimmed or under another headline.
///
/// MinHash (Broder 1997) over hashed word 4-grams with one-permutation hashing, locality-sensitive banding to find candidates
/// (Indyk and Motwani 1998), then the true overlap of shingles decides. Overlap counts against the shorter text, so that a trimmed
/// copy is found as well: candidates for containment come from the rarest shingles of each text.
public enum Copies {
    /// Share of the shorter text's shingles that must stand in the longer one too.
    public static let threshold = 0.6
    static let bands = 32
    static let rows = 3
    /// Papers of one key that are compared with one another, the smallest ids first: a phrase that hundreds of papers share (a boilerplate
    /// sentence) says nothing; chains within it still meet under other keys.
    public static let mostTogether = 200

    /// What two papers share when one may repeat the other: bands of their signatures, and shingles of a fixed residue class, which are the
    /// same in both texts wherever they stand. Papers are compared under each key that they share, as `find` does; sorted, without repeats.
    public static func keys(_ document: Document) -> (bands: [UInt64], shingles: [UInt64]) {
        let shingles = shingles(document)
        return shingles.isEmpty ? ([], []) : (bandKeys(shingles).sorted(), shingleKeys(shingles))
    }

    private static func bandKeys(_ shingles: [UInt64]) -> Set<UInt64> {
        let signature = signature(shingles)
        var keys = Set<UInt64>()
        for band in 0..<bands {
            var key = UInt64(band) &+ 1
            for row in 0..<rows { key = mixed(key ^ signature[band * rows + row]) }
            keys.insert(key)
        }
        return keys
    }

    private static func shingleKeys(_ shingles: [UInt64]) -> [UInt64] {
        Set(shingles.lazy.filter { $0 & 15 == 7 }.map { $0 | 1 << 63 ^ 0x5bd1 }).sorted()
    }

    /// - Returns: for each document that repeats another, the one that it repeats. The original of a group is the one with an agency's
    ///   dateline or byline, then the longest, then the one with the smallest id; it never depends on the order of `documents`.
    public static func find(_ documents: [Document]) -> [DocumentID: DocumentID] {
        let sorted = documents.sorted { $0.id < $1.id }
        var unique: [Document] = []
        for document in sorted where unique.last?.id != document.id { unique.append(document) }
        let shingles = unique.map { Copies.shingles($0) }
        var group = Array(unique.indices)
        func root(_ i: Int) -> Int {
            var i = i
            while group[i] != i { i = group[i] }
            return i
        }
        for (a, b) in candidates(shingles) where root(a) != root(b) {
            if overlap(shingles[a], shingles[b]) >= threshold { group[max(root(a), root(b))] = min(root(a), root(b)) }
        }
        var members: [Int: [Int]] = [:]
        for i in unique.indices { members[root(i), default: []].append(i) }
        var copies: [DocumentID: DocumentID] = [:]
        for (_, all) in members where all.count > 1 {
            let original = all.max { rank(unique[$0], shingles[$0].count) < rank(unique[$1], shingles[$1].count) }!
            for i in all where i != original { copies[unique[i].id] = unique[original].id }
        }
        return copies
    }

    private static func rank(_ document: Document, _ size: Int) -> (Int, Int, ReversedID) {
        let sent = document.datelines.contains { $0.agency != nil }
        return (sent ? 1 : 0, size, ReversedID(id: document.id))
    }
    private struct ReversedID: Comparable {
        let id: DocumentID
        static func < (a: ReversedID, b: ReversedID) -> Bool { b.id < a.id }
    }

    /// Hashes of all runs of four words of the body, sorted, without repeats. Case and punctuation do not count; captions and headings neither.
    static func shingles(_ document: Document) -> [UInt64] {
        var text: [UInt8] = []
        for block in document.blocks where block.range != nil && [.paragraph, .listItem, .quotation].contains(block.kind) {
            text += Array(block.text.utf8) + [32]
        }
        return shingles(text.isEmpty ? Array(document.text.utf8) : text)
    }

    static func shingles(_ text: [UInt8]) -> [UInt64] {
        var words: [UInt64] = []
        var hash: UInt64 = 0
        var skip = 0
        for (i, byte) in (text + [32]).enumerated() {
            // General punctuation (U+2000 to U+203F: dashes, curly quotes) varies between papers and is no part of a word.
            if byte == 0xE2, i + 1 < text.count, text[i + 1] == 0x80 { skip = 3 }
            if skip > 0 {
                skip -= 1
            } else if byte == 39 {
            } else if byte.isWord {
                hash = ((hash == 0 ? 0xcbf2_9ce4_8422_2325 : hash) ^ UInt64(byte.lowered)) &* 0x100_0000_01b3
            } else if hash != 0 {
                words.append(hash)
                hash = 0
            }
        }
        guard words.count >= 4 else { return words.isEmpty ? [] : [mixed(words.reduce(0) { $0 &* 31 &+ $1 })] }
        var out: [UInt64] = []
        out.reserveCapacity(words.count)
        for i in 3..<words.count {
            out.append(mixed(words[i - 3] ^ mixed(words[i - 2] ^ mixed(words[i - 1] ^ mixed(words[i])))))
        }
        out.sort()
        var kept: [UInt64] = []
        kept.reserveCapacity(out.count)
        for hash in out where kept.last != hash { kept.append(hash) }
        return kept
    }

    /// The share of the smaller set that lies in the larger.
    static func overlap(_ a: [UInt64], _ b: [UInt64]) -> Double {
        var i = 0
        var j = 0
        var both = 0
        while i < a.count, j < b.count {
            if a[i] == b[j] { both += 1; i += 1; j += 1 } else if a[i] < b[j] { i += 1 } else { j += 1 }
        }
        let least = min(a.count, b.count)
        return least < 8 ? (both == least && least > 0 && a.count == b.count ? 1 : 0) : Double(both) / Double(least)
    }

    /// Signature: for each of `bands * rows` hash functions the least value over the shingles.
    static func signature(_ shingles: [UInt64]) -> [UInt64] {
        var out = [UInt64](repeating: .max, count: bands * rows)
        for shingle in shingles {
            var x = shingle
            for k in out.indices {
                // A linear generator over the shingle gives the family of functions.
                x = x &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let value = x ^ (x >> 29)
                if value < out[k] { out[k] = value }
            }
        }
        return out
    }

    /// Pairs that share a band of their signatures, or a fifth of the shorter's shingles of the residue class (which catches a short text inside
    /// a long one: three fifths are to be expected of a copy, and a phrase that many papers share is a key or two); sorted.
    ///
    /// One paper's pairs are counted at a time, in one array: what papers of one phrase all share costs additions, never memory.
    static func candidates(_ shingles: [[UInt64]]) -> [(Int, Int)] {
        let bands = KeyGroups(shingles.map { $0.isEmpty ? [] : Array(bandKeys($0)) })
        let parts = KeyGroups(shingles.map(shingleKeys))
        var shared = [Int32](repeating: 0, count: shingles.count)
        var pairs: [(Int, Int)] = []
        for i in shingles.indices {
            var touched: [Int32] = []
            parts.forEachLater(than: i) { other in
                if shared[Int(other)] == 0 { touched.append(other) }
                shared[Int(other)] += 1
            }
            var near = touched.filter { 5 * Int(shared[Int($0)]) >= min(parts.counted[i], parts.counted[Int($0)]) }
            for other in touched { shared[Int(other)] = 0 }
            bands.forEachLater(than: i) { near.append($0) }
            near.sort()
            var last: Int32 = -1
            for other in near where other != last {
                pairs.append((i, Int(other)))
                last = other
            }
        }
        return pairs
    }
}

/// Papers that share a key, of each key the first `Copies.mostTogether`; laid out flat.
private struct KeyGroups {
    private var members: [Int32] = []
    private var ends: [Int32] = []
    private var groupsOf: [[Int32]]
    /// Of each paper, its keys without those under which it stands behind the first.
    private(set) var counted: [Int]

    init(_ keys: [[UInt64]]) {
        var keyed: [(key: UInt64, paper: Int32)] = []
        keyed.reserveCapacity(keys.reduce(0) { $0 + $1.count })
        for (i, own) in keys.enumerated() { for key in own { keyed.append((key, Int32(i))) } }
        keyed.sort { ($0.key, $0.paper) < ($1.key, $1.paper) }
        groupsOf = Array(repeating: [], count: keys.count)
        counted = keys.map(\.count)
        var start = 0
        while start < keyed.count {
            var end = start + 1
            while end < keyed.count, keyed[end].key == keyed[start].key { end += 1 }
            if end - start > 1 {
                for entry in keyed[start..<min(end, start + Copies.mostTogether)] {
                    groupsOf[Int(entry.paper)].append(Int32(ends.count))
                    members.append(entry.paper)
                }
                for entry in keyed[start..<end].dropFirst(Copies.mostTogether) { counted[Int(entry.paper)] -= 1 }
                ends.append(Int32(members.count))
            }
            start = end
        }
    }

    /// The papers after `paper` that stand in its groups, as often as they share one.
    func forEachLater(than paper: Int, _ take: (Int32) -> Void) {
        for group in groupsOf[paper] {
            var at = Int(ends[Int(group)]) - 1
            while members[at] > paper {
                take(members[at])
                at -= 1
            }
        }
    }
}

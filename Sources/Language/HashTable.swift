/// A fixed table from 64-bit hashes to UInt32, read where it lies in the model file.
///
/// Layout: UInt32 `bits`, UInt32 unused, then 2^bits slots of two UInt32: the hash's upper half (0 for an empty slot) and the value. The lower half of the hash
/// chooses the slot; collisions go to the next one.
package struct HashTable: @unchecked Sendable {
    private let slots: UnsafePointer<UInt32>
    private let mask: Int

    package init?(_ section: UnsafeRawBufferPointer?) {
        guard let section, section.count >= 8, let base = section.baseAddress else { return nil }
        let bits = Int(section.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
        guard bits < 28, section.count == 8 + (8 << bits) else { return nil }
        mask = (1 << bits) - 1
        slots = (base + 8).assumingMemoryBound(to: UInt32.self)
    }

    @inline(__always)
    package subscript(hash: UInt64) -> UInt32? {
        let key = UInt32(truncatingIfNeeded: hash >> 32) | 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let stored = slots[2 * slot]
            if stored == key { return slots[2 * slot + 1] }
            if stored == 0 { return nil }
            slot = (slot + 1) & mask
        }
    }

    /// Packs a table; entries in the order of their hashes, so that the same entries give the same bytes.
    package static func pack(_ entries: [UInt64: UInt32]) -> [UInt8] {
        var bits = 2
        while (1 << bits) * 2 < entries.count * 3 { bits += 1 }
        let mask = (1 << bits) - 1
        var slots = [UInt32](repeating: 0, count: 2 << bits)
        for (hash, value) in entries.sorted(by: { $0.key < $1.key }) {
            let key = UInt32(truncatingIfNeeded: hash >> 32) | 1
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[2 * slot] != 0 && slots[2 * slot] != key { slot = (slot + 1) & mask }
            if slots[2 * slot] == key { continue }
            slots[2 * slot] = key
            slots[2 * slot + 1] = value
        }
        var out: [UInt8] = []
        ModelWriter.append(UInt32(bits), to: &out)
        ModelWriter.append(UInt32(0), to: &out)
        for slot in slots { ModelWriter.append(slot, to: &out) }
        return out
    }
}

/// What training saw of each word: which tags it takes.
package struct TagLexicon: Sendable {
    private let table: HashTable?
    /// Parts of speech of words that training may not have seen.
    let dictionary: WordTable?
    /// Word in lower case → bits of the gazetteers that hold it.
    let lists: HashTable?

    package static let none = TagLexicon(table: nil, dictionary: nil, lists: nil)
    private init(table: HashTable?, dictionary: WordTable?, lists: HashTable?) {
        self.table = table
        self.dictionary = dictionary
        self.lists = lists
    }

    package init(_ model: ModelFile) {
        table = HashTable(model.section("taglex"))
        dictionary = WordTable(model.section("words"))
        lists = HashTable(model.section("gazette"))
    }

    /// Ambiguity class in the lower half, and, in the upper half, one more than the only tag of a certain word (0: not certain).
    @inline(__always)
    func entry(_ form: UInt64, _ norm: UInt64) -> UInt32 { table?[form] ?? table?[norm &+ 1] ?? 0 }

    /// As `entry`, for the word in lower case.
    @inline(__always)
    func lower(_ norm: UInt64) -> UInt32 { table?[norm &+ 1] ?? 0 }
}

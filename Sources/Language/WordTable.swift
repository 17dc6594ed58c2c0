/// Parts of speech of a large dictionary's base forms, four bytes a word, read where they lie in the model file.
///
/// Layout: UInt32 `bits`, UInt32 unused, then 2^bits UInt32 slots: the hash's upper 28 bits and the parts of speech (0: an empty
/// slot). The lower bits of the hash choose the slot.
package struct WordTable: @unchecked Sendable {
    package static let noun: UInt32 = 1
    package static let verb: UInt32 = 2
    package static let adjective: UInt32 = 4
    package static let adverb: UInt32 = 8

    private let slots: UnsafePointer<UInt32>
    private let mask: Int

    package init?(_ section: UnsafeRawBufferPointer?) {
        guard let section, section.count >= 8, let base = section.baseAddress else { return nil }
        let bits = Int(section.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
        guard bits < 28, section.count == 8 + (4 << bits) else { return nil }
        mask = (1 << bits) - 1
        slots = (base + 8).assumingMemoryBound(to: UInt32.self)
    }

    /// Parts of speech of the base form with this hash; 0 when it is unknown.
    @inline(__always)
    subscript(hash: UInt64) -> UInt32 {
        let key = UInt32(truncatingIfNeeded: hash >> 36) << 4
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let stored = slots[slot]
            if stored == 0 { return 0 }
            if stored & ~15 == key { return stored & 15 }
            slot = (slot + 1) & mask
        }
    }

    package subscript(word: String) -> UInt32 { self[Hashing.string(word)] }

    /// Packs a table; in the order of the hashes, so that the same words give the same bytes.
    package static func pack(_ words: [String: UInt32]) -> [UInt8] {
        var bits = 2
        while (1 << bits) * 3 < words.count * 5 { bits += 1 }
        let mask = (1 << bits) - 1
        var slots = [UInt32](repeating: 0, count: 1 << bits)
        for (hash, value) in words.map({ (Hashing.string($0.key), $0.value) }).sorted(by: { $0.0 < $1.0 }) where value & 15 != 0 {
            let key = UInt32(truncatingIfNeeded: hash >> 36) << 4
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 && slots[slot] & ~15 != key { slot = (slot + 1) & mask }
            slots[slot] = key | slots[slot] & 15 | value & 15
        }
        var out: [UInt8] = []
        ModelWriter.append(UInt32(bits), to: &out)
        ModelWriter.append(UInt32(0), to: &out)
        for slot in slots { ModelWriter.append(slot, to: &out) }
        return out
    }

    /// What a word of unknown tags may be by the dictionary: its own parts of speech (four bits), then, by the endings of English,
    /// a plural noun (16), a verb in -s (32), in -ed (64), in -ing (128), an adjective in -er or -est (256), an adverb in -ly (512).
    /// `word` is lower case; it is changed and restored.
    func readings(_ word: inout [UInt8]) -> UInt32 {
        let count = word.count
        guard count >= 3, count <= 40 else { return count == 0 ? 0 : lookup(word, count) }
        var found = lookup(word, count)
        let last = word[count - 1]
        let before = word[count - 2]
        func with(_ length: Int, _ added: UInt8? = nil) -> UInt32 {
            guard length >= 2 else { return 0 }
            guard let added else { return lookup(word, length) }
            let kept = word[length]
            word[length] = added
            defer { word[length] = kept }
            return lookup(word, length + 1)
        }
        /// The verb or adjective before an ending: as it stands, with its mute e, with its consonant once, with y for i.
        func stem(_ length: Int) -> UInt32 {
            guard length >= 2 else { return 0 }
            var bits = with(length) | with(length, 0x65)
            if length >= 3, word[length - 1] == word[length - 2] { bits |= with(length - 1) }
            if word[length - 1] == 0x69 { bits |= with(length - 1, 0x79) }
            return bits
        }
        if last == 0x73, before != 0x73 {
            var bits = with(count - 1)
            if before == 0x65 {
                bits |= with(count - 2)
                if word[count - 3] == 0x69 { bits |= with(count - 3, 0x79) }
            }
            if bits & Self.noun != 0 { found |= 16 }
            if bits & Self.verb != 0 { found |= 32 }
        } else if last == 0x64, before == 0x65 {
            if stem(count - 2) & Self.verb != 0 { found |= 64 }
        } else if last == 0x67, before == 0x6E, word[count - 3] == 0x69 {
            if stem(count - 3) & Self.verb != 0 { found |= 128 }
        } else if last == 0x72, before == 0x65 {
            if stem(count - 2) & Self.adjective != 0 { found |= 256 }
        } else if last == 0x74, before == 0x73, word[count - 3] == 0x65 {
            if stem(count - 3) & Self.adjective != 0 { found |= 256 }
        } else if last == 0x79, before == 0x6C {
            let bits =
                with(count - 2) | with(count - 2, 0x65) | with(count - 1, 0x65)
                | (word[count - 3] == 0x69 ? with(count - 3, 0x79) : 0)
            if bits & Self.adjective != 0 { found |= 512 }
        }
        return found
    }

    private func lookup(_ word: [UInt8], _ count: Int) -> UInt32 {
        word.withUnsafeBufferPointer { self[Hashing.bytes($0.baseAddress!, count: count)] }
    }
}

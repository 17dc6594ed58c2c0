/// What the models see of one token: hashes of its form and parts, computed once.
package struct WordAtoms {
    /// Hash of the form as it stands.
    package var form: UInt64 = 0
    /// Hash of the form in lower case with every digit as 0.
    package var norm: UInt64 = 0
    /// First and last bytes of the lower-case form, packed.
    var prefix1: UInt64 = 0
    var prefix2: UInt64 = 0
    var prefix3: UInt64 = 0
    var prefix4: UInt64 = 0
    var suffix1: UInt64 = 0
    var suffix2: UInt64 = 0
    var suffix3: UInt64 = 0
    var suffix4: UInt64 = 0
    /// Runs of capitals, small letters, digits and marks, each shortened to two.
    var shape: UInt64 = 0
    package var flags: WordFlags = []
    /// Ambiguity class of the tag dictionary; for words that it lacks 32,768 and what a large dictionary says of them.
    package var ambiguity: UInt64 = 0
    /// The same for the word in lower case.
    package var lowerAmbiguity: UInt64 = 0
    /// The gazetteers that hold the word in lower case.
    package var lists: UInt32 = 0
}

package struct WordFlags: OptionSet {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let initialCapital = WordFlags(rawValue: 1)
    package static let allCapitals = WordFlags(rawValue: 2)
    package static let digit = WordFlags(rawValue: 4)
    package static let hyphen = WordFlags(rawValue: 8)
    package static let letter = WordFlags(rawValue: 16)
    package static let innerCapital = WordFlags(rawValue: 32)
    package static let stop = WordFlags(rawValue: 64)
}

/// Computes `WordAtoms`; owns the scratch space of one thread.
struct WordReader {
    private var lower: [UInt8] = []
    private var normal: [UInt8] = []

    /// Longest part of a word that counts, in bytes.
    static let longest = 64

    /// The atoms of a form; `bytes` without the line break of a rejoined word.
    mutating func atoms(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ lexicon: TagLexicon) -> WordAtoms {
        var atoms = WordAtoms()
        let count = min(count, Self.longest)
        lower.removeAll(keepingCapacity: true)
        normal.removeAll(keepingCapacity: true)
        var shape: UInt64 = 1
        var run: UInt64 = 0
        var runLength = 0
        var capitals = 0
        var letters = 0
        var index = 0
        while index < count {
            var byte = bytes[index]
            var kind: UInt64
            if byte < 0x80 {
                if ByteClass.isUpper(byte) {
                    byte |= 0x20
                    kind = 2
                } else if ByteClass.isLower(byte) {
                    kind = 1
                } else if ByteClass.isDigit(byte) {
                    kind = 3
                } else {
                    kind = 4 + UInt64(byte)
                }
                lower.append(byte)
                normal.append(kind == 3 ? 0x30 : byte)
                index += 1
            } else {
                let (scalar, length) = Scalars.decode(bytes, index, count)
                let small = Scalars.lower(scalar)
                let scalarKind = Scalars.kind(scalar)
                kind = scalarKind == .letter ? (small != scalar ? 2 : 1) : 4 + UInt64(0x2D)
                if scalarKind == .apostrophe { kind = 4 + 0x27 }
                let from = lower.count
                if scalar == 0xFFFD {
                    lower.append(byte)
                } else if scalar == 0x2019 {
                    lower.append(0x27)
                } else {
                    Scalars.append(small, to: &lower)
                }
                normal.append(contentsOf: lower[from...])
                index += length
            }
            if kind == 2 {
                capitals += 1
                if letters == 0 && index <= 4 { atoms.flags.insert(.initialCapital) } else { atoms.flags.insert(.innerCapital) }
            }
            if kind <= 2 {
                letters += 1
                atoms.flags.insert(.letter)
            } else if kind == 3 {
                atoms.flags.insert(.digit)
            } else if kind == 4 + 0x2D {
                atoms.flags.insert(.hyphen)
            } else if kind == 4 + 0x2E {
                atoms.flags.insert(.stop)
            }
            if kind == run {
                runLength += 1
            } else {
                run = kind
                runLength = 1
            }
            if runLength <= 2 { shape = Hashing.mix(shape, kind) }
        }
        if capitals == letters && letters > 1 { atoms.flags.insert(.allCapitals) }
        atoms.shape = shape
        atoms.form = Hashing.bytes(bytes, count: count)
        lower.withUnsafeBufferPointer { buffer in
            let length = buffer.count
            guard length > 0, let base = buffer.baseAddress else { return }
            var packed: UInt64 = 0
            for offset in 0..<min(4, length) {
                packed |= UInt64(base[offset]) << UInt64(8 * offset)
                switch offset {
                case 0: atoms.prefix1 = packed
                case 1: atoms.prefix2 = packed
                case 2: atoms.prefix3 = packed
                default: atoms.prefix4 = packed
                }
            }
            packed = 0
            for offset in 0..<min(4, length) {
                packed |= UInt64(base[length - 1 - offset]) << UInt64(8 * offset)
                switch offset {
                case 0: atoms.suffix1 = packed
                case 1: atoms.suffix2 = packed
                case 2: atoms.suffix3 = packed
                default: atoms.suffix4 = packed
                }
            }
        }
        atoms.norm = normal.withUnsafeBufferPointer { $0.isEmpty ? 0 : Hashing.bytes($0.baseAddress!, count: $0.count) }
        atoms.lists = lexicon.lists?[atoms.norm] ?? 0
        let entry = lexicon.entry(atoms.form, atoms.norm)
        atoms.ambiguity = UInt64(entry)
        if entry == 0, atoms.flags.contains(.letter), let dictionary = lexicon.dictionary {
            atoms.ambiguity = 0x8000 | UInt64(dictionary.readings(&lower))
        }
        atoms.lowerAmbiguity = atoms.ambiguity & 0xFFFF
        if entry != 0, atoms.flags.contains(.initialCapital) { atoms.lowerAmbiguity = UInt64(lexicon.lower(atoms.norm) & 0xFFFF) }
        return atoms
    }
}

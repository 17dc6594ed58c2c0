/// A run of letters, a run of digits, or one mark: the unit that the grammar's patterns see. Finer than a token, so that no way of
/// cutting "mid-1996", "1980s" or "10:30" into tokens changes what is found.
struct Atom {
    enum Kind: UInt8 { case word, number, mark }
    /// UTF-8 offsets in the text.
    var start: Int32
    var end: Int32
    var word: UInt16 = 0
    var kind: Kind
    /// Nothing stands between this atom and the one before.
    var glued: Bool
    var capital = false
    /// The number's value; −1 where it has more than nine digits.
    var value: Int32 = 0
    var classes = ClassSet()

    var digits: Int { kind == .number ? Int(end - start) : 0 }
}

/// Cuts a stretch of text into atoms.
struct Scanner {
    let lexicon: Lexicon

    /// Appends the atoms of `range` to `atoms`.
    func scan(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into atoms: inout [Atom]) {
        var at = range.lowerBound
        let end = range.upperBound
        var lowered: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &lowered) { raw in
            let buffer = raw.bindMemory(to: UInt8.self)
            var previous = -1
            while at < end {
                let byte = text[at]
                let start = at
                if byte <= 0x20 { at += 1; continue }
                if Scanner.isLetter(text, at, end) {
                    var hash = Lexicon.seed
                    var count = 0
                    repeat {
                        var b = text[at]
                        if b &- 0x41 < 26 { b |= 0x20 }
                        if count < 32 { buffer[count] = b }
                        hash = Lexicon.step(hash, b)
                        count += 1
                        at += 1
                    } while at < end && Scanner.isLetter(text, at, end)
                    var atom = Atom(start: Int32(start), end: Int32(at), kind: .word, glued: start == previous)
                    atom.capital = byte &- 0x41 < 26
                    if count <= min(lexicon.longest, 32) {
                        atom.word = lexicon.find(UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[..<count]), hash: hash)
                        atom.classes = lexicon.entries[Int(atom.word)].classes
                    }
                    atoms.append(atom)
                } else if byte &- 0x30 < 10 {
                    var value = 0
                    repeat {
                        value = at - start < 9 ? value * 10 + Int(text[at] - 0x30) : -1
                        at += 1
                    } while at < end && text[at] &- 0x30 < 10
                    var atom = Atom(start: Int32(start), end: Int32(at), kind: .number, glued: start == previous)
                    atom.value = Int32(value)
                    // "1462.93" and "1,990" hold no year.
                    let splits = at + 1 < end && (text[at] == 0x2E || text[at] == 0x2C) && text[at + 1] &- 0x30 < 10
                    atom.classes = Scanner.shapes(value, digits: splits && at - start == 4 ? 5 : at - start)
                    atoms.append(atom)
                } else {
                    let (length, plain) = Scanner.mark(text, at, end)
                    at += length
                    guard plain != 0x20 else { continue }
                    var atom = Atom(start: Int32(start), end: Int32(at), kind: .mark, glued: start == previous)
                    buffer[0] = plain
                    atom.word = lexicon.find(
                        UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[..<1]), hash: Lexicon.step(Lexicon.seed, plain))
                    atom.classes = lexicon.entries[Int(atom.word)].classes
                    atoms.append(atom)
                }
                previous = at
            }
        }
    }

    /// ASCII letters, and all beyond ASCII but the general punctuation (E2 80 …) and Latin-1's marks (C2 …).
    @inline(__always) private static func isLetter(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Bool {
        let byte = text[at]
        if byte < 0x80 { return (byte | 0x20) &- 0x61 < 26 }
        if byte == 0xC2 { return false }
        if byte == 0xE2 && at + 1 < end && text[at + 1] <= 0x8B { return false }
        // A continuation byte belongs to what it follows.
        if byte < 0xC0 && at >= 2 && text[at - 2] == 0xE2 && text[at - 1] <= 0x8B { return false }
        return true
    }

    /// Length of a mark, and the plain mark that stands for it: one hyphen for all dashes, one apostrophe; 0x20 for blanks.
    private static func mark(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> (Int, UInt8) {
        let byte = text[at]
        if byte == 0xC2 { return (min(2, end - at), at + 1 < end && text[at + 1] == 0xA0 ? 0x20 : 0xC2) }
        guard byte == 0xE2, at + 2 < end else { return (1, byte) }
        guard text[at + 1] == 0x80 else { return (3, text[at + 1] == 0x88 && text[at + 2] == 0x92 ? 0x2D : 0xE2) }
        switch text[at + 2] {
        case 0x90...0x95: return (3, 0x2D)
        case 0x98, 0x99: return (3, 0x27)
        case 0x80...0x8B, 0xAF: return (3, 0x20)
        case 0x9C...0x9E: return (3, 0x22)
        default: return (3, 0xE2)
        }
    }

    /// The classes of a number in digits.
    private static func shapes(_ value: Int, digits: Int) -> ClassSet {
        var set = ClassSet()
        set.insert(Lexicon.Digits.digits.rawValue)
        if digits <= 2 {
            if (1...31).contains(value) { set.insert(Lexicon.Digits.dd.rawValue) }
            if (1...12).contains(value) { set.insert(Lexicon.Digits.mm.rawValue) }
            if value <= 24 { set.insert(Lexicon.Digits.hh.rawValue) }
            if digits == 2 {
                if value < 60 { set.insert(Lexicon.Digits.mi.rawValue) }
                set.insert(Lexicon.Digits.yy.rawValue)
            }
        } else if digits == 4, (1000...2199).contains(value) {
            set.insert(Lexicon.Digits.year.rawValue)
            if (1900...2099).contains(value) { set.insert(Lexicon.Digits.modern.rawValue) }
        }
        return set
    }
}

/// Reads numbers that span several atoms: "twenty-five", "two hundred", "2,000", "2 1/2", "2.5", "21st", "twenty-first", "nineteen ninety-six".
///
/// What the words are, the grammar file says (classes `ones`, `tens`, `hundreds`, `scale`, `ordinal`, `ordsuffix`, `numand`, `fraction`).
struct Numerals: Sendable {
    let ones: UInt8
    let tens: UInt8
    let hundreds: UInt8
    let scale: UInt8
    let ordinal: UInt8
    let suffix: UInt8
    let joiner: UInt8
    let hyphen: UInt16
    let comma: UInt16
    let point: UInt16
    let slash: UInt16

    init(_ lexicon: inout Lexicon) throws(GrammarFault) {
        ones = try lexicon.classID("ones")
        tens = try lexicon.classID("tens")
        hundreds = try lexicon.classID("hundreds")
        scale = try lexicon.classID("scale")
        ordinal = try lexicon.classID("ordinal")
        suffix = try lexicon.classID("ordsuffix")
        joiner = try lexicon.classID("numand")
        hyphen = lexicon.word("-")
        comma = lexicon.word(",")
        point = lexicon.word(".")
        slash = lexicon.word("/")
    }

    struct Reading { var end: Int; var value: Int32; var tenths: Int32 }

    /// A cardinal that begins at atom `i`.
    func cardinal(_ atoms: UnsafeBufferPointer<Atom>, _ i: Int, _ lexicon: Lexicon) -> Reading? {
        atoms[i].kind == .number ? digits(atoms, i) : words(atoms, i, lexicon)
    }

    private func digits(_ atoms: UnsafeBufferPointer<Atom>, _ i: Int) -> Reading? {
        guard atoms[i].value >= 0, atoms[i].value < 10_000_000 else { return nil }
        var reading = Reading(end: i + 1, value: atoms[i].value, tenths: 0)
        func number(_ j: Int) -> Atom? { j < atoms.count && atoms[j].kind == .number && atoms[j].value >= 0 ? atoms[j] : nil }
        func mark(_ j: Int, _ word: UInt16) -> Bool { j < atoms.count && atoms[j].word == word && atoms[j].glued }
        while reading.value < 10_000, mark(reading.end, comma), let group = number(reading.end + 1), group.glued,
            group.digits == 3
        {
            reading.value = reading.value * 1000 + group.value
            reading.end += 2
        }
        if mark(reading.end, point), let group = number(reading.end + 1), group.glued, group.digits == 1 {
            reading.tenths = group.value
            reading.end += 2
        } else if number(reading.end)?.value == 1, mark(reading.end + 1, slash), number(reading.end + 2)?.value == 2 {
            reading.tenths = 5
            reading.end += 3
        }
        return reading
    }

    private func words(_ atoms: UnsafeBufferPointer<Atom>, _ i: Int, _ lexicon: Lexicon) -> Reading? {
        var total: Int32 = 0
        var part: Int32 = 0
        var end = i
        var j = i
        var small = false
        while j < atoms.count {
            let atom = atoms[j]
            if let value = lexicon.value(atom.word, ones) {
                if small || (part % 100 != 0 && (part % 10 != 0 || value > 9)) { break }
                part += value
                small = true
            } else if let value = lexicon.value(atom.word, tens) {
                if small || part % 100 != 0 { break }
                part += value
            } else if let value = lexicon.value(atom.word, hundreds) {
                if small || part % 1000 != 0 { break }
                part += value
            } else if let value = lexicon.value(atom.word, scale) {
                // "mil" is a thousand by itself; "hundred" is none.
                if j == i, value >= 1000 { part = 1 }
                if part == 0 || part > 100_000 / value { break }
                part *= value
                small = false
                if value >= 1000 { total += part; part = 0 }
            } else if j > i, j + 1 < atoms.count, atom.word == hyphen || atom.classes.contains(joiner) {
                // A hyphen or "and" joins only what another numeral follows.
                let next = atoms[j + 1]
                let more = next.classes.contains(ones) || next.classes.contains(tens)
                guard more, !small, atom.word == hyphen ? next.glued && atom.glued : part % 100 == 0 || part >= 20 else { break }
                j += 1
                continue
            } else {
                break
            }
            j += 1
            end = j
        }
        return end > i ? Reading(end: end, value: total + part, tenths: 0) : nil
    }

    /// An ordinal that begins at atom `i`: "3rd", "third", "twenty-first".
    func ordinal(_ atoms: UnsafeBufferPointer<Atom>, _ i: Int, _ lexicon: Lexicon) -> Reading? {
        let atom = atoms[i]
        if atom.kind == .number {
            guard i + 1 < atoms.count, atoms[i + 1].glued, atoms[i + 1].classes.contains(suffix), atom.value >= 0 else {
                return nil
            }
            return Reading(end: i + 2, value: atom.value, tenths: 0)
        }
        if let value = lexicon.value(atom.word, ordinal) { return Reading(end: i + 1, value: value, tenths: 0) }
        guard let value = lexicon.value(atom.word, tens), i + 1 < atoms.count else { return nil }
        let j = atoms[i + 1].word == hyphen ? i + 2 : i + 1
        guard j < atoms.count, let unit = lexicon.value(atoms[j].word, ordinal), unit < 10 else { return nil }
        return Reading(end: j + 1, value: value + unit, tenths: 0)
    }

    /// A year in words: "nineteen ninety-six", "two thousand".
    func year(_ atoms: UnsafeBufferPointer<Atom>, _ i: Int, _ lexicon: Lexicon) -> Reading? {
        guard let first = [ones, tens, scale].lazy.compactMap({ lexicon.value(atoms[i].word, $0) }).first else { return nil }
        if (13...20).contains(first), i + 2 < atoms.count, lexicon.value(atoms[i + 1].word, ones) == 0,
            let unit = lexicon.value(atoms[i + 2].word, ones), (1...9).contains(unit)
        {
            return Reading(end: i + 3, value: first * 100 + unit, tenths: 0)
        }
        if (13...20).contains(first), i + 1 < atoms.count, let rest = words(atoms, i + 1, lexicon), (10...99).contains(rest.value)
        {
            return Reading(end: rest.end, value: first * 100 + rest.value, tenths: 0)
        }
        guard let whole = words(atoms, i, lexicon), (1900...2100).contains(whole.value) else { return nil }
        return whole
    }
}

/// A pattern of the grammar, as written.
indirect enum Pattern {
    case word(String)
    /// A class, or one of `n` (cardinal), `ord` (ordinal), `yearw` (year in words), and the slot that it fills.
    case classed(String, Slot?)
    case assign(Slot, Int32)
    /// What follows stands right after what comes before, without a blank.
    case glue
    case sequence([Pattern])
    case choice([Pattern])
    case optional(Pattern)
    /// A definition's name.
    case reference(String)
}

/// Reads patterns: words and marks as they stand, `{class}` or `{class:slot}`, `<slot=value>`, `$NAME`, `( | )`, `?` after what may be absent,
/// `~` before what must not be preceded by a blank. `\` takes the next mark as it stands.
struct PatternReader {
    private let characters: [Unicode.Scalar]
    private var at = 0

    init(_ text: some StringProtocol) { characters = Array(text.unicodeScalars) }

    static func read(_ text: some StringProtocol) throws(GrammarFault) -> Pattern {
        var reader = PatternReader(text)
        let pattern = try reader.choice()
        guard reader.at == reader.characters.count else { throw GrammarFault("a ) without its (") }
        return pattern
    }

    private mutating func skip() { while at < characters.count, characters[at] == " " { at += 1 } }

    private mutating func choice() throws(GrammarFault) -> Pattern {
        var options = [try sequence()]
        while at < characters.count, characters[at] == "|" {
            at += 1
            options.append(try sequence())
        }
        return options.count == 1 ? options[0] : .choice(options)
    }

    private mutating func sequence() throws(GrammarFault) -> Pattern {
        var items: [Pattern] = []
        while true {
            skip()
            guard at < characters.count, characters[at] != "|", characters[at] != ")" else { break }
            var item = try item()
            if at < characters.count, characters[at] == "?" {
                at += 1
                item = .optional(item)
            }
            items.append(item)
        }
        return items.count == 1 ? items[0] : .sequence(items)
    }

    private mutating func until(_ end: Unicode.Scalar) throws(GrammarFault) -> String {
        let from = at
        while at < characters.count, characters[at] != end { at += 1 }
        guard at < characters.count else { throw GrammarFault("a \(end) is missing") }
        at += 1
        return String(String.UnicodeScalarView(characters[from..<(at - 1)]))
    }

    private mutating func item() throws(GrammarFault) -> Pattern {
        let first = characters[at]
        at += 1
        switch first {
        case "(":
            let inner = try choice()
            guard at < characters.count, characters[at] == ")" else { throw GrammarFault("a ) is missing") }
            at += 1
            return inner
        case "{":
            let parts = try until("}").split(separator: ":")
            guard let name = parts.first else { throw GrammarFault("a class has no name") }
            guard parts.count == 2 else { return .classed(String(name), Slot.byName[String(name)]) }
            guard let slot = Slot.byName[String(parts[1])] else { throw GrammarFault("no slot is called \(parts[1])") }
            return .classed(String(name), slot)
        case "<":
            let parts = try until(">").split(separator: "=")
            guard parts.count == 2, let slot = Slot.byName[String(parts[0])],
                let value = SlotValue.number(String(parts[1]), for: slot)
            else { throw GrammarFault("<slot=value> is expected") }
            return .assign(slot, value)
        case "$": return .reference(name())
        case "~": return .glue
        case "\\" where at < characters.count:
            at += 1
            return .word(String(characters[at - 1]))
        default:
            at -= 1
            let word = name()
            if !word.isEmpty { return .word(word) }
            at += 1
            return .word(String(first))
        }
    }

    /// Letters, or digits.
    private mutating func name() -> String {
        let from = at
        while at < characters.count,
            characters[at].properties.isAlphabetic || ("0"..."9").contains(characters[at]) || characters[at] == "_"
        {
            at += 1
        }
        return String(String.UnicodeScalarView(characters[from..<at]))
    }
}

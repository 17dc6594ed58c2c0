/// Runs the automaton from one atom and keeps the longest match; of two as long, the one of the earlier rule.
struct Matcher {
    struct Match { var end: Int; var rule: Int; var frame: Frame }

    let grammar: Grammar
    let atoms: UnsafeBufferPointer<Atom>
    /// Holds where a rule's guards hold.
    let allows: (_ rule: Int, _ range: Range<Int>) -> Bool
    private var best: Match?
    /// Paths tried from one atom: a bound on what a grammar with many ways to read one phrase may cost.
    private var budget = 0

    init(grammar: Grammar, atoms: UnsafeBufferPointer<Atom>, allows: @escaping (_ rule: Int, _ range: Range<Int>) -> Bool) {
        self.grammar = grammar
        self.atoms = atoms
        self.allows = allows
    }

    mutating func match(at i: Int) -> Match? {
        let starts =
            atoms[i].kind == .number ? grammar.automaton.startOnDigits : grammar.automaton.startOnWord[Int(atoms[i].word)]
        guard !starts.isEmpty, !continuesNumber(i) else { return nil }
        best = nil
        budget = 4000
        for move in starts { follow(Int(move), at: i, from: i, Frame()) }
        return best
    }

    /// The 31 of "6,107.31" begins nothing.
    private func continuesNumber(_ i: Int) -> Bool {
        guard i > 1, atoms[i].kind == .number, atoms[i].glued, atoms[i - 1].glued, atoms[i - 2].kind == .number else { return false }
        return atoms[i - 1].word == grammar.numerals.comma || atoms[i - 1].word == grammar.numerals.point
    }

    private mutating func follow(_ index: Int, at i: Int, from start: Int, _ frame: Frame) {
        budget -= 1
        guard budget > 0 else { return }
        let move = grammar.automaton.moves[index]
        var frame = frame
        for assignment in move.assignments {
            let assignment = grammar.automaton.assignments[Int(assignment)]
            frame.set(assignment.slot, assignment.value)
        }
        guard move.target >= 0 else {
            let rule = Int(-1 - move.target)
            if let best, best.end > i || (best.end == i && best.rule <= rule) { return }
            if i > start, allows(rule, start..<i) { best = Match(end: i, rule: rule, frame: frame) }
            return
        }
        guard i < atoms.count, !move.glued || atoms[i].glued else { return }
        let state = grammar.automaton.states[Int(move.target)]
        var next = i + 1
        switch state.test {
        case .word(let id):
            guard atoms[i].word == id else { return }
        case .classed(let id):
            guard atoms[i].classes.contains(id) else { return }
            if state.slot != Automaton.none {
                frame.set(state.slot, atoms[i].kind == .number ? atoms[i].value : grammar.lexicon.value(atoms[i].word, id) ?? 0)
            }
        case .cardinal:
            guard let reading = grammar.numerals.cardinal(atoms, i, grammar.lexicon) else { return }
            frame.set(state.slot, reading.value)
            if reading.tenths > 0 { frame.set(Slot.tenths.rawValue, reading.tenths) }
            next = reading.end
        case .ordinal:
            guard let reading = grammar.numerals.ordinal(atoms, i, grammar.lexicon) else { return }
            frame.set(state.slot, reading.value)
            next = reading.end
        case .yearInWords:
            guard let reading = grammar.numerals.year(atoms, i, grammar.lexicon) else { return }
            frame.set(state.slot, reading.value)
            next = reading.end
        }
        for move in state.moves { follow(Int(move), at: next, from: start, frame) }
    }
}
